import { KernelError } from './kernel-error.js';

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. China has kept UTC+8 without summer time since 1991, so from 2015 on the offset is constant. */
export type BusinessDay = string;

export interface DayRange {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

export const FIRST_DAY: BusinessDay = '2015-01-01';
export const LAST_DAY: BusinessDay = '2099-12-31';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export function businessDayOf(instant: Date): BusinessDay {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** ISO 8601 in Beijing time, the form every answer uses: `2026-11-22T08:00:00+08:00`. */
export function beijingIso(instant: Date): string {
  const iso = new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString();
  return `${iso.endsWith('.000Z') ? iso.slice(0, 19) : iso.slice(0, 23)}+08:00`;
}

export function isBusinessDay(text: unknown): text is BusinessDay {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text && text >= FIRST_DAY && text <= LAST_DAY;
}

export function addDays(day: BusinessDay, count: number): BusinessDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days in the range, both ends included. */
export function lengthInDays(range: DayRange): number {
  return (Date.parse(`${range.to}T00:00:00Z`) - Date.parse(`${range.from}T00:00:00Z`)) / DAY_MS + 1;
}

/** The same day one year earlier; 29 February has none and becomes the 28th. */
export function sameDayLastYear(day: BusinessDay): BusinessDay {
  const earlier = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
  return earlier.endsWith('-02-29') ? earlier.replace('-29', '-28') : earlier;
}

function monthIndex(day: BusinessDay): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function firstOfMonth(index: number): BusinessDay {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

/** How many calendar months the days lie in. */
export function monthsTouched({ from, to }: DayRange): number {
  return monthIndex(to) - monthIndex(from) + 1;
}

export function isWholeMonths(range: DayRange): boolean {
  return range.from.endsWith('-01') && addDays(range.to, 1).endsWith('-01');
}

/** Whole calendar months are compared with as many preceding months, anything else with the equally long days before. */
export function precedingRange(range: DayRange): DayRange {
  if (!isWholeMonths(range)) {
    const to = addDays(range.from, -1);
    return { from: addDays(to, 1 - lengthInDays(range)), to };
  }
  return { from: firstOfMonth(monthIndex(range.from) - monthsTouched(range)), to: addDays(range.from, -1) };
}

export function startOfMonth(day: BusinessDay): BusinessDay {
  return `${day.slice(0, 8)}01`;
}

/** Monday of the day's week. */
export function startOfWeek(day: BusinessDay): BusinessDay {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

export function requireBusinessDay(text: unknown): BusinessDay {
  if (!isBusinessDay(text)) throw new KernelError('day.unreadable', { text: String(text) });
  return text;
}
