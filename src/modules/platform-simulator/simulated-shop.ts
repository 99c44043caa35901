import { createHash } from 'node:crypto';
import { inventBuyer } from './people.js';
import type { Change, ChangeKind, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { SimulatorError } from './platform-simulator.errors.js';
import { ShopTokens } from './shop-tokens.js';
import { bookTotals, type BookTotals } from './shop-totals.js';
import {
  movesMoney,
  type OrderDraft,
  type RefundDraft,
  type RefundStep,
  type SimulatedOrder,
  type SimulatedRefund,
} from './simulated-order.js';

type OrderChange = Partial<Omit<SimulatedOrder, 'orderNo' | 'serial' | 'createdAt'>>;

/** A shop on a platform: its book of orders, and what the platform has to tell of them. */
export class SimulatedShop {
  readonly tokens: ShopTokens;
  private readonly book = new Map<string, SimulatedOrder>();
  private readonly orderNoOfRefund = new Map<string, string>();
  private readonly untold: Change[] = [];
  private changeCount = 0;

  constructor(
    readonly draft: ShopDraft,
    private readonly side: PlatformPushes,
  ) {
    const { accessToken: access, refreshToken: refresh } = draft.credentials;
    this.tokens = new ShopTokens(`${draft.platform}|${draft.externalShopId}`, { access, refresh });
  }

  get orders(): readonly SimulatedOrder[] {
    return [...this.book.values()];
  }

  findOrder(orderNo: string): SimulatedOrder | null {
    return this.book.get(orderNo) ?? null;
  }

  getOrder(orderNo: string): SimulatedOrder {
    const order = this.book.get(orderNo);
    if (order === undefined) throw new SimulatorError('simulator.unknown-order', `The shop has no order ${orderNo}`);
    return order;
  }

  getRefund(refundNo: string): SimulatedRefund {
    const order = this.findOrder(this.orderNoOfRefund.get(refundNo) ?? '');
    const refund = order?.refunds.find((each) => each.refundNo === refundNo);
    if (refund === undefined) throw new SimulatorError('simulator.unknown-refund', `The shop has no refund ${refundNo}`);
    return refund;
  }

  createOrder(draft: OrderDraft): SimulatedOrder {
    const serial = this.book.size + 1;
    const orderNo = this.side.numbering.orderNo(this.shopNumber, serial, draft.at);
    const order: SimulatedOrder = {
      orderNo,
      serial,
      status: 'created',
      createdAt: draft.at,
      updatedAt: draft.at,
      paidAt: null,
      shippedAt: null,
      completedAt: null,
      closedAt: null,
      channel: draft.channel ?? (draft.roomId === undefined ? 'other' : 'live'),
      roomId: draft.roomId ?? null,
      hostId: draft.hostId ?? null,
      hostName: draft.hostName ?? '村播小刘',
      freightFen: draft.freightFen ?? 0,
      currency: draft.currency ?? 'CNY',
      buyer: { ...inventBuyer(serial), ...draft.buyer },
      lines: draft.lines.map((line, index) => ({
        isGift: false,
        ...line,
        lineNo: this.side.numbering.lineNo(orderNo, index, draft.lines.length),
      })),
      refunds: [],
    };
    this.tell('created', draft.at, order, null);
    return order;
  }

  pay(orderNo: string, at: Date): void {
    this.move('paid', orderNo, at, ['created'], { status: 'paid', paidAt: at });
  }

  ship(orderNo: string, at: Date): void {
    this.move('shipped', orderNo, at, ['paid'], { status: 'shipped', shippedAt: at });
  }

  complete(orderNo: string, at: Date): void {
    this.move('completed', orderNo, at, ['shipped'], { status: 'completed', completedAt: at });
  }

  close(orderNo: string, at: Date): void {
    this.move('closed', orderNo, at, ['created', 'paid', 'shipped'], { status: 'closed', closedAt: at });
  }

  changeAddress(orderNo: string, address: string, at: Date): void {
    const buyer = { ...this.getOrder(orderNo).buyer, address };
    this.move('address-changed', orderNo, at, ['created', 'paid'], { buyer });
  }

  /** Applies for one; `moveRefund` goes on with it. */
  refund(orderNo: string, lineIndex: number, amountFen: number, draft: RefundDraft): SimulatedRefund {
    const order = this.getOrder(orderNo);
    const kind = draft.kind ?? 'refund';
    requireRefundable(order, lineIndex, movesMoney(kind) ? 0 : amountFen);
    const refund: SimulatedRefund = {
      refundNo: this.side.numbering.refundNo(this.shopNumber, this.orderNoOfRefund.size + 1, draft.at),
      lineIndex,
      amountFen,
      freightFen: draft.freightFen ?? 0,
      quantity: draft.quantity ?? 1,
      kind,
      step: 'applied',
      reason: draft.reason ?? '不想要了',
      appliedAt: draft.at,
      updatedAt: draft.at,
      succeededAt: null,
    };
    this.orderNoOfRefund.set(refund.refundNo, orderNo);
    this.tell('refund-applied', draft.at, { ...order, updatedAt: draft.at, refunds: [...order.refunds, refund] }, refund);
    return refund;
  }

  moveRefund(refundNo: string, step: Exclude<RefundStep, 'applied'>, at: Date): void {
    const old = this.getRefund(refundNo);
    const order = this.getOrder(this.orderNoOfRefund.get(refundNo) ?? '');
    if (old.step !== 'applied' && old.step !== 'agreed')
      throw new SimulatorError('simulator.impossible-change', `Refund ${refundNo} is over: ${old.step}`);
    const refund = { ...old, step, updatedAt: at, succeededAt: step === 'succeeded' ? at : null };
    const refunds = order.refunds.map((other) => (other.refundNo === refundNo ? refund : other));
    this.tell(`refund-${step}`, at, { ...order, updatedAt: at, refunds }, refund);
  }

  /** Applied for and paid out in one moment. */
  refundAtOnce(orderNo: string, lineIndex: number, amountFen: number, draft: RefundDraft): SimulatedRefund {
    const { refundNo } = this.refund(orderNo, lineIndex, amountFen, draft);
    this.moveRefund(refundNo, 'succeeded', draft.at);
    return this.getRefund(refundNo);
  }

  /** What the platform has to send since the last time this was asked; several messages to a push where the platform does that. */
  takePushes(batchSize = 1): SimulatedPush[] {
    const changes = this.untold.splice(0);
    const size = this.side.batches ? Math.max(1, batchSize) : 1;
    const batches = Array.from({ length: Math.ceil(changes.length / size) }, (_, index) => changes.slice(index * size, (index + 1) * size));
    return batches.flatMap((batch) => this.side.pushesOf(this.draft, batch));
  }

  /** How many changes `takePushes` would tell of. */
  get untoldCount(): number {
    return this.untold.length;
  }

  probe(at: Date = new Date()): SimulatedPush {
    return this.side.probe(this.draft, at);
  }

  expireTokens(): void {
    this.tokens.expire();
  }

  totals(currency = 'CNY'): BookTotals {
    return bookTotals(this.orders.filter((order) => order.currency === currency));
  }

  /** Four digits that keep the numbers of shops apart. */
  private get shopNumber(): string {
    const hash = createHash('sha256').update(`${this.draft.platform}|${this.draft.externalShopId}`).digest();
    return String(1_000 + (hash.readUInt32BE() % 9_000));
  }

  private move(kind: ChangeKind, orderNo: string, at: Date, from: readonly SimulatedOrder['status'][], change: OrderChange): void {
    const order = this.getOrder(orderNo);
    if (!from.includes(order.status))
      throw new SimulatorError('simulator.impossible-change', `Order ${orderNo} is ${order.status}: ${kind} cannot follow`);
    this.tell(kind, at, { ...order, ...change, updatedAt: at }, null);
  }

  private tell(kind: ChangeKind, at: Date, order: SimulatedOrder, refund: SimulatedRefund | null): void {
    this.book.set(order.orderNo, order);
    this.changeCount += 1;
    this.untold.push({ kind, at, serial: this.changeCount, order, refund });
  }
}

function requireRefundable(order: SimulatedOrder, lineIndex: number, unexpectedFen: number): void {
  if (order.paidAt === null) throw new SimulatorError('simulator.impossible-change', `Order ${order.orderNo} is not paid`);
  if (order.lines[lineIndex] === undefined)
    throw new SimulatorError('simulator.impossible-change', `Order ${order.orderNo} has no line ${lineIndex}`);
  if (unexpectedFen !== 0) throw new SimulatorError('simulator.impossible-change', 'An exchange or a resend moves no money');
}
