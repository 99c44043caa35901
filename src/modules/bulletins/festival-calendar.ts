import { readFileSync } from 'node:fs';
import type { BusinessDay } from '../../kernel/business-day.js';

export const FESTIVALS = [
  'la-ba',
  'little-new-year',
  'new-year-eve',
  'spring-festival',
  'lantern',
  'dragon-boat',
  'mid-autumn',
  'double-ninth',
  'spring-holiday',
  'labour-holiday',
  'national-holiday',
] as const;
export type Festival = (typeof FESTIVALS)[number];

/** When a festival is, or from when to when a holiday. The days before a lunar new year carry the number of the year it begins. */
export interface FestivalDays {
  readonly festival: Festival;
  readonly year: number;
  readonly firstDay: BusinessDay;
  readonly lastDay: BusinessDay;
}

/**
 * The calendar that comes with the program: lunar festivals of 2015 to 2036 (made with lunar-typescript 1.8.6), and the days off of the three long
 * holidays as the State Council announced them up to 2026. What is imported later goes before it.
 */
export const BUNDLED_CALENDAR: readonly FestivalDays[] = readCalendar(
  readFileSync(new URL('./data/festivals.tsv', import.meta.url), 'utf8'),
);

export function isFestival(text: unknown): text is Festival {
  return FESTIVALS.some((festival) => festival === text);
}

function readCalendar(text: string): FestivalDays[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [festival, year, firstDay = '', lastDay = ''] = line.split('\t');
      if (!isFestival(festival)) throw new Error(`festivals.tsv names no festival in “${line}”`);
      return { festival, year: Number(year), firstDay, lastDay };
    });
}
