import type { DayRange } from '../../kernel/business-day.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

export function monthZh(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;
}

export function monthEn(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

export function chineseDay(day: string): string {
  return `${monthZh(day)}${Number(day.slice(8))}日`;
}

export function englishDay(day: string): string {
  return `${Number(day.slice(8))} ${monthEn(day)}`;
}

/** `2026年1月1日—10月31日`: the year is said once. */
export function chineseRange({ from, to }: DayRange): string {
  return `${chineseDay(from)}—${from.slice(0, 4) === to.slice(0, 4) ? chineseDay(to).slice(5) : chineseDay(to)}`;
}

export function englishRange({ from, to }: DayRange): string {
  return `${englishDay(from)} – ${englishDay(to)}`;
}
