import { hostOf, productOf, sessionOfPlatformOrder } from './attribution.js';
import { dayOf } from './calendar.js';
import { countedFor } from './counting.js';
import type { Fact, MessageLine, World } from './facts.js';
import { phaseOf, reasonClassOf, type RefundDetail } from './refund-detail.js';
import { standingAfter, type HandRecord, type Message, type Standing } from './standing.js';
import { groupByOrder, latestWord, standingRefunds } from './words.js';

export interface Dimensions {
  /** The merchant whose shop sold it. */
  readonly seller: string;
  /** The merchant it counts for. */
  readonly merchant: string;
  /** Home division, that day, of the merchant it counts for. */
  readonly home: string;
  readonly platform: string;
  readonly session: string | null;
  readonly host: string | null;
  readonly product: string | null;
  readonly category: string | null;
  /** Division code, or '' for none. */
  readonly origin: string;
}

/** One payment or one refund of one line. */
export interface Booking extends Dimensions {
  /** Of the event itself: payment or refund. */
  readonly day: string;
  readonly paymentDay: string;
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly lines: number;
  readonly quantity: number;
  readonly order: string;
  /** The order that a paid line makes present in a cell; null for refunds. */
  readonly paidOrder: string | null;
  /** Null for payments. */
  readonly detail: RefundDetail | null;
}

type OrderDimensions = Pick<Dimensions, 'seller' | 'platform' | 'session' | 'host'> & { readonly order: string; readonly paidAt: string };
interface SoldThing {
  readonly product: string | null;
  readonly lot: string | null;
}

export function computeBookings(world: World, facts: readonly Fact[]): Booking[] {
  const standing = standingAfter(world, facts);
  const platformOrders = groupByOrder(standing.messages);
  const handRecords = [...standing.handRecords.values()].filter((record) => !record.isVoid && !isFed(record, standing.messages));
  return [
    ...platformOrders.flatMap((messages) => bookPlatformOrder(messages, standing)),
    ...handRecords.flatMap((record) => bookHandOrder(record, standing)),
  ];
}

/** What was said by hand, refunds included, gives way as soon as the platform says anything about the order. */
function isFed({ order }: HandRecord, messages: readonly Message[]): boolean {
  return messages.some((message) => message.shop === order.shop && message.body.data.orderNo === order.orderNo);
}

function bookPlatformOrder(messages: readonly Message[], standing: Standing): Booking[] {
  const { shop: shopKey, body } = latestWord(messages);
  const { orderNo, paidAt, roomId, hostId, lines } = body.data;
  if (paidAt === undefined || paidAt === null) return [];

  const shop = byKey(standing.world.shops, shopKey);
  const session = sessionOfPlatformOrder({ shop: shopKey, merchant: shop.merchant, paidAt, roomId: roomId ?? null }, standing);
  const host = hostOf(shop.merchant, hostId ?? null, session, standing.hosts);
  const placed = { platform: shop.platform, session: idText(session?.id), host };
  const order = { order: JSON.stringify([shopKey, orderNo]), seller: shop.merchant, paidAt, ...placed };
  const sold = (line: MessageLine | null): SoldThing => ({ product: line && productOf(shopKey, line, standing), lot: line?.lot ?? null });

  const payments = lines.map((line) => payment(order, sold(line), line, standing));
  const refunds = standingRefunds(messages).map(({ refund, lineAsSaid }) => {
    const line = lines.find((candidate) => candidate.lineNo === refund.lineNo) ?? null;
    const detail = { reasonClass: reasonClassOf(refund.reason), phase: phaseOf(refund, line, body.data) };
    return refundOf(order, sold(line ?? lineAsSaid), { at: refund.succeededAt, amountFen: refund.amountFen, detail }, standing);
  });
  return [...payments, ...refunds];
}

function bookHandOrder({ order, refunds }: HandRecord, standing: Standing): Booking[] {
  const platform = order.shop === undefined ? 'manual' : byKey(standing.world.shops, order.shop).platform;
  const session = order.session === undefined ? undefined : standing.sessions.get(order.session);
  const placed = { platform, session: idText(session?.id), host: session?.host ?? null };
  const dimensions = { order: order.key, seller: order.merchant, paidAt: order.paidAt, ...placed };
  const sold = (product: string | undefined): SoldThing => ({ product: product ?? null, lot: null });

  const payments = order.lines.map((line) => payment(dimensions, sold(line.product), line, standing));
  const refundBookings = refunds.map(({ lineIndex, amountFen, refundedAt, reason }) => {
    // Goods that someone writes down by hand were handed over.
    const detail: RefundDetail = { reasonClass: reasonClassOf(reason), phase: 'after-dispatch' };
    return refundOf(dimensions, sold(order.lines[lineIndex]?.product), { at: refundedAt, amountFen, detail }, standing);
  });
  return [...payments, ...refundBookings];
}

function payment(order: OrderDimensions, thing: SoldThing, line: { paidFen: number; quantity: number }, standing: Standing): Booking {
  const { paidFen, quantity } = line;
  const day = dayOf(order.paidAt);
  return {
    ...dimensionsOf(order, thing, standing),
    day,
    paidFen,
    refundedFen: 0,
    lines: 1,
    quantity,
    paidOrder: order.order,
    detail: null,
  };
}

function refundOf(
  order: OrderDimensions,
  thing: SoldThing,
  { at, amountFen, detail }: { at: string; amountFen: number; detail: RefundDetail },
  standing: Standing,
): Booking {
  const nothingPaid = { paidFen: 0, lines: 0, quantity: 0, paidOrder: null };
  return { ...dimensionsOf(order, thing, standing), ...nothingPaid, day: dayOf(at), refundedFen: amountFen, detail };
}

function dimensionsOf(
  { paidAt, ...order }: OrderDimensions,
  { product, lot }: SoldThing,
  standing: Standing,
): Dimensions & { order: string; paymentDay: string } {
  const paymentDay = dayOf(paidAt);
  const counted = countedFor({ seller: order.seller, product, lot, day: paymentDay }, standing);
  const category = product === null ? null : byKey(standing.world.products, product).category;
  return { ...order, ...counted, product, category, paymentDay };
}

function idText(id: number | undefined): string | null {
  return id === undefined ? null : String(id);
}

function byKey<T extends { readonly key: string }>(things: readonly T[], key: string): T {
  const thing = things.find((candidate) => candidate.key === key);
  if (!thing) throw new Error(`The world has no ${key}`);
  return thing;
}
