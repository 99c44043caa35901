import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { Hints, JobSlots } from '../../platform/queue/index.js';
import { type KnownShop, ShopDirectory } from '../shops/index.js';
import { ApiCaller } from './api-caller.js';
import { ApiFailure, failureOf } from './api-failure.js';
import { ApiWaits } from './api-waits.js';
import { DetailTodoRepository, type LeasedDetail } from './detail-todo.repository.js';
import { FetchedOrders } from './fetched-orders.service.js';
import { adapterOfShop } from './platforms/index.js';
import type { MessageFault } from './platforms/platform-adapter.js';

const FETCHER = worker('detail-fetching');
const AT_ONCE = 16;
const AT_ONCE_PER_SHOP = 3;
const LEASE_SECONDS = 120;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 900_000;
const CLOSED_DELAY_MS = 600_000;
/** With the delays between them these take about three hours. */
const MAX_REFUSALS = 20;

/**
 * Fetches the orders that messages only named. The row is leased, the platform asked outside of any transaction, and the answer goes through the
 * inbox like everything else: stripped, kept, read and applied there.
 */
@Injectable()
export class DetailFetching {
  constructor(
    private readonly database: Database,
    private readonly todo: DetailTodoRepository,
    private readonly shops: ShopDirectory,
    private readonly caller: ApiCaller,
    private readonly fetched: FetchedOrders,
    private readonly waits: ApiWaits,
    private readonly hints: Hints,
    private readonly slots: JobSlots,
  ) {}

  fetchAll(): Promise<void> {
    return this.slots.workOff({
      count: AT_ONCE,
      take: (count) => this.database.transaction(FETCHER, (tx) => this.todo.lease(tx, count, AT_ONCE_PER_SHOP, LEASE_SECONDS)),
      work: (detail) => this.fetchOne(detail),
    });
  }

  countDue(): Promise<number> {
    return this.database.transaction(FETCHER, (tx) => this.todo.countDue(tx));
  }

  private async fetchOne(detail: LeasedDetail): Promise<void> {
    try {
      await this.fetchOrder(detail);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      await this.postpone(detail, error);
    }
  }

  private async fetchOrder(detail: LeasedDetail): Promise<void> {
    const shop = await this.database.transaction(FETCHER, (tx) => this.shops.find(tx, detail.shopDbId));
    const api = shop === null ? undefined : adapterOfShop(shop.platform)?.api;
    if (shop === null || api === undefined)
      return this.giveUp(detail, { code: 'api.none', detail: 'This platform has no API that could be asked for the order.' });
    const askedAt = new Date();
    const ask = await this.caller.open(shop, api);
    const order = await api.fetchOrder(detail.orderNo, ask).catch((error: unknown) => {
      throw failureOf(error, `order ${detail.orderNo}`);
    });
    if (order === null)
      throw new ApiFailure('refused', {
        code: 'order.unknown-to-platform',
        detail: `The platform does not know an order ${detail.orderNo}.`,
      });
    await this.keep(detail, shop, order, askedAt);
  }

  private async keep(detail: LeasedDetail, shop: KnownShop, order: Record<string, unknown>, askedAt: Date): Promise<void> {
    const entry = await this.fetched.prepare(shop, detail.orderNo, order, askedAt);
    await this.database.transaction(FETCHER, async (tx) => {
      const isNews = await this.fetched.keep(tx, entry);
      await this.todo.settle(tx, detail);
      if (isNews) tx.afterCommit(() => this.hints.hint('intake.apply-messages'));
    });
  }

  private async postpone(detail: LeasedDetail, { kind, fault, retryAfterMs }: ApiFailure): Promise<void> {
    if (kind === 'refused' && detail.refusals + 1 >= MAX_REFUSALS) return this.giveUp(detail, fault);
    // Nobody is to blame for a platform that is away or closed to us: the order waits, and stays visible as waiting.
    const delayMs = kind === 'closed' ? CLOSED_DELAY_MS : (retryAfterMs ?? backoffMs(detail.attempts));
    await this.database.transaction(FETCHER, (tx) =>
      this.todo.postpone(tx, detail, fault, { delayMs: spread(this.waits.ms(delayMs)), kind }),
    );
  }

  private giveUp(detail: LeasedDetail, fault: MessageFault): Promise<void> {
    return this.database.transaction(FETCHER, (tx) => this.todo.giveUp(tx, detail, fault));
  }
}

function backoffMs(attempts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** attempts, LONGEST_DELAY_MS);
}

/** Not all at the same moment: between three quarters and five quarters of it. */
function spread(delayMs: number): number {
  return Math.ceil(delayMs * (0.75 + Math.random() / 2));
}
