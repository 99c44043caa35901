// Days are text in Asia/Shanghai from end to end; nothing here asks the reader's own clock for a zone.
import {
  addDays,
  businessDayOf,
  isBusinessDay,
  sameDayLastYear,
  startOfMonth,
  startOfWeek,
  type BusinessDay,
  type DayRange,
} from '../../../src/kernel/business-day.js';

export { formatInstant, formatRange } from '../../../src/kernel/day-words.js';
export { addDays, isBusinessDay, type BusinessDay, type DayRange };

export function todayInBeijing(): BusinessDay {
  return businessDayOf(new Date());
}

export function lastDays(today: BusinessDay, count: number): DayRange {
  return { from: addDays(today, 1 - count), to: today };
}

export function contains(range: DayRange, day: BusinessDay): boolean {
  return range.from <= day && day <= range.to;
}

/** The same days one year earlier. */
export function lastYearsSame({ from, to }: DayRange): DayRange {
  return { from: sameDayLastYear(from), to: sameDayLastYear(to) };
}

function startOfQuarter(today: BusinessDay): BusinessDay {
  const month = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${today.slice(0, 5)}${String(month).padStart(2, '0')}-01`;
}

/** The ranges offered by name; each ends today except the month and the year before. */
export const PRESETS = {
  today: (today: BusinessDay): DayRange => ({ from: today, to: today }),
  week: (today: BusinessDay): DayRange => ({ from: startOfWeek(today), to: today }),
  quarter: (today: BusinessDay): DayRange => ({ from: startOfQuarter(today), to: today }),
  last7: (today: BusinessDay): DayRange => lastDays(today, 7),
  last30: (today: BusinessDay): DayRange => lastDays(today, 30),
  month: (today: BusinessDay): DayRange => ({ from: startOfMonth(today), to: today }),
  lastMonth: (today: BusinessDay): DayRange => {
    const to = addDays(startOfMonth(today), -1);
    return { from: startOfMonth(to), to };
  },
  year: (today: BusinessDay): DayRange => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
  lastYear: (today: BusinessDay): DayRange => {
    const year = Number(today.slice(0, 4)) - 1;
    return { from: `${year}-01-01`, to: `${year}-12-31` };
  },
};
export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES: readonly PresetName[] = [
  'today',
  'last7',
  'last30',
  'week',
  'month',
  'quarter',
  'year',
  'lastMonth',
  'lastYear',
];

export function presetOf(range: DayRange, today: BusinessDay): PresetName | null {
  return PRESET_NAMES.find((name) => PRESETS[name](today).from === range.from && PRESETS[name](today).to === range.to) ?? null;
}
