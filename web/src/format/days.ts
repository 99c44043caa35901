// Days are text in Asia/Shanghai from end to end; nothing here asks the reader's own clock for a zone.
import {
  addDays,
  beijingIso,
  businessDayOf,
  isBusinessDay,
  isWholeMonths,
  startOfMonth,
  type BusinessDay,
  type DayRange,
} from '../../../src/kernel/business-day.js';
import type { Language } from '../i18n/use-language.js';

export { addDays, isBusinessDay, type BusinessDay, type DayRange };

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

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

/** `2026年11月1日—21日`, `1–21 November 2026`: what both ends share is said once, whole months by name. */
export function formatRange({ from, to }: DayRange, language: Language): string {
  return language === 'zh' ? chineseRange(from, to) : englishRange(from, to);
}

function chineseRange(from: BusinessDay, to: BusinessDay): string {
  const [start, end] = [partsOf(from), partsOf(to)];
  const whole = `${start.year}年${start.month}月`;
  if (isWholeMonths({ from, to }) && from.slice(0, 7) === to.slice(0, 7)) return whole;
  const opening = `${whole}${start.day}日`;
  if (from === to) return opening;
  if (start.year !== end.year) return `${opening}—${end.year}年${end.month}月${end.day}日`;
  return start.month === end.month ? `${opening}—${end.day}日` : `${opening}—${end.month}月${end.day}日`;
}

function englishRange(from: BusinessDay, to: BusinessDay): string {
  const [start, end] = [partsOf(from), partsOf(to)];
  const closing = `${end.day} ${end.name} ${end.year}`;
  if (from === to) return closing;
  if (start.year !== end.year) return `${start.day} ${start.name} ${start.year} – ${closing}`;
  if (start.month !== end.month) return `${start.day} ${start.name} – ${closing}`;
  return isWholeMonths({ from, to }) ? `${end.name} ${end.year}` : `${start.day}–${closing}`;
}

function partsOf(day: BusinessDay): { year: number; month: number; day: number; name: string } {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { year, month, day: date, name: MONTHS[month - 1] ?? '' };
}

/** `2026年11月22日 08:00` of an instant in any zone. */
export function formatInstant(iso: string, language: Language): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  const beijing = beijingIso(instant);
  const day = beijing.slice(0, 10);
  return `${language === 'zh' ? chineseRange(day, day) : englishRange(day, day)} ${beijing.slice(11, 16)}`;
}
