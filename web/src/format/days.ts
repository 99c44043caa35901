// Days are text in Asia/Shanghai from end to end; nothing here asks the reader's own clock for a zone.
import { addDays, businessDayOf, isBusinessDay, startOfMonth, type BusinessDay, type DayRange } from '../../../src/kernel/business-day.js';

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

/** The ranges offered by name; each ends today except the month before. */
export const PRESETS = {
  today: (today: BusinessDay): DayRange => ({ from: today, to: today }),
  last7: (today: BusinessDay): DayRange => lastDays(today, 7),
  last30: (today: BusinessDay): DayRange => lastDays(today, 30),
  month: (today: BusinessDay): DayRange => ({ from: startOfMonth(today), to: today }),
  lastMonth: (today: BusinessDay): DayRange => {
    const to = addDays(startOfMonth(today), -1);
    return { from: startOfMonth(to), to };
  },
  year: (today: BusinessDay): DayRange => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
};
export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES: readonly PresetName[] = ['today', 'last7', 'last30', 'month', 'lastMonth', 'year'];

export function presetOf(range: DayRange, today: BusinessDay): PresetName | null {
  return PRESET_NAMES.find((name) => PRESETS[name](today).from === range.from && PRESETS[name](today).to === range.to) ?? null;
}
