import { addDays, type BusinessDay, type DayRange, startOfMonth } from '../../kernel/business-day.js';
import { comparedRange } from '../rankings/index.js';

export const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

/** The ranges a monthly bulletin is about; what they are compared with is the rankings' own rule. */
export interface BulletinRanges {
  readonly range: DayRange;
  readonly comparedRange: DayRange;
  readonly lastMonthRange: DayRange;
  /** From 1 January on. */
  readonly cumulativeRange: DayRange;
  readonly cumulativeComparedRange: DayRange;
}

export function rangesOf(month: string): BulletinRanges {
  const range = monthRange(`${month}-01`);
  const cumulativeRange = { from: `${month.slice(0, 4)}-01-01`, to: range.to };
  return {
    range,
    comparedRange: yearBefore(range),
    lastMonthRange: monthRange(startOfMonth(addDays(range.from, -1))),
    cumulativeRange,
    cumulativeComparedRange: yearBefore(cumulativeRange),
  };
}

/** A month still running, or one to come, has no figures that could be signed. */
export function isClosed(month: string, today: BusinessDay): boolean {
  return monthRange(`${month}-01`).to < today;
}

function monthRange(from: BusinessDay): DayRange {
  return { from, to: addDays(startOfMonth(addDays(from, 31)), -1) };
}

/** Of a range that is over. */
function yearBefore(range: DayRange): DayRange {
  return comparedRange(range, 'yoy', addDays(range.to, 1)) ?? range;
}
