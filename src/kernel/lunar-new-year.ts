import { addDays, type BusinessDay, type DayRange, lengthInDays } from './business-day.js';

/** First days of lunar years, 2015 to 2035, as lunar-typescript 1.8.6 computes them. */
const NEW_YEARS: readonly BusinessDay[] = [
  '2015-02-19',
  '2016-02-08',
  '2017-01-28',
  '2018-02-16',
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
];

/** Further away from the new year, leap months put the same lunar date on other days after it. */
const NEAR_DAYS = 60;

/** null of years that are not known. */
export function lunarNewYearOf(year: number): BusinessDay | null {
  return NEW_YEARS.find((day) => day.startsWith(`${year}-`)) ?? null;
}

/** The days of the year before that lie as far from its lunar new year; null of days that are far from any, or of years that are not known. */
export function sameDaysOfLastLunarYear({ from, to }: DayRange): DayRange | null {
  const newYear = NEW_YEARS.find((day) => Math.abs(daysBetween(day, from)) <= NEAR_DAYS);
  const before = newYear === undefined ? null : lunarNewYearOf(Number(newYear.slice(0, 4)) - 1);
  if (newYear === undefined || before === null) return null;
  return { from: addDays(before, daysBetween(newYear, from)), to: addDays(before, daysBetween(newYear, to)) };
}

function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return lengthInDays({ from, to }) - 1;
}
