import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import {
  cursorId,
  definedOnly,
  OnceWriter,
  type Page,
  type PageQuery,
  toPage,
  Precondition,
  type WriteRequest,
} from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import type { ChangeMerchant, CreateMerchant, MerchantDto } from './merchant.dto.js';
import { MerchantError } from './merchant.errors.js';
import { MerchantHomes } from './merchant-homes.service.js';
import { MerchantRepository } from './merchant.repository.js';
import type { Merchant } from './merchant.schema.js';

/** Merchants. The database gives each new one its manual shop and notes the past sales that a change of home division moves. */
@Injectable()
export class MerchantService {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly merchants: MerchantRepository,
    private readonly homes: MerchantHomes,
    private readonly hints: Hints,
  ) {}

  create(write: WriteRequest, values: CreateMerchant): Promise<MerchantDto> {
    return this.writer.run(write, async (tx) => toDto(await this.register(tx, values)));
  }

  /** For other modules, too: a merchant made together with something else. */
  async register(tx: Tx, { name, kind, divisionCode }: CreateMerchant): Promise<Merchant> {
    await this.homes.refuseEnded(tx, divisionCode);
    return this.merchants.insert(tx, { name, kind, divisionCode });
  }

  get(principal: Principal, id: string): Promise<MerchantDto> {
    return this.database.snapshot(principal, async (tx) => this.answer(tx, this.known(await this.merchants.find(tx, id), id)));
  }

  list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<MerchantDto>> {
    return this.database.snapshot(principal, async (tx) => {
      const merchants = await this.merchants.list(tx, cursorId(cursor), limit + 1);
      return toPage(await this.homes.today(tx, merchants), limit, toDto, ({ id }) => [id]);
    });
  }

  change(principal: Principal, id: string, changes: ChangeMerchant, expected = Precondition.NONE): Promise<MerchantDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = this.known(await this.merchants.findForChange(tx, id), id);
      await expected.require(() => this.answer(tx, before));
      const own = await this.homes.change(tx, before, changes);
      const after = await this.merchants.update(tx, { ...before, ...definedOnly(own) });
      tx.afterCommit(() => this.hints.hint('orders.mark-reattributed'));
      return this.answer(tx, after);
    });
  }

  archive(principal: Principal, id: string, expected = Precondition.NONE): Promise<MerchantDto> {
    return this.database.transaction(principal, async (tx) => {
      const merchant = this.known(await this.merchants.findForChange(tx, id), id);
      await expected.require(() => this.answer(tx, merchant));
      const archived = merchant.archivedAt === null ? await this.merchants.update(tx, { ...merchant, archivedAt: new Date() }) : merchant;
      return this.answer(tx, archived);
    });
  }

  /** For other modules: the merchant that a body names in `merchantId` must exist and be visible to the principal. */
  async requireNamed(tx: Tx, id: string): Promise<void> {
    if ((await this.merchants.find(tx, id)) === null) throw new MerchantError('merchants.unknown', { id }, '/merchantId');
  }

  /** As above, for several at once. */
  async requireAllNamed(tx: Tx, ids: readonly string[]): Promise<void> {
    const known = await this.names(tx, ids);
    const id = ids.find((wanted) => !known.has(wanted));
    if (id !== undefined) throw new MerchantError('merchants.unknown', { id }, '/merchantIds');
  }

  /** For other modules: names by id; of merchants the principal does not see there are none. */
  async names(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    return new Map((await this.merchants.findMany(tx, ids)).map(({ id, name }) => [id, name]));
  }

  private async answer(tx: Tx, merchant: Merchant): Promise<MerchantDto> {
    const [today = merchant] = await this.homes.today(tx, [merchant]);
    return toDto(today);
  }

  private known(merchant: Merchant | null, id: string): Merchant {
    if (merchant === null) throw new MerchantError('merchants.not-found', { id });
    return merchant;
  }
}

function toDto(merchant: Merchant): MerchantDto {
  const { id, name, kind, divisionCode, createdAt, archivedAt, mergedIntoId } = merchant;
  return {
    id,
    name,
    kind,
    divisionCode,
    createdAt: beijingIso(createdAt),
    archivedAt: archivedAt === null ? null : beijingIso(archivedAt),
    mergedIntoId,
  };
}
