import { latest } from './order-building.js';
import { rowFault, textIn, timeIn } from './row-cells.js';
import type { FileRow } from './file-row.js';
import type { ToldLine } from './told-order.js';

/**
 * Of a family with a row for each order: the one row. The same order twice (files put together by hand) is told by its last row; two rows
 * of different goods are not the same order, and nobody can say which holds its money.
 */
export function onlyRow(rows: readonly FileRow[], orderColumn: string, goodsColumns: readonly string[]): FileRow {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) throw new Error('An order has at least one row.');
  for (const row of rows) {
    if (goodsColumns.some((column) => textIn(row, column) !== textIn(first, column)))
      throw rowFault(row, 'order-stands-twice', orderColumn);
  }
  return last;
}

/** Of a family whose lines have numbers: the last row of each, where the line first stands. */
export function lastOfEach(rows: readonly FileRow[], lineColumn: string): FileRow[] {
  const byLine = new Map<string, FileRow>();
  for (const row of rows) byLine.set(textIn(row, lineColumn), row);
  return [...byLine.values()];
}

/** Lines that share a number, because it is made of their goods: what cost something first, as the platform's own messages have them. */
export function numbered(lines: readonly ToldLine[]): ToldLine[] {
  const count = new Map<string, number>();
  const boughtFirst = [...lines].sort((one, other) => Number(one.paidFen === 0) - Number(other.paidFen === 0));
  return boughtFirst.map((line) => {
    const place = (count.get(line.lineNo) ?? 0) + 1;
    count.set(line.lineNo, place);
    return place === 1 ? line : { ...line, lineNo: `${line.lineNo}:${place}` };
  });
}

/** The latest time that stands in the rows. */
export function latestTime(rows: readonly FileRow[], columns: readonly string[]): number | null {
  return latest(rows.flatMap((row) => columns.map((column) => timeIn(row, column))));
}
