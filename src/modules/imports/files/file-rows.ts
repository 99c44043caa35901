import type { FileRow, TableRows } from './file-row.js';
import { FileUnreadable } from './file-unreadable.js';
import type { RowReader } from './row-reader.js';

/** A table with its header found: rows above it and the header itself are passed over. */
export interface ReadableTable {
  readonly batches: TableRows;
  readonly reader: RowReader;
  readonly headerRow: number;
}

/** So many rows are looked at before the first is given away. */
const LOOKED_AT = 20;
const FEWEST_TO_TELL = 3;
const ZERO_TAIL = /^\d{15}0{2,}$/;
const LONG_ID = /^\d{17,}$/;

/** Rows of one table after the other. */
export async function* fileRows(tables: readonly ReadableTable[]): AsyncGenerator<FileRow> {
  for (const { batches, reader, headerRow } of tables) {
    let held: FileRow[] | null = [];
    for await (const batch of batches) {
      for (const row of batch) {
        const read = row.rowNo > headerRow ? reader.read(row) : null;
        if (read === null) continue;
        if (held === null) yield read;
        else if (held.push(read) === LOOKED_AT) {
          yield* soundRows(held);
          held = null;
        }
      }
    }
    if (held !== null) yield* soundRows(held);
  }
}

/**
 * A spreadsheet program that takes a number of 19 digits for a number keeps fifteen and writes noughts for the rest; saved as text that is no
 * longer to be seen in one row. All numbers of a file ending in noughts from the sixteenth digit on are no accident.
 */
function soundRows(rows: readonly FileRow[]): readonly FileRow[] {
  const long = rows.map(({ orderNo }) => orderNo).filter((orderNo) => LONG_ID.test(orderNo));
  const distinct = new Set(long);
  if (distinct.size >= FEWEST_TO_TELL && long.every((orderNo) => ZERO_TAIL.test(orderNo))) throw new FileUnreadable('ids-damaged', long[0]);
  return rows;
}
