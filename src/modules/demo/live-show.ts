import type { DemoShop } from './demo-catalogue.js';
import type { RoomOfOrder } from './demo-order.js';
import { makeOrder } from './order-maker.js';
import { messagesOf, type OrderMessage } from './order-messages.js';
import { livePace } from './pace.js';
import { createRandom, type Random } from './random.js';

export interface ShowPlan {
  readonly seed: number;
  /** Together with the seed this decides the content; the times come from `startedAtMs`. */
  readonly label: string;
  readonly shop: DemoShop;
  readonly room: RoomOfOrder | null;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly ratePerSecond: number;
  /** No more orders than this; null for as many as the time brings. */
  readonly maxOrders: number | null;
  /** Share of messages sent a second time. */
  readonly duplicates: number;
  /** Share of messages held back, so that later ones overtake them. */
  readonly disorder: number;
  /** 1 for a demonstration; smaller makes orders live faster. */
  readonly paceScale: number;
}

export interface PlannedMessage {
  readonly sendAtMs: number;
  readonly message: OrderMessage;
  readonly isCopy: boolean;
}

const LATENCY_MS = 400;
const HELD_BACK_MS = [20_000, 120_000] as const;
const COPY_DELAY_MS = 30_000;

/**
 * Everything a show will push, in order of sending. What is said is drawn apart from how it is sent: duplicates and disorder
 * change neither the messages nor the facts in them.
 */
export function planShow(plan: ShowPlan): readonly PlannedMessage[] {
  const sending = createRandom(plan.seed, 'sending', plan.label);
  const planned = arrivalsOf(plan).flatMap((createdAtMs, place) => {
    return messagesOf(orderOf(plan, createdAtMs, place)).flatMap((message) => sendingsOf(plan, message, sending));
  });
  return planned.sort((a, b) => a.sendAtMs - b.sendAtMs);
}

/** Random moments, on the average `ratePerSecond` of them in a second. */
function arrivalsOf(plan: ShowPlan): readonly number[] {
  const random = createRandom(plan.seed, 'arrivals', plan.label);
  const arrivals: number[] = [];
  let offsetMs = 0;
  for (;;) {
    offsetMs += (-Math.log(1 - random.next()) * 1_000) / plan.ratePerSecond;
    if (offsetMs >= plan.durationMs || arrivals.length === plan.maxOrders) return arrivals;
    arrivals.push(plan.startedAtMs + offsetMs);
  }
}

function orderOf({ seed, label, shop, room, startedAtMs, paceScale }: ShowPlan, createdAtMs: number, place: number) {
  const random = createRandom(seed, 'live-order', label, place);
  const orderNo = `68${String(Math.floor(startedAtMs / 1_000)).padStart(10, '0')}${String(place).padStart(7, '0')}`;
  return makeOrder(random, { orderNo, shop, room, channel: 'live', createdAtMs, pace: livePace(paceScale) });
}

function sendingsOf(plan: ShowPlan, message: OrderMessage, random: Random): readonly PlannedMessage[] {
  const [leastMs, mostMs] = HELD_BACK_MS;
  const heldBackMs = random.chance(plan.disorder) ? leastMs + random.next() * (mostMs - leastMs) : 0;
  const sendAtMs = message.eventAtMs + (random.next() * LATENCY_MS + heldBackMs) * plan.paceScale;
  const original = { sendAtMs, message, isCopy: false };
  if (!random.chance(plan.duplicates)) return [original];
  return [original, { sendAtMs: sendAtMs + random.next() * COPY_DELAY_MS * plan.paceScale, message, isCopy: true }];
}
