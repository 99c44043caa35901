import { serialTime } from '../cell-values.js';

const BEIJING_MS = 8 * 3_600_000;
/** Days between the two calendars of spreadsheets. */
const DAYS_TO_1904 = 1_462;
const MOST_EXACT = 1e15;

/**
 * A number as it is meant. Spreadsheets keep fifteen digits: a sum of 0.1 and 0.2 is 0.3, and an order number of nineteen digits is gone,
 * which its exponent shows to whoever reads it as an id.
 */
export function numberText(raw: string): string {
  if (raw.length <= 15 && /^-?\d+(\.\d+)?$/.test(raw)) return raw;
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return raw;
  if (Math.abs(number) >= MOST_EXACT) return number.toExponential().toUpperCase();
  return String(Number(number.toPrecision(15)));
}

/** A day or time of a cell with such a format, as `yyyy-MM-dd HH:mm:ss`. */
export function dateText(raw: string, isFrom1904: boolean): string {
  const serial = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(serial) || serial < 1 || serial > 2_958_466) return numberText(raw);
  const time = serialTime(serial + (isFrom1904 ? DAYS_TO_1904 : 0)) + BEIJING_MS;
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Whether a number format shows a day or a time: outside of quotes, brackets and escapes it has one of their letters. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/general/i, '');
  return /[ymdhs]/i.test(bare);
}

/** Formats that have a number and no code. */
export function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}
