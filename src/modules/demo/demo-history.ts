import type { BusinessDay, DayRange } from '../../kernel/business-day.js';
import { DAY_MS, daysOf, HOUR_MS, startOfDayMs } from './calendar.js';
import type { DemoMerchant } from './demo-catalogue.js';
import type { DemoOrder } from './demo-order.js';
import { sessionOfDay, type DemoSession } from './demo-sessions.js';
import { expectedOrders } from './demand.js';
import { makeOrder } from './order-maker.js';
import { HISTORY_PACE } from './pace.js';
import { createRandom, hashText, poissonCount, type Random } from './random.js';

/** The sample's past: what was presented when, and every order with its whole life. */
export interface DemoHistory {
  readonly sessions: readonly DemoSession[];
  readonly orders: readonly HistoryOrder[];
}

export interface HistoryOrder {
  readonly merchant: DemoMerchant;
  readonly day: BusinessDay;
  readonly order: DemoOrder;
  /** Set for the few orders that a clerk entered by form, naming the session. */
  readonly enteredIn: DemoSession | null;
}

/** A range of days and its volume: this year's is the usual one, last year's is each merchant's own share of it. */
export interface HistoryPeriod {
  readonly range: DayRange;
  readonly isLastYear: boolean;
}

const IN_SESSION_SHARE = 0.8;
const BY_HAND_SHARE = 0.055;

/**
 * A pure function of seed, merchants and periods, day by day: the orders of a day are the same whatever day it is run on, so a
 * run of tomorrow repeats today's orders to the byte and adds one more day.
 */
export function planHistory(seed: number, catalogue: readonly DemoMerchant[], periods: readonly HistoryPeriod[]): DemoHistory {
  const sessions: DemoSession[] = [];
  const orders: HistoryOrder[] = [];
  for (const { range, isLastYear } of periods) {
    for (const day of daysOf(range)) {
      for (const merchant of catalogue) {
        const share = isLastYear ? merchant.sketch.lastYearShare : 1;
        const session = share > 0 ? sessionOfDay(seed, merchant, day) : null;
        if (session !== null) sessions.push(session);
        orders.push(...ordersOfDay(seed, merchant, day, session, share));
      }
    }
  }
  return { sessions, orders };
}

function ordersOfDay(seed: number, merchant: DemoMerchant, day: BusinessDay, session: DemoSession | null, share: number): HistoryOrder[] {
  const uniform = createRandom(seed, 'order-count', merchant.sketch.key, day).next();
  const count = poissonCount(uniform, expectedOrders(merchant, day, session !== null, share));
  return Array.from({ length: count }, (_, place) => orderOfDay(seed, merchant, day, session, place));
}

function orderOfDay(seed: number, merchant: DemoMerchant, day: BusinessDay, session: DemoSession | null, place: number): HistoryOrder {
  const random = createRandom(seed, 'order', merchant.sketch.key, day, place);
  const orderNo = orderNumber(seed, merchant, day, place);
  if (session === null || !random.chance(IN_SESSION_SHARE))
    return { merchant, day, order: quietOrder(random, merchant, day, orderNo), enteredIn: null };
  const order = sessionOrder(random, session, orderNo);
  return { merchant, day, order, enteredIn: random.chance(BY_HAND_SHARE) && canBeEntered(order) ? session : null };
}

function sessionOrder(random: Random, session: DemoSession, orderNo: string): DemoOrder {
  const createdAtMs = session.startedAtMs + random.next() * (session.endedAtMs - session.startedAtMs);
  const room = { ...(session.roomId === null ? {} : { roomId: session.roomId }), hostId: session.host.platformHostId };
  return makeOrder(random, { orderNo, shop: session.shop, room, channel: 'live', createdAtMs, pace: HISTORY_PACE });
}

/** Outside sessions people find the shop by its short videos or its shelf. */
function quietOrder(random: Random, merchant: DemoMerchant, day: BusinessDay, orderNo: string): DemoOrder {
  const createdAtMs = startOfDayMs(day) + 7 * HOUR_MS + random.next() * (DAY_MS - 8 * HOUR_MS);
  const channel = random.chance(0.4) ? 'video' : 'shelf';
  return makeOrder(random, { orderNo, shop: random.pick(merchant.shops), room: null, channel, createdAtMs, pace: HISTORY_PACE });
}

/** A form names products, so nothing unmapped and no gift can have been entered in it. */
function canBeEntered(order: DemoOrder): boolean {
  return order.paidAtMs !== null && order.lines.every((line) => line.item.product.mapped && !line.isGift);
}

/** 19 digits, as platforms number: beyond what a double can hold, which is what a receiver must survive. */
function orderNumber(seed: number, merchant: DemoMerchant, day: BusinessDay, place: number): string {
  const seedPart = String(hashText(`order-number|${seed}`) % 100_000).padStart(5, '0');
  const placePart = String(place).padStart(4, '0');
  return `69${String(merchant.index).padStart(2, '0')}${day.slice(2).replaceAll('-', '')}${placePart}${seedPart}`;
}
