// Pushes at a pace of their own, a process of its own: every 10 ms as many as are due, each over a kept connection that is free. What is due
// waits for one, and its time counts from when it was due. Every so often one is the tracer of a village, whose appearance is looked for.
import { connect } from 'node:net';
import { type PushedShop, requestOf } from './intake-messages.ts';
import { SaleEvents, type SoldItem } from './sale-events.ts';

export interface PacedOrder {
  readonly port: number;
  /** Goes into every order number: no two loads share an order. */
  readonly series: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly sellers: readonly { readonly shop: PushedShop; readonly items: readonly SoldItem[] }[];
  /** Of one shop; each item is the only one of its village. */
  readonly tracers: { readonly shop: PushedShop; readonly items: readonly (SoldItem & { readonly village: string })[] };
}

export interface PacedResult {
  readonly events: number;
  readonly orders: number;
  readonly refused: number;
  readonly ms: number;
  /** From when a push was due until it was answered. */
  readonly latencies: readonly number[];
  /** When each tracer's push was answered, in milliseconds of the clock. */
  readonly acceptedAt: readonly (readonly [village: string, at: number])[];
}

interface Due {
  readonly request: () => Buffer;
  readonly dueAt: number;
  readonly village: string | null;
}

const CONNECTIONS = 100;
const TICK_MS = 10;
const TRACER_EVERY_MS = 200;
const STATUS_AT = 9;

class PacedLoad {
  private readonly waiting: Due[] = [];
  private readonly latencies: number[] = [];
  private readonly acceptedAt: [string, number][] = [];
  private refused = 0;
  private answered = 0;
  private due = 0;
  private readonly events: readonly SaleEvents[];
  private readonly tracers: SaleEvents;
  private readonly order: PacedOrder;
  private readonly free: ((due: Due) => void)[] = [];

  constructor(order: PacedOrder) {
    this.order = order;
    this.events = order.sellers.map((_seller, place) => new SaleEvents(`${order.series}${place}x`));
    this.tracers = new SaleEvents(`${order.series}Tx`);
  }

  async run(): Promise<PacedResult> {
    const ends = Array.from({ length: CONNECTIONS }, () => this.open());
    const startedAt = performance.now();
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const elapsed = Math.min(performance.now() - startedAt, this.order.seconds * 1_000);
        this.fall(startedAt, elapsed);
        if (elapsed < this.order.seconds * 1_000 || this.answered < this.due) return;
        clearInterval(timer);
        resolve();
      }, TICK_MS);
    });
    const ms = performance.now() - startedAt;
    for (const end of ends) end();
    const { due: events, refused, latencies, acceptedAt } = this;
    return {
      events,
      orders: [...this.events, this.tracers].reduce((sum, { orders }) => sum + orders, 0),
      refused,
      ms,
      latencies,
      acceptedAt,
    };
  }

  /** Whatever is due by now. */
  private fall(startedAt: number, elapsed: number): void {
    const wanted = Math.floor((elapsed * this.order.perSecond) / 1_000);
    const each = this.order.perSecond * (TRACER_EVERY_MS / 1_000);
    for (; this.due < wanted; this.due += 1) {
      const dueAt = startedAt + (this.due * 1_000) / this.order.perSecond;
      const tracer = this.due % each === 0 ? this.order.tracers.items[this.due / each] : undefined;
      this.send(tracer === undefined ? { ...this.sale(this.due), dueAt } : { ...this.tracer(tracer), dueAt });
    }
  }

  private sale(number: number): Omit<Due, 'dueAt'> {
    const place = number % this.order.sellers.length;
    const seller = this.order.sellers[place]!;
    const item = seller.items[Math.floor(number / this.order.sellers.length) % seller.items.length]!;
    return { request: () => requestOf(seller.shop, this.events[place]!.next(item)), village: null };
  }

  private tracer(item: SoldItem & { readonly village: string }): Omit<Due, 'dueAt'> {
    return { request: () => requestOf(this.order.tracers.shop, this.tracers.sell(item)), village: item.village };
  }

  private send(due: Due): void {
    // In turn: the server takes leave of a connection on which nothing is ever asked.
    const next = this.free.shift();
    if (next === undefined) this.waiting.push(due);
    else next(due);
  }

  private open(): () => void {
    const socket = connect({ port: this.order.port, host: '127.0.0.1', noDelay: true });
    let current: Due | null = null;
    const push = (due: Due): void => {
      current = due;
      socket.write(due.request());
    };
    // Answers are short and come in one piece.
    socket.on('data', (answer) => {
      if (current === null) throw new Error('An answer to nothing.');
      this.take(current, answer[STATUS_AT] === 0x32);
      current = null;
      this.give(push);
    });
    socket.on('connect', () => this.give(push));
    return () => socket.destroy();
  }

  /** A connection that is free takes what waits. */
  private give(push: (due: Due) => void): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free.push(push);
    else push(next);
  }

  private take({ dueAt, village }: Due, isAccepted: boolean): void {
    this.answered += 1;
    if (!isAccepted) this.refused += 1;
    this.latencies.push(performance.now() - dueAt);
    if (isAccepted && village !== null) this.acceptedAt.push([village, performance.timeOrigin + performance.now()]);
  }
}

process.on('message', (order: PacedOrder) => {
  void new PacedLoad(order).run().then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
