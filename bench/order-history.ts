// Two years of orders, the same for the same seed: three quarters of them in live sessions, more at weekends, in June and in November.
import type { SaidLine, SaidOrder, SaidRefund } from '../src/modules/orders/index.js';
import type { Random } from '../src/modules/demo/random.js';
import { type Catalogue, type Product, productOf, type Seller, type Shop } from './catalogue.ts';
import { cumulative, pickIndex } from './weights.ts';

const FIRST_DAY_MS = Date.parse('2024-11-01T00:00:00+08:00');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 730;
/** The last day of the history. */
export const LAST_DAY = '2026-10-31';

const LINES_PER_ORDER = cumulative([0.3, 0.27, 0.18, 0.12, 0.07, 0.04, 0.02]); // 2.6 on average
const ORDERS_PER_SHOW = 12;
const SHOW_HOUR = 19.5;
const SHOW_MS = 3 * HOUR_MS;

export interface Show {
  readonly id: number;
  readonly sellerId: number;
  readonly shopId: number;
  readonly roomId: string;
  readonly startedAt: string;
  readonly endedAt: string;
}

export interface OrderHistory {
  readonly shows: readonly Show[];
  /** By time of payment. */
  readonly orders: readonly SaidOrder[];
}

export function makeHistory(random: Random, catalogue: Catalogue, lineCount: number): OrderHistory {
  const days = cumulative(Array.from({ length: DAYS }, (_, day) => demandOn(day)));
  const shows = new Map<string, Show>();
  const orders: SaidOrder[] = [];
  const ordersPerDay = lineCount / 2.6 / DAYS;
  for (let lines = 0; lines < lineCount; lines += orders.at(-1)!.header!.lines.length) {
    const rank = pickIndex(catalogue.sizes, random);
    const seller = catalogue.sellers[rank]!;
    const shop = seller.shops[random.chance(0.7) ? 0 : seller.shops.length - 1]!;
    const share = (catalogue.sizes[rank]! - (catalogue.sizes[rank - 1] ?? 0)) / catalogue.sizes.at(-1)!;
    const daysBetweenShows = Math.min(Math.ceil(ORDERS_PER_SHOW / (ordersPerDay * share)), 60);
    const day = pickIndex(days, random);
    const show = random.chance(0.75) ? showOf(shows, seller, shop, day - (day % daysBetweenShows)) : null;
    const paidAt =
      show === null
        ? FIRST_DAY_MS + day * DAY_MS + random.int(8 * HOUR_MS, 23 * HOUR_MS)
        : Date.parse(show.startedAt) + random.int(0, SHOW_MS);
    orders.push(makeOrder(random, seller, shop, show, paidAt, orders.length, lineCount - lines));
  }
  return { shows: [...shows.values()], orders: orders.sort((a, b) => a.saidAt.getTime() - b.saidAt.getTime()) };
}

function demandOn(day: number): number {
  const date = new Date(FIRST_DAY_MS + day * DAY_MS + 8 * HOUR_MS);
  const monthAndDay = date.toISOString().slice(5, 10);
  const isWeekend = [0, 5, 6].includes(date.getUTCDay());
  const isElevenEleven = monthAndDay >= '11-01' && monthAndDay <= '11-11';
  const isSixEighteen = monthAndDay >= '06-10' && monthAndDay <= '06-18';
  return (isWeekend ? 1.3 : 1) * (isElevenEleven ? 2.5 : isSixEighteen ? 1.8 : 1) * (1 + (0.5 * day) / DAYS);
}

function showOf(shows: Map<string, Show>, seller: Seller, shop: Shop, day: number): Show {
  const known = shows.get(`${shop.id} ${day}`);
  if (known !== undefined) return known;
  const startMs = FIRST_DAY_MS + day * DAY_MS + SHOW_HOUR * HOUR_MS;
  const id = shows.size + 1;
  const times = { startedAt: new Date(startMs).toISOString(), endedAt: new Date(startMs + SHOW_MS).toISOString() };
  const show = { id, sellerId: seller.id, shopId: shop.id, roomId: String(7_300_000_000_000 + id), ...times };
  shows.set(`${shop.id} ${day}`, show);
  return show;
}

function makeOrder(
  random: Random,
  seller: Seller,
  shop: Shop,
  show: Show | null,
  paidMs: number,
  number: number,
  linesLeft: number,
): SaidOrder {
  const lineCount = Math.min(pickIndex(LINES_PER_ORDER, random) + 1, linesLeft);
  const lines = Array.from({ length: lineCount }, (_, index) => makeLine(random, productOf(seller, random), index + 1));
  const at = (ms: number): string => new Date(ms).toISOString();
  return {
    shopDbId: String(shop.id),
    orderNo: String(6_920_000_000_000 + number),
    messageKey: `bench-${number}`,
    source: 'platform',
    version: 3,
    saidAt: new Date(paidMs + 1_000),
    header: {
      status: 'completed',
      createdAt: at(paidMs - 30_000),
      paidAt: at(paidMs),
      shippedAt: at(paidMs + DAY_MS),
      roomId: show?.roomId ?? null,
      platformHostId: null,
      liveSessionId: null,
      buyerHash: number.toString(16).padStart(64, '0'),
      channel: show === null ? 'shelf' : 'live',
      freightFen: 0,
      depositFen: 0,
      currency: 'CNY',
      voidReason: null,
      lines,
    },
    refunds: lines
      .filter((line) => random.chance(0.08) && line.paidFen > 0)
      .map((line) => makeRefund(random, line, at(paidMs + random.int(DAY_MS, 12 * DAY_MS)))),
  };
}

function makeLine(random: Random, product: Product, number: number): SaidLine {
  const quantity = random.int(1, 3);
  const isGift = random.chance(0.03);
  return {
    lineNo: String(number),
    itemId: product.itemId,
    skuId: 's1',
    productId: null,
    title: `平台商品 ${product.itemId}`,
    quantity,
    paidFen: isGift ? 0 : quantity * product.priceFen,
    lot: null,
    isGift,
    shippedAt: null,
  };
}

function makeRefund(random: Random, line: SaidLine, succeededAt: string): SaidRefund {
  return {
    refundNo: `R${line.lineNo}`,
    lineNo: line.lineNo,
    itemId: line.itemId,
    skuId: line.skuId,
    productId: null,
    amountFen: random.chance(0.7) ? line.paidFen : Math.floor(line.paidFen / 2),
    freightFen: 0,
    quantity: line.quantity,
    kind: 'refund',
    status: 'succeeded',
    succeededAt,
    reason: null,
  };
}
