import { addDays, sameDayLastYear, type BusinessDay, type DayRange } from '../../kernel/business-day.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export function startOfDayMs(day: BusinessDay): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** Both ends included; none when the range ends before it begins. */
export function daysOf(range: DayRange): readonly BusinessDay[] {
  const days: BusinessDay[] = [];
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The finished days before today. Today itself belongs to the live sessions. */
export function historyRange(today: BusinessDay, days: number): DayRange {
  return { from: addDays(today, -days), to: addDays(today, -1) };
}

/** The same days one year earlier and today's counterpart, so that a range ending today has its whole base. Never overlaps the history. */
export function lastYearRange(today: BusinessDay, days: number): DayRange {
  const history = historyRange(today, days);
  const to = sameDayLastYear(today);
  return { from: sameDayLastYear(history.from), to: to < history.from ? to : addDays(history.from, -1) };
}
