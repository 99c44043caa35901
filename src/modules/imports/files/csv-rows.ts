import { Readable, pipeline } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAll } from 'csv-parse/sync';
import type { TableRow, TableRows } from './file-row.js';
import { FileUnreadable } from './file-unreadable.js';

/** A quotation mark that is never closed would swallow the rest of the file: no row of an order is as long as this. */
const MAX_RECORD = 262_144;
const ROWS_TOGETHER = 500;
/** What no quotation mark encloses may hold some (`="123"`), and rows may be shorter than the header: exports are written so. */
const LENIENT = {
  relax_quotes: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n'],
  max_record_size: MAX_RECORD,
} satisfies Options;

/**
 * Rows of separated values, some at a time. A row is what a spreadsheet program shows as one: blank ones count, one with line ends between
 * quotation marks once. `textAfter`: the text, which is told how many rows were made of it so far.
 */
export async function* csvRows(textAfter: (rowsRead: () => number) => AsyncIterable<string>, delimiter: string): TableRows {
  const parser = parse({ ...LENIENT, delimiter });
  // A fault of either side ends the reading below.
  pipeline(
    Readable.from(
      textAfter(() => parser.info.records),
      { objectMode: false },
    ),
    parser,
    () => undefined,
  );
  let rowNo = 0;
  let rows: TableRow[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      rowNo += 1;
      if (isBlank(cells)) continue;
      rows.push({ rowNo, cells });
      if (rows.length < ROWS_TOGETHER) continue;
      yield rows;
      rows = [];
    }
  } catch (error) {
    if (error instanceof CsvError) throw new FileUnreadable('broken', `第 ${parser.info.records + 1} 行引号没有成对`);
    throw error;
  }
  yield rows;
}

/** The rows at the beginning of a text that goes on; what is cut off at its end is left out. */
export function firstCsvRows(text: string, delimiter: string, most: number): TableRow[] {
  const records = parseAll(text, { ...LENIENT, delimiter, to: most, skip_records_with_error: true });
  return records.map((cells, index) => ({ rowNo: index + 1, cells })).filter(({ cells }) => !isBlank(cells));
}

function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === '';
}
