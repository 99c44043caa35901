import type { Random } from './random.ts';

// Across the end of a month, and of a ten-day period.
export const DAYS = ['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'] as const;
const LAST_PAY_DAY = 3;
const AROUND_MIDNIGHT = [-1_000, -1, 0, 1, 1_000];
const DAY_MS = 86_400_000;
const BEIJING_AHEAD_MS = 8 * 3_600_000;

/** The Beijing day of an instant, reckoned here and not by the program. */
export const dayOf = (instant: string): string => new Date(Date.parse(instant) + BEIJING_AHEAD_MS).toISOString().slice(0, 10);

/** When an order was paid: some time of a day, or a few milliseconds around its midnight. */
export function payTime(random: Random, shareAtMidnight: number): string {
  const midnight = Date.parse(`${DAYS[random.int(1, LAST_PAY_DAY)]!}T00:00:00+08:00`);
  const offsetMs = random.chance(shareAtMidnight) ? random.pick(AROUND_MIDNIGHT) : random.int(0, DAY_MS - 1);
  return written(midnight + offsetMs, random);
}

/** After the payment: within days, or around the next midnight. */
export function refundTime(random: Random, paidAt: string, shareAtMidnight: number): string {
  const nextMidnight = Date.parse(`${dayOf(paidAt)}T00:00:00+08:00`) + DAY_MS;
  const laterMs = nextMidnight + (random.chance(shareAtMidnight) ? random.pick(AROUND_MIDNIGHT) : random.int(1, DAY_MS - 1));
  return written(Math.max(laterMs, Date.parse(paidAt) + 1), random);
}

/** Platforms write Beijing time or UTC; the instant is the same. */
function written(instantMs: number, random: Random): string {
  if (random.chance(0.5)) return new Date(instantMs).toISOString();
  return new Date(instantMs + BEIJING_AHEAD_MS).toISOString().replace('Z', '+08:00');
}

/** How much a clock must be ahead for the next Beijing midnight to come in `inMs`. */
export function aheadOfMidnight(inMs: number): number {
  const untilMidnightMs = DAY_MS - ((Date.now() + BEIJING_AHEAD_MS) % DAY_MS);
  return untilMidnightMs - inMs;
}
