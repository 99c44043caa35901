import { addDays, type BusinessDay, type DayRange, lengthInDays } from '../../kernel/business-day.js';

export const BASELINE_WEEKS = 4;

export interface WeightedDay {
  readonly day: BusinessDay;
  readonly weight: number;
}

/** The four weeks before the days begin. */
export function baselineRange({ from }: DayRange): DayRange {
  return { from: addDays(from, -7 * BASELINE_WEEKS), to: addDays(from, -1) };
}

/** Each day of the baseline as often as its weekday is among the days: the sum over them is four times the mean of the same weekdays. */
export function baselineDays(range: DayRange): WeightedDay[] {
  const days = lengthInDays(range);
  return daysOf(baselineRange(range)).flatMap(({ day }, index) => {
    // The baseline begins on the weekday the days begin on, as it is whole weeks.
    const weekday = index % 7;
    const weight = Math.floor((days - weekday + 6) / 7);
    return weight > 0 ? [{ day, weight }] : [];
  });
}

export function daysOf(range: DayRange): WeightedDay[] {
  return Array.from({ length: lengthInDays(range) }, (_each, index) => ({ day: addDays(range.from, index), weight: 1 }));
}

/** A fourth of a sum over the baseline, half away from zero. */
export function meanOfWeeks(sum: bigint): bigint {
  const weeks = BigInt(BASELINE_WEEKS);
  const half = (sum < 0n ? -weeks : weeks) / 2n;
  return (sum + half) / weeks;
}
