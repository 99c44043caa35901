import { hostOf, productOf, sessionOfPlatformOrder } from './attribution.js';
import { dayOf } from './calendar.js';
import type { Fact, Product, World } from './facts.js';
import { standingAfter, type HandRecord, type Message, type Standing } from './standing.js';
import { groupByOrder, latestWord, standingRefunds } from './words.js';

export interface Dimensions {
  readonly merchant: string;
  /** The merchant's home division. */
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
  /** The order that a paid line makes present in a cell; null for refunds. */
  readonly paidOrder: string | null;
}

type OrderDimensions = Omit<Dimensions, 'product' | 'category' | 'origin'>;

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
  const dimensions = { ...sellerOf(shop.merchant, standing), platform: shop.platform, session: idText(session?.id), host };
  const productOfLine = (line: { itemId: string; skuId?: string | null } | null) => line && productOf(shopKey, line, standing);

  const payments = lines.map((line) =>
    payment(withProduct(dimensions, productOfLine(line), standing), paidAt, line, JSON.stringify([shopKey, orderNo])),
  );
  const refunds = standingRefunds(messages).map(({ refund, lineAsSaid }) => {
    const line = lines.find((candidate) => candidate.lineNo === refund.lineNo) ?? lineAsSaid;
    return refundOf(withProduct(dimensions, productOfLine(line), standing), paidAt, refund.succeededAt, refund.amountFen);
  });
  return [...payments, ...refunds];
}

function bookHandOrder({ order, refunds }: HandRecord, standing: Standing): Booking[] {
  const platform = order.shop === undefined ? 'manual' : byKey(standing.world.shops, order.shop).platform;
  const session = order.session === undefined ? undefined : standing.sessions.get(order.session);
  const host = session?.host ?? null;
  const dimensions = { ...sellerOf(order.merchant, standing), platform, session: idText(session?.id), host };

  const payments = order.lines.map((line) => payment(withProduct(dimensions, line.product, standing), order.paidAt, line, order.key));
  const refundBookings = refunds.map(({ lineIndex, amountFen, refundedAt }) =>
    refundOf(withProduct(dimensions, order.lines[lineIndex]?.product ?? null, standing), order.paidAt, refundedAt, amountFen),
  );
  return [...payments, ...refundBookings];
}

function payment(dimensions: Dimensions, paidAt: string, line: { paidFen: number; quantity: number }, paidOrder: string): Booking {
  const day = dayOf(paidAt);
  return { ...dimensions, day, paymentDay: day, paidFen: line.paidFen, refundedFen: 0, lines: 1, quantity: line.quantity, paidOrder };
}

function refundOf(dimensions: Dimensions, paidAt: string, refundedAt: string, refundedFen: number): Booking {
  return {
    ...dimensions,
    day: dayOf(refundedAt),
    paymentDay: dayOf(paidAt),
    paidFen: 0,
    refundedFen,
    lines: 0,
    quantity: 0,
    paidOrder: null,
  };
}

function sellerOf(merchantKey: string, { world }: Standing): Pick<Dimensions, 'merchant' | 'home'> {
  return { merchant: merchantKey, home: byKey(world.merchants, merchantKey).home };
}

function withProduct(dimensions: OrderDimensions, productKey: string | null, { world, origins }: Standing): Dimensions {
  const product: Product | null = productKey === null ? null : byKey(world.products, productKey);
  return { ...dimensions, product: productKey, category: product?.category ?? null, origin: origins.get(productKey ?? '') ?? '' };
}

function idText(id: number | undefined): string | null {
  return id === undefined ? null : String(id);
}

function byKey<T extends { readonly key: string }>(things: readonly T[], key: string): T {
  const thing = things.find((candidate) => candidate.key === key);
  if (!thing) throw new Error(`The world has no ${key}`);
  return thing;
}
