import { addDays, type BusinessDay, type DayRange, startOfMonth } from '../../kernel/business-day.js';

/** The pieces of time that rollups are kept by: single days, ten days (旬: 1–10, 11–20, 21 to the end) and months. */
export type Grain = 'day' | 'ten-days' | 'month';

/** A range in as few pieces as it can be read in: two columns, one entry per piece. */
export interface Buckets {
  readonly grains: readonly Grain[];
  readonly starts: readonly BusinessDay[];
}

export const NO_BUCKETS: Buckets = { grains: [], starts: [] };

/** Whole months, else whole ten days, else days: 24 months in at most 60 pieces. */
export function bucketsOf(range: DayRange): Buckets {
  return cut(range, (day) => WIDEST_FIRST.find((grain) => day === startOf(day, grain) && endOf(day, grain) <= range.to) ?? 'day');
}

/** Day by day: for what is kept by days only, or added up to weeks. */
export function dayBucketsOf(range: DayRange): Buckets {
  return cut(range, () => 'day');
}

const WIDEST_FIRST: readonly Grain[] = ['month', 'ten-days'];

function cut(range: DayRange, grainAt: (day: BusinessDay) => Grain): Buckets {
  const grains: Grain[] = [];
  const starts: BusinessDay[] = [];
  for (let day = range.from; day <= range.to; day = addDays(endOf(day, grains.at(-1) ?? 'day'), 1)) {
    grains.push(grainAt(day));
    starts.push(day);
  }
  return { grains, starts };
}

function startOf(day: BusinessDay, grain: Grain): BusinessDay {
  if (grain === 'day') return day;
  const first = startOfMonth(day);
  return grain === 'month' ? first : addDays(first, 10 * Math.min(Math.floor((Number(day.slice(8)) - 1) / 10), 2));
}

function endOf(start: BusinessDay, grain: Grain): BusinessDay {
  if (grain === 'day') return start;
  if (grain === 'ten-days' && !start.endsWith('-21')) return addDays(start, 9);
  return addDays(startOfMonth(addDays(startOfMonth(start), 31)), -1);
}
