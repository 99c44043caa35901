import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { cursorId, decodeCursor, InputError, type Page, type PageQuery, toPage } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import { recordEvent } from '../audit/index.js';
import { ShopDirectory, ShopIds } from '../shops/index.js';
import type { AwaitingOrderDto, AwaitingQuery, DeliveryDto, DeliveryHourList, DeliveryHourQuery, PulledDto } from './delivery.dto.js';
import { type AwaitingRow, DeliveryHealthRepository } from './delivery-health.repository.js';
import { healthOf, hourOf, reasonOf } from './delivery-judgement.js';
import { MessageError } from './message.errors.js';
import { adapterOfShop } from './platforms/index.js';

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const LONGEST_MS = 31 * 24 * HOUR_MS;

/** How deliveries go, per shop: what came, how late, what failed, what is missing. */
@Injectable()
export class DeliveryHealth {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryHealthRepository,
    private readonly shops: ShopDirectory,
    private readonly shopIds: ShopIds,
    private readonly hints: Hints,
  ) {}

  list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<DeliveryDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.deliveries.list(tx, cursorId(cursor), limit + 1),
        limit,
        (row) => healthOf(row, this.shopIds.encode(row.shop_id)),
        (row) => [row.shop_id],
      ),
    );
  }

  listHours(principal: Principal, shopDbId: string, { from, to }: DeliveryHourQuery): Promise<DeliveryHourList> {
    const until = to === undefined ? new Date() : new Date(to);
    const since = from === undefined ? new Date(until.getTime() - WEEK_MS) : new Date(from);
    if (until.getTime() - since.getTime() > LONGEST_MS)
      throw InputError.field('/to', 'deliveries.range', 'must be at most 31 days after from');
    return this.database.snapshot(principal, async (tx) => {
      await this.shops.requireVisible(tx, shopDbId);
      return { items: (await this.deliveries.listHours(tx, shopDbId, since, until)).map(hourOf) };
    });
  }

  listAwaiting(principal: Principal, { shopId, limit, cursor }: AwaitingQuery): Promise<Page<AwaitingOrderDto>> {
    const shopDbId = shopId === undefined ? null : (this.shopIds.decode(shopId) ?? '0');
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.deliveries.listAwaiting(tx, shopDbId, placeAfter(cursor), limit + 1),
        limit,
        (row) => this.awaiting(row),
        (row) => [row.shop_id, row.order_no],
      ),
    );
  }

  /** Asks the shop's platform soon for everything that changed in the last hours. */
  pull(principal: Principal, shopDbId: string, hours: number): Promise<PulledDto> {
    const since = new Date(Date.now() - hours * HOUR_MS);
    return this.database.transaction(principal, async (tx) => {
      const shop = await this.shops.requireVisible(tx, shopDbId);
      if (adapterOfShop(shop.platform)?.api === undefined) throw new MessageError('messages.no-api', { id: this.shopIds.encode(shopDbId) });
      await this.deliveries.pullSoon(tx, shopDbId, since);
      await recordEvent(tx, { resource: 'shop', resourceId: shopDbId, after: { pulledSince: since.toISOString() } });
      tx.afterCommit(() => this.hints.hint('intake.pull-changes'));
      return { since: beijingIso(since) };
    });
  }

  private awaiting(row: AwaitingRow): AwaitingOrderDto {
    return {
      shopId: this.shopIds.encode(row.shop_id),
      shopName: row.shop_name,
      platform: row.platform,
      orderNo: row.order_no,
      firstWantedAt: beijingIso(row.first_wanted_at),
      attempts: row.attempts,
      dueAt: beijingIso(row.due_at),
      reason: reasonOf(row),
    };
  }
}

function placeAfter(cursor: string | undefined): [string, string] {
  const [shopDbId = '0', orderNo = ''] = (decodeCursor(cursor, 2) ?? []).map(String);
  if (!/^\d{1,18}$/.test(shopDbId)) throw new InputError('input.cursor');
  return [shopDbId, orderNo];
}
