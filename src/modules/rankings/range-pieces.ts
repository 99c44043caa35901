import { addDays, type BusinessDay, type DayRange, startOfMonth } from '../../kernel/business-day.js';

/** The pieces of time that rollups are kept by: single days, ten days (旬: 1–10, 11–20, 21 to the end), months and years. */
export type Grain = 'day' | 'ten-days' | 'month' | 'year';

/** A piece of a range, to be added, or taken away where a wider piece reaches too far. */
export interface Piece {
  readonly grain: Grain;
  readonly start: BusinessDay;
  readonly sign: 1 | -1;
}

/**
 * A range in the fewest pieces it can be read in, none wider than asked. What is left of a month, say, may be fewer pieces to take away than
 * what is in it to add: 1–9 November is its first ten days without the tenth. Any 24 months are at most 24 pieces.
 */
export function piecesOf(range: DayRange, widest: Grain = 'year'): Piece[] {
  return cover(range, GRAINS.indexOf(widest), 1);
}

/** Day by day: for what is kept by days only, or added up to weeks. */
export function dayPiecesOf(range: DayRange): Piece[] {
  return cover(range, 0, 1);
}

const GRAINS: readonly Grain[] = ['day', 'ten-days', 'month', 'year'];

function cover({ from, to }: DayRange, level: number, sign: 1 | -1): Piece[] {
  const grain = GRAINS[level] ?? 'day';
  const pieces: Piece[] = [];
  for (let start = startOf(from, grain); start <= to; start = addDays(endOf(start, grain), 1)) {
    const unit = { from: start, to: endOf(start, grain) };
    const wanted = { from: start < from ? from : start, to: unit.to < to ? unit.to : to };
    pieces.push(...coverUnit(unit, wanted, level, sign));
  }
  return pieces;
}

function coverUnit(unit: DayRange, wanted: DayRange, level: number, sign: 1 | -1): Piece[] {
  const whole: Piece = { grain: GRAINS[level] ?? 'day', start: unit.from, sign };
  if (wanted.from === unit.from && wanted.to === unit.to) return [whole];
  const added = cover(wanted, level - 1, sign);
  const before = cover({ from: unit.from, to: addDays(wanted.from, -1) }, level - 1, sign === 1 ? -1 : 1);
  const after = cover({ from: addDays(wanted.to, 1), to: unit.to }, level - 1, sign === 1 ? -1 : 1);
  const taken = [whole, ...before, ...after];
  return taken.length < added.length ? taken : added;
}

function startOf(day: BusinessDay, grain: Grain): BusinessDay {
  if (grain === 'day') return day;
  if (grain === 'year') return `${day.slice(0, 4)}-01-01`;
  const first = startOfMonth(day);
  return grain === 'month' ? first : addDays(first, 10 * Math.min(Math.floor((Number(day.slice(8)) - 1) / 10), 2));
}

function endOf(start: BusinessDay, grain: Grain): BusinessDay {
  if (grain === 'day') return start;
  if (grain === 'year') return `${start.slice(0, 4)}-12-31`;
  if (grain === 'ten-days' && !start.endsWith('-21')) return addDays(start, 9);
  return addDays(startOfMonth(addDays(startOfMonth(start), 31)), -1);
}
