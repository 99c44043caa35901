import { addDays, type BusinessDay, type DayRange, sameDayLastYear } from '../../kernel/business-day.js';

export type FormerPeriod = 'before' | 'last-year';

/** 三个月. */
export const FORMER_DAYS = 90;

export interface SilencePeriods {
  /** The last days, today included, in which nothing was sold. */
  readonly window: DayRange;
  /** In which something was sold: the 90 days right before, or the same days of last year. */
  readonly former: DayRange;
}

export function silencePeriods(today: BusinessDay, days: number, former: FormerPeriod): SilencePeriods {
  const window = { from: addDays(today, 1 - days), to: today };
  const before = addDays(window.from, -1);
  if (former === 'before') return { window, former: { from: addDays(before, 1 - FORMER_DAYS), to: before } };
  return { window, former: { from: sameDayLastYear(window.from), to: sameDayLastYear(window.to) } };
}

export interface Seller {
  readonly lines: number;
}

/** Who sold before and does not now. */
export function silentAmong<Sold extends Seller>(former: ReadonlyMap<string, Sold>, now: ReadonlyMap<string, Seller>): [string, Sold][] {
  return [...former].filter(([id, { lines }]) => lines > 0 && (now.get(id)?.lines ?? 0) <= 0);
}
