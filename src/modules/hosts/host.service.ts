import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { cursorId, definedOnly, OnceWriter, type Page, toPage, Precondition, type WriteRequest } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import { MerchantService } from '../merchants/index.js';
import type { ChangeHost, CreateHost, HostDto, HostQuery } from './host.dto.js';
import { HostError } from './host.errors.js';
import { HostRepository } from './host.repository.js';
import type { Host } from './host.schema.js';

/** Hosts. A platform id names one host of a merchant at a time. The database notes the past sales that a host added, changed or archived moves. */
@Injectable()
export class HostService {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly hosts: HostRepository,
    private readonly merchants: MerchantService,
    private readonly hints: Hints,
  ) {}

  create(write: WriteRequest, values: CreateHost): Promise<HostDto> {
    return this.writer.run(write, async (tx) => {
      await this.merchants.requireNamed(tx, values.merchantId);
      const host = await this.hosts.insert(tx, values);
      this.hintAfterCommit(tx);
      return toDto(host);
    });
  }

  get(principal: Principal, id: string): Promise<HostDto> {
    return this.database.snapshot(principal, async (tx) => toDto(known(await this.hosts.find(tx, id), id)));
  }

  list(principal: Principal, { merchantId, limit, cursor }: HostQuery): Promise<Page<HostDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.hosts.list(tx, merchantId, cursorId(cursor), limit + 1), limit, toDto, ({ id }) => [id]),
    );
  }

  change(principal: Principal, id: string, changes: ChangeHost, expected = Precondition.NONE): Promise<HostDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = known(await this.hosts.findForChange(tx, id), id);
      await expected.require(() => toDto(before));
      const after = await this.hosts.update(tx, { ...before, ...definedOnly(changes) });
      this.hintAfterCommit(tx);
      return toDto(after);
    });
  }

  archive(principal: Principal, id: string, expected = Precondition.NONE): Promise<HostDto> {
    return this.database.transaction(principal, async (tx) => {
      const host = known(await this.hosts.findForChange(tx, id), id);
      await expected.require(() => toDto(host));
      if (host.archivedAt !== null) return toDto(host);
      const archived = await this.hosts.update(tx, { ...host, archivedAt: new Date() });
      this.hintAfterCommit(tx);
      return toDto(archived);
    });
  }

  /** For other modules: null if there is none or the principal may not see it; archived ones are found. */
  find(tx: Tx, id: string): Promise<Host | null> {
    return this.hosts.find(tx, id);
  }

  /** For other modules: hosts that a request names; 400 `hosts.unknown`, also for those the principal does not see. */
  async requireAllNamed(tx: Tx, ids: readonly string[]): Promise<void> {
    const known = await this.names(tx, ids);
    const id = ids.find((wanted) => !known.has(wanted));
    if (id !== undefined) throw new HostError('hosts.unknown', { id }, '/hostIds');
  }

  /** For other modules: names by id; of hosts the principal does not see there are none. */
  async names(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    return new Map((await this.hosts.findMany(tx, ids)).map(({ id, name }) => [id, name]));
  }

  private hintAfterCommit(tx: Tx): void {
    tx.afterCommit(() => this.hints.hint('orders.mark-reattributed'));
  }
}

function known(host: Host | null, id: string): Host {
  if (host === null) throw new HostError('hosts.not-found', { id });
  return host;
}

function toDto({ id, merchantId, name, platformHostId, createdAt, archivedAt }: Host): HostDto {
  const times = { createdAt: beijingIso(createdAt), archivedAt: archivedAt === null ? null : beijingIso(archivedAt) };
  return { id, merchantId, name, platformHostId, ...times };
}
