import { Agenda } from './agenda.js';
import { addReports, deliver, NO_DELIVERY, type DeliveryReport } from './delivery.js';
import { planLife, type LifeStep, type OrderLife } from './order-life.js';
import type { SimulatedPush } from './platform-side.js';
import { journeyOf, type Disturbance } from './push-journey.js';
import type { SimulatedShop } from './simulated-shop.js';

export interface SellingPace extends Disturbance {
  /** Orders per second. */
  readonly rate: number;
  /** Null: no limit. */
  readonly count: number | null;
  /** No order is made from then on. Null: no limit. */
  readonly endsAt: Date | null;
}

export interface PushCounts {
  /** Made by the platform; what was lost never left it. */
  readonly made: number;
  readonly lost: number;
  /** Sent once more although the first was not lost. */
  readonly repeated: number;
  readonly delivery: DeliveryReport;
}

const BATCH_SIZE = 5;
const MAX_UNDER_WAY = 16;
/** The platforms' own waits run for hours. */
const REPEAT_AFTER_MS = [500, 2_000, 5_000];

/** Sells at one shop: its orders live their lives, and what the platform tells of them sets out, or does not, or twice. */
export class ShopSelling {
  private readonly toHappen = new Agenda<(at: Date) => void>();
  private readonly toSend = new Agenda<SimulatedPush>();
  private underWay = 0;
  private made = 0;
  private lost = 0;
  private repeated = 0;
  private delivery = NO_DELIVERY;
  lastChangeAt: Date;

  constructor(
    readonly shop: SimulatedShop,
    private readonly webhookUrl: string,
    private readonly pace: SellingPace,
    /** Of their own each: what is lost does not decide what is sold. */
    private readonly random: { readonly lives: () => number; readonly journeys: () => number },
    now: Date,
  ) {
    this.lastChangeAt = now;
    this.toHappen.add(now.getTime(), (at) => this.sellNext(at));
  }

  get isOver(): boolean {
    return this.toHappen.size === 0 && this.toSend.size === 0 && this.underWay === 0;
  }

  get counts(): PushCounts {
    const { made, lost, repeated, delivery } = this;
    return { made, lost, repeated, delivery };
  }

  /** Nothing happens any more; what is on its way arrives. */
  stop(): void {
    this.toHappen.clear();
  }

  /** Does what is due. */
  advance(now: Date): void {
    for (const happen of this.toHappen.takeDue(now.getTime())) happen(now);
    if (this.shop.untoldCount > 0) this.lastChangeAt = now;
    for (const push of this.shop.takePushes(BATCH_SIZE)) this.sendOff(push, now);
    for (const push of this.toSend.takeDue(now.getTime(), MAX_UNDER_WAY - this.underWay)) void this.send(push);
  }

  private sellNext(at: Date): void {
    const { rate, count, endsAt } = this.pace;
    if (endsAt !== null && at >= endsAt) return;
    if (count !== null && this.shop.orders.length >= count) return;
    const life = planLife(this.shop.draft.platform, this.random.lives);
    const { orderNo } = this.shop.createOrder({ ...life.order, at });
    for (const { afterMs, step } of life.steps) this.toHappen.add(at.getTime() + afterMs, (then) => this.take(step, orderNo, life, then));
    this.toHappen.add(at.getTime() + 1_000 / rate, (then) => this.sellNext(then));
  }

  private take(step: LifeStep, orderNo: string, { refund: { amountFen, ...refund } }: OrderLife, at: Date): void {
    const { shop } = this;
    if (step === 'pay') return shop.pay(orderNo, at);
    if (step === 'close') return shop.close(orderNo, at);
    if (step === 'ship') return shop.ship(orderNo, at);
    if (step === 'complete') return shop.complete(orderNo, at);
    if (step === 'apply-for-refund') return void shop.refund(orderNo, 0, amountFen, { ...refund, at });
    for (const { refundNo } of shop.getOrder(orderNo).refunds) shop.moveRefund(refundNo, 'succeeded', at);
  }

  private sendOff(push: SimulatedPush, now: Date): void {
    const journeys = journeyOf(this.pace, this.random.journeys);
    for (const afterMs of journeys) this.toSend.add(now.getTime() + afterMs, push);
    this.made += 1;
    if (journeys.length === 0) this.lost += 1;
    else this.repeated += journeys.length - 1;
  }

  private async send(push: SimulatedPush): Promise<void> {
    this.underWay += 1;
    const report = await deliver(push, this.webhookUrl, { repeatAfterMs: REPEAT_AFTER_MS });
    this.delivery = addReports(this.delivery, report);
    this.underWay -= 1;
  }
}
