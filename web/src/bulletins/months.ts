// Months as the room of bulletins offers them.
import type { BusinessDay } from '../../../src/kernel/business-day.js';

/** The latest months that are over, newest first, none before 2015. */
export function closedMonths(today: BusinessDay, count: number): string[] {
  const running = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, index) => running - 1 - index)
    .map((month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`)
    .filter((month) => month >= '2015-01');
}
