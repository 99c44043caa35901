import { columnName, type Column, type FamilyShape } from './columns.js';
import { FileUnreadable } from './file-unreadable.js';
import type { FileHead, TableRow } from './file-row.js';
import { SHAPES } from './families/shapes.js';

/** Titles, notes and blank rows stand above a header, never a page of them. */
export const HEADER_WITHIN = 30;

export interface Header {
  readonly shape: FamilyShape;
  readonly rowNo: number;
  /** As they stand in the file. */
  readonly names: readonly string[];
  /** The column read from each place, or null. */
  readonly read: readonly (Column | null)[];
}

/** The first of the rows that is a header of a family known here; null where none is. */
export function findHeader(rows: readonly TableRow[]): Header | null {
  for (const row of rows.slice(0, HEADER_WITHIN)) {
    const names = row.cells.map(columnName);
    for (const shape of SHAPES) {
      const read = placesOf(shape, names);
      if (read !== null) return { shape, rowNo: row.rowNo, names: row.cells.map((cell) => cell.trim()), read };
    }
  }
  return null;
}

/**
 * A file may be recognised and still not say when or how much was paid: which columns an export has is the seller's choice. Of several sheets
 * the last is the one with the money.
 */
export function requireCountable(headers: readonly Header[]): void {
  const uses = new Set(headers.flatMap(({ read }) => read.map((column) => column?.use)));
  const shape = headers.at(-1)?.shape;
  if (shape === undefined) return;
  const has = (group: readonly string[]): boolean => group.some((use) => uses.has(use));
  if (!has(shape.money)) throw new FileUnreadable('no-money-column', shape.money[0]);
  if (!has(shape.times)) throw new FileUnreadable('no-time-column', shape.times[0]);
}

export function columnsOf({ names, read }: Header): FileHead['columns'] {
  return names.map((name, place) => ({ name, use: read[place]?.use ?? null }));
}

/** The row that looks most like a header, for a person to see what was found instead. */
export function likelyHeader(rows: readonly TableRow[]): string {
  const filled = (row: TableRow): number => row.cells.filter((cell) => cell.trim() !== '').length;
  const [first, ...others] = rows.slice(0, HEADER_WITHIN);
  if (first === undefined) return '';
  const widest = others.reduce((best, row) => (filled(row) > filled(best) ? row : best), first);
  const names = widest.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return names
    .slice(0, 12)
    .join('、')
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffd]/g, '')
    .slice(0, 200)
    .toWellFormed();
}

function placesOf(shape: FamilyShape, names: readonly string[]): (Column | null)[] | null {
  const places = new Map<number, Column>();
  const uses = new Set<string>();
  for (const column of shape.columns) {
    const place = placeOf(column, names);
    if (place === -1 || places.has(place)) continue;
    places.set(place, column);
    uses.add(column.use);
  }
  const isMarked = shape.marks.every((group) => group.some((use) => uses.has(use)));
  return isMarked ? names.map((_name, place) => places.get(place) ?? null) : null;
}

/** Of two names of one column the better one is read. */
function placeOf({ use, alsoCalled }: Column, names: readonly string[]): number {
  for (const name of [use, ...alsoCalled]) {
    const place = names.indexOf(columnName(name));
    if (place !== -1) return place;
  }
  return -1;
}
