import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, nameOf, type Principal, type Tx } from '../../platform/database/index.js';
import { cursorId, OnceWriter, type Page, toPage, type WriteRequest } from '../../platform/http/index.js';
import { MerchantService } from '../merchants/index.js';
import { ShopDirectory, ShopIds } from '../shops/index.js';
import type { HoldQuery, LegalHoldDto, PlaceHold } from './legal-hold.dto.js';
import { type HeldThing, type LegalHold, LegalHoldRepository } from './legal-hold.repository.js';
import { RetentionError } from './retention.errors.js';

/** Legal holds: placed and lifted with a reason and a name, never edited. What is held is not deleted, whatever the policy says. */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly holds: LegalHoldRepository,
    private readonly merchants: MerchantService,
    private readonly shops: ShopDirectory,
    private readonly shopIds: ShopIds,
  ) {}

  place(write: WriteRequest, hold: PlaceHold): Promise<LegalHoldDto> {
    return this.writer.run(write, async (tx) => {
      const thing = await this.requireThing(tx, hold);
      // Placed first: from here on no sweep can retire the order that is looked for.
      const placed = await this.holds.insert(tx, thing, hold.reason, nameOf(write.principal));
      await this.requireOrder(tx, thing, hold);
      return this.toDto(placed);
    });
  }

  lift(write: WriteRequest, id: string, reason: string): Promise<LegalHoldDto> {
    return this.writer.run(write, async (tx) => {
      const lifted = await this.holds.lift(tx, id, reason, nameOf(write.principal));
      if (lifted !== null) return this.toDto(lifted);
      throw new RetentionError((await this.holds.exists(tx, id)) ? 'retention.hold-lifted' : 'retention.hold-not-found', { id });
    });
  }

  list(principal: Principal, { state, limit, cursor }: HoldQuery): Promise<Page<LegalHoldDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.holds.list(tx, state, cursorId(cursor), limit + 1),
        limit,
        (hold) => this.toDto(hold),
        ({ id }) => [id],
      ),
    );
  }

  private async requireThing(tx: Tx, { merchantId, shopId, orderNo }: PlaceHold): Promise<HeldThing> {
    requireOneThing({ merchantId, shopId, orderNo });
    if (merchantId != null) await this.merchants.requireNamed(tx, merchantId);
    const shopDbId = shopId == null ? null : this.shopIds.decode(shopId);
    if (shopId != null && (shopDbId === null || (await this.shops.find(tx, shopDbId)) === null))
      throw new RetentionError('retention.unknown-shop', { id: shopId }, '/shopId');
    return { merchantId: merchantId ?? null, shopDbId, orderNo: orderNo ?? null };
  }

  private async requireOrder(tx: Tx, { shopDbId, orderNo }: HeldThing, { shopId }: PlaceHold): Promise<void> {
    if (shopDbId === null || orderNo === null) return;
    const fate = await this.holds.findFate(tx, shopDbId, orderNo);
    if (fate === null) throw new RetentionError('retention.unknown-order', { shopId: shopId ?? '', orderNo }, '/orderNo');
    if (fate !== 'stored') throw new RetentionError('retention.order-retired', { orderNo, retiredOn: fate.retiredOn }, '/orderNo');
  }

  private toDto(hold: LegalHold): LegalHoldDto {
    return {
      id: hold.id,
      merchantId: hold.merchant_id,
      shopId: hold.shop_id === null ? null : this.shopIds.encode(hold.shop_id),
      orderNo: hold.order_no,
      reason: hold.reason,
      placedAt: beijingIso(hold.placed_at),
      placedBy: hold.placed_by,
      liftedAt: hold.lifted_at === null ? null : beijingIso(hold.lifted_at),
      liftedBy: hold.lifted_by,
      liftReason: hold.lift_reason,
    };
  }
}

function requireOneThing({ merchantId, shopId, orderNo }: Omit<PlaceHold, 'reason'>): void {
  if (merchantId != null && shopId != null) throw new RetentionError('retention.hold-names-one-thing', {}, '/merchantId');
  if (merchantId == null && shopId == null) throw new RetentionError('retention.hold-names-one-thing', {}, '/shopId');
  if (orderNo != null && shopId == null) throw new RetentionError('retention.hold-names-one-thing', {}, '/orderNo');
}
