import type { BusinessDay } from '../../kernel/business-day.js';
import type { DemoMerchant } from './demo-catalogue.js';
import type { SeasonName } from './demo-goods.js';
import { createRandom } from './random.js';

/** Orders per day for one unit of weight: 40 merchants over 90 days and last year's same days give about 7,700 orders. */
const ORDERS_PER_WEIGHT = 0.052;

/** January to December. */
const SEASONS: Readonly<Record<SeasonName, readonly number[]>> = {
  even: [1.1, 0.8, 0.9, 0.9, 1, 1.1, 0.9, 0.9, 1, 1.05, 1.2, 1.15],
  harvest: [1.2, 0.8, 0.7, 0.6, 0.6, 0.6, 0.6, 0.8, 1.1, 1.4, 1.4, 1.3],
  winter: [1.3, 0.9, 0.9, 0.8, 0.7, 0.7, 0.7, 0.8, 0.9, 1.1, 1.3, 1.4],
};
/** Monday to Sunday. */
const WEEKDAYS = [0.9, 0.85, 0.9, 0.95, 1.15, 1.3, 1.2] as const;
const SKIPPED_SESSION_SHARE = 0.06;
const SESSION_DAY_FACTOR = 1.7;
const QUIET_DAY_FACTOR = 0.55;

/** How many orders to expect of this merchant on this day, in a period whose volume is `share` of the usual. */
export function expectedOrders(merchant: DemoMerchant, day: BusinessDay, hasSession: boolean, share: number): number {
  const season = merchant.products[0]?.goods.season ?? 'even';
  const month = SEASONS[season][Number(day.slice(5, 7)) - 1] ?? 1;
  const rhythm = (WEEKDAYS[weekdayOf(day)] ?? 1) * month * festivalFactor(day);
  return merchant.sketch.weight * ORDERS_PER_WEIGHT * share * rhythm * (hasSession ? SESSION_DAY_FACTOR : QUIET_DAY_FACTOR);
}

/** Sessions keep to the merchant's own weekdays, a few are dropped. */
export function isSessionDay(seed: number, merchant: DemoMerchant, day: BusinessDay): boolean {
  if (!sessionWeekdays(seed, merchant).includes(weekdayOf(day))) return false;
  return !createRandom(seed, 'skips-session', merchant.sketch.key, day).chance(SKIPPED_SESSION_SHARE);
}

function sessionWeekdays(seed: number, merchant: DemoMerchant): readonly number[] {
  const random = createRandom(seed, 'session-weekdays', merchant.sketch.key);
  const byDraw = WEEKDAYS.map((preference, weekday) => ({ weekday, draw: random.next() * preference }));
  byDraw.sort((a, b) => b.draw - a.draw);
  return byDraw.slice(0, merchant.sketch.sessionsPerWeek).map(({ weekday }) => weekday);
}

/** Monday is 0. */
function weekdayOf(day: BusinessDay): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function festivalFactor(day: BusinessDay): number {
  const monthDay = day.slice(5);
  if (monthDay === '11-11') return 1.9;
  if (monthDay >= '11-01' && monthDay < '11-11') return 1.15;
  if (monthDay >= '10-01' && monthDay <= '10-07') return 1.25;
  return monthDay === '06-18' ? 1.6 : 1;
}
