import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { KnownShop } from '../shops/index.js';
import { FetchedOrderRepository } from './fetched-order.repository.js';
import { InboxEntries } from './inbox-entries.js';
import { type InboxEntry, InboxRepository } from './inbox.repository.js';

/** What a platform's API answered about an order, as a message of the inbox. */
export interface FetchedEntry {
  readonly orderNo: string;
  readonly entry: InboxEntry;
}

/** Keeps what was fetched, once: the same answer again is no news. */
@Injectable()
export class FetchedOrders {
  constructor(
    private readonly entries: InboxEntries,
    private readonly inbox: InboxRepository,
    private readonly fetched: FetchedOrderRepository,
  ) {}

  async prepare(shop: KnownShop, orderNo: string, body: Record<string, unknown>, askedAt: Date): Promise<FetchedEntry> {
    if (!this.entries.isReady(shop.platform, 'pull')) await this.entries.prepare(shop.platform, 'pull');
    // The time makes later answers the greater keys: of two states of one second the later fetched one stands.
    const message = { key: `api:${askedAt.toISOString()}:${orderNo}`, body, externalShopId: null };
    const route = { shopDbId: shop.dbId, fault: null, externalShopId: null };
    const entry = this.entries.of({
      platform: shop.platform,
      route,
      message,
      content: Buffer.alloc(0),
      origin: 'pull',
      receivedAt: askedAt,
    });
    return { orderNo, entry };
  }

  /** Whether it was news. If not, whoever waited for it has it. */
  async keep(tx: Tx, { orderNo, entry }: FetchedEntry): Promise<boolean> {
    const { shopDbId, bodyHash, key, receivedAt } = entry;
    const isNews = await this.fetched.replace(tx, { shopDbId, orderNo, bodyHash, key, fetchedAt: receivedAt });
    if (isNews) await this.inbox.add(tx, [entry]);
    else await this.fetched.releaseIfApplied(tx, shopDbId, orderNo, receivedAt);
    return isNews;
  }
}
