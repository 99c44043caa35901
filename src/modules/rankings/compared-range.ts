import {
  addDays,
  type BusinessDay,
  type DayRange,
  isWholeMonths,
  lengthInDays,
  precedingRange,
  sameDayLastYear,
} from '../../kernel/business-day.js';
import type { Comparison } from './ranking-query.js';

/** The days a range is compared with. What has not happened yet is not compared: an unfinished range meets an equally long one. */
export function comparedRange(range: DayRange, compare: Comparison, today: BusinessDay): DayRange | null {
  if (compare === 'none') return null;
  const elapsed = range.from <= today && today < range.to ? { from: range.from, to: today } : range;
  if (compare === 'yoy') return { from: sameDayLastYear(elapsed.from), to: sameDayLastYear(elapsed.to) };
  // 本月至今: the running month meets the first days of the month before.
  if (elapsed !== range && isWholeMonths(range)) {
    const { from } = precedingRange(range);
    return { from, to: addDays(from, lengthInDays(elapsed) - 1) };
  }
  return precedingRange(elapsed);
}
