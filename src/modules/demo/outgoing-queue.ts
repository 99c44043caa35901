import { forEachBounded } from './bounded.js';
import type { PlacedShop } from './catalogue-loader.js';
import type { Delivery } from './delivery.js';
import { pause } from './http-attempts.js';
import type { PlannedMessage } from './live-show.js';

interface Outgoing extends PlannedMessage {
  readonly shop: PlacedShop;
}

const LANES = 16;
const LONGEST_PAUSE_MS = 250;
const FAREWELL_MS = 3_000;

/** Messages waiting for their moment. One leaves the queue only when its sending begins, so a stop in between loses none. */
export class OutgoingQueue {
  private waiting: Outgoing[] = [];

  constructor(
    private readonly delivery: Pick<Delivery, 'send'>,
    private readonly now: () => Date,
    private readonly signal: AbortSignal,
  ) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  add(shop: PlacedShop, planned: readonly PlannedMessage[]): void {
    const arriving = planned.map((entry) => ({ ...entry, shop }));
    this.waiting = [...this.waiting, ...arriving].sort((a, b) => a.sendAtMs - b.sendAtMs);
  }

  async sendDue(): Promise<void> {
    await forEachBounded(this.takeDue(this.now().getTime()), LANES, this.signal, (entry) => this.sendOne(entry));
  }

  async pauseUntilNext(): Promise<void> {
    const nextInMs = (this.waiting[0]?.sendAtMs ?? Infinity) - this.now().getTime();
    await pause(Math.min(Math.max(nextInMs, 1), LONGEST_PAUSE_MS), this.signal);
  }

  /** Sends what has happened but was held back; what has not happened yet never will. */
  async sendRest(): Promise<void> {
    const nowMs = this.now().getTime();
    const happened = this.waiting.filter(({ message }) => message.eventAtMs <= nowMs);
    this.waiting = [];
    await forEachBounded(happened, LANES, AbortSignal.timeout(FAREWELL_MS), (entry) => this.sendOne(entry));
  }

  private *takeDue(nowMs: number): Generator<Outgoing, void, void> {
    for (;;) {
      const next = this.waiting[0];
      if (next === undefined || next.sendAtMs > nowMs) return;
      this.waiting.shift();
      yield next;
    }
  }

  private sendOne({ shop, message, isCopy }: Outgoing): Promise<void> {
    return this.delivery.send(shop, message, isCopy);
  }
}
