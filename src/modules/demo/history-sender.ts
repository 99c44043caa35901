import { beijingIso } from '../../kernel/business-day.js';
import type { ApiClient } from './api-client.js';
import { forEachBounded } from './bounded.js';
import type { PlacedMerchant } from './catalogue-loader.js';
import type { DemoMerchant } from './demo-catalogue.js';
import type { DemoHistory, HistoryOrder } from './demo-history.js';
import type { DemoSession } from './demo-sessions.js';
import type { Delivery } from './delivery.js';
import type { HandEntry } from './hand-entry.js';
import { messagesOf } from './order-messages.js';
import { Progress } from './progress.js';
import { Registry } from './registry.js';
import type { StateFile } from './state-file.js';

export interface HistorySenderOptions {
  readonly client: ApiClient;
  readonly delivery: Delivery;
  readonly handEntry: HandEntry;
  readonly state: StateFile;
  readonly placed: readonly PlacedMerchant[];
  readonly seed: number;
  /** Nothing from this instant on is sent: it has not happened yet. */
  readonly untilMs: number;
  readonly log: (line: string) => void;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

const LANES = 16;

/** Plays a planned past into the server: sessions and hand-written orders by form, all other orders as the platforms push them. */
export class HistorySender {
  /** To be loaded before sending. */
  readonly sessions: Registry;
  private readonly placedByKey: ReadonlyMap<string, PlacedMerchant>;
  private readonly sessionIds = new Map<string, string>();

  constructor(private readonly options: HistorySenderOptions) {
    this.sessions = new Registry(options.client, '/api/v1/live-sessions', ['merchantId', 'startedAt', 'title']);
    this.placedByKey = new Map(options.placed.map((placed) => [placed.demo.sketch.key, placed]));
  }

  async send(history: DemoHistory): Promise<void> {
    try {
      await this.sendSessions(history.sessions);
      await this.sendOrders(history.orders);
    } finally {
      await this.options.state.save();
    }
  }

  private async sendSessions(sessions: readonly DemoSession[]): Promise<void> {
    const { log, now, signal } = this.options;
    const progress = new Progress('history', sessions.length, 'sessions', log, now);
    await forEachBounded(sessions, LANES, signal, async (session) => {
      const { id } = await this.sessions.ensure(sessionContent(session, this.placedOf(session.merchant)));
      this.sessionIds.set(session.key, id);
      progress.advance();
    });
  }

  private async sendOrders(orders: readonly HistoryOrder[]): Promise<void> {
    const { log, now, signal, state, seed, untilMs } = this.options;
    const progress = new Progress('history', orders.length, 'orders', log, now);
    await forEachBounded(orders, LANES, signal, async (entry) => {
      await (entry.enteredIn === null ? this.push(entry) : this.enter(entry, entry.enteredIn));
      progress.advance();
    });
    // Only a complete run is remembered; an interrupted one is repeated, which the receiver must survive anyway.
    if (!signal.aborted) for (const { day } of orders) state.noteSentUntil(seed, day, untilMs);
  }

  private async push({ merchant, day, order }: HistoryOrder): Promise<void> {
    const { delivery, state, seed, untilMs } = this.options;
    const shop = this.placedOf(merchant).shops.get(order.shop.key);
    if (shop === undefined) throw new Error(`the sample shop ${order.shop.key} was not loaded`);
    const sentUntilMs = state.sentUntilMs(seed, day);
    for (const message of messagesOf(order)) {
      if (message.eventAtMs >= untilMs) return;
      if (message.eventAtMs < sentUntilMs) delivery.skip(message);
      else await delivery.send(shop, message);
    }
  }

  private async enter({ merchant, order }: HistoryOrder, session: DemoSession): Promise<void> {
    await this.options.handEntry.enter(order, this.placedOf(merchant), this.sessionIds.get(session.key));
  }

  private placedOf(merchant: DemoMerchant): PlacedMerchant {
    const placed = this.placedByKey.get(merchant.sketch.key);
    if (placed === undefined) throw new Error(`the sample merchant ${merchant.sketch.key} was not loaded`);
    return placed;
  }
}

function sessionContent(session: DemoSession, placed: PlacedMerchant) {
  const { title, audience, roomId } = session;
  return {
    merchantId: placed.id,
    title,
    startedAt: beijingIso(new Date(session.startedAtMs)),
    endedAt: beijingIso(new Date(session.endedAtMs)),
    hostId: placed.hostIds.get(session.host.key),
    shopId: placed.shops.get(session.shop.key)?.id,
    ...(roomId === null ? {} : { roomId }),
    productIds: session.productKeys.flatMap((key) => placed.productIds.get(key) ?? []),
    ...audience,
  };
}
