import type { BusinessDay } from '../../kernel/business-day.js';
import { MINUTE_MS, startOfDayMs } from './calendar.js';
import type { DemoHost, DemoMerchant, DemoShop } from './demo-catalogue.js';
import { isSessionDay } from './demand.js';
import { createRandom, type Random } from './random.js';

/** A finished live session of the sample history. */
export interface DemoSession {
  readonly key: string;
  readonly merchant: DemoMerchant;
  readonly shop: DemoShop;
  readonly host: DemoHost;
  readonly title: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Null where nobody noted the room: its orders are then found by time alone. */
  readonly roomId: string | null;
  readonly productKeys: readonly string[];
  readonly audience: Audience;
}

export interface Audience {
  readonly views: number;
  readonly viewers: number;
  readonly peakOnline: number;
}

const TITLES = ['产地直播专场', '晚间助农直播', '村里好货专场', '新老粉丝福利场', '源头发货专场'] as const;
const WITHOUT_ROOM_SHARE = 0.08;
const MORNING_SHARE = 0.2;

export function sessionOfDay(seed: number, merchant: DemoMerchant, day: BusinessDay): DemoSession | null {
  if (!isSessionDay(seed, merchant, day)) return null;
  const random = createRandom(seed, 'session', merchant.sketch.key, day);
  const { startedAtMs, endedAtMs } = timesOf(random, day);
  const shop = random.pick(merchant.shops);
  const roomId = `73${String(merchant.index).padStart(2, '0')}${day.replaceAll('-', '')}${random.int(1_000_000, 9_999_999)}`;
  return {
    key: `${merchant.sketch.key}/${day}`,
    merchant,
    shop,
    host: random.pick(merchant.hosts),
    title: `${merchant.sketch.shortName}·${random.pick(TITLES)}`,
    startedAtMs,
    endedAtMs,
    roomId: random.chance(WITHOUT_ROOM_SHARE) ? null : roomId,
    productKeys: merchant.products.map((product) => product.key),
    audience: audienceOf(random, merchant.sketch.weight),
  };
}

function timesOf(random: Random, day: BusinessDay): { startedAtMs: number; endedAtMs: number } {
  const startMinute = random.chance(MORNING_SHARE) ? random.int(9 * 60, 10 * 60) : random.int(19 * 60, 20 * 60 + 15);
  const startedAtMs = startOfDayMs(day) + startMinute * MINUTE_MS;
  return { startedAtMs, endedAtMs: startedAtMs + random.int(90, 180) * MINUTE_MS };
}

/** Audience grows with the merchant; what is shown is only as real as the rest of the sample. */
export function audienceOf(random: Random, weight: number): Audience {
  const views = Math.round((300 + weight * 60) * (0.6 + random.next() * 0.8));
  return {
    views,
    viewers: Math.round(views * (0.55 + random.next() * 0.2)),
    peakOnline: Math.round(views * (0.04 + random.next() * 0.05)),
  };
}
