// Days and times as people read them, the same on every page and in every file.
import { beijingIso, type BusinessDay, type DayRange, isWholeMonths } from './business-day.js';
import type { Language } from './domain-error.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

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
