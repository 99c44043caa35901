import { countOf, fenOf, type Told, timeOf, UNREADABLE } from './cell-values.js';
import type { FileRow, RefusalCode, RowRefusal } from './file-row.js';

/** A row that cannot count: ends the reading of its order. */
export class RowFault extends Error {
  override readonly name = 'RowFault';

  constructor(
    readonly rowNo: number,
    readonly refusal: RowRefusal,
  ) {
    super(`row ${rowNo}: ${refusal.code} in ${refusal.column}`);
  }
}

export function rowFault({ rowNo, cells }: FileRow, code: RefusalCode, column: string): RowFault {
  return new RowFault(rowNo, { code, column, value: (cells[column] ?? '').slice(0, 60) });
}

export function textIn(row: FileRow, use: string): string {
  return row.cells[use] ?? '';
}

export function hasColumn(row: FileRow, use: string): boolean {
  return Object.hasOwn(row.cells, use);
}

/** Fen; null where the cell says nothing or the column is missing. */
export function fenIn(row: FileRow, use: string): number | null {
  return toldIn(row, use, fenOf, 'amount-unreadable');
}

/** Milliseconds; null likewise. */
export function timeIn(row: FileRow, use: string): number | null {
  return toldIn(row, use, timeOf, 'time-unreadable');
}

export function countIn(row: FileRow, use: string): number | null {
  return toldIn(row, use, countOf, 'quantity-unreadable');
}

function toldIn(row: FileRow, use: string, read: (text: string) => Told<number>, code: RefusalCode): number | null {
  const told = read(textIn(row, use));
  if (told === UNREADABLE) throw rowFault(row, code, use);
  return told;
}

/** An id that a line needs: refused where it is missing. */
export function idIn(row: FileRow, use: string, code: RefusalCode): string {
  const id = textIn(row, use);
  if (id === '') throw rowFault(row, code, use);
  return id;
}

/** The first row in which something is told; null where it is in none. Columns of the order stand in each of its rows. */
export function firstTold<Value>(rows: readonly FileRow[], read: (row: FileRow) => Value | null): Value | null {
  for (const row of rows) {
    const told = read(row);
    if (told !== null && told !== '') return told;
  }
  return null;
}

export function firstTime(rows: readonly FileRow[], use: string): number | null {
  return firstTold(rows, (row) => timeIn(row, use));
}

export function firstFen(rows: readonly FileRow[], use: string): number | null {
  return firstTold(rows, (row) => fenIn(row, use));
}

export function firstText(rows: readonly FileRow[], use: string): string {
  return firstTold(rows, (row) => textIn(row, use)) ?? '';
}
