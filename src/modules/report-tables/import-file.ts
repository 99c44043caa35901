import { parse } from 'csv-parse/sync';
import { ReportTableError } from './report-table.errors.js';

/** Rows of a file of values as spreadsheet programs save it: UTF-8 with or without a mark, or GB18030; commas or tabs. */
export function readRows(bytes: Buffer): string[][] {
  const text = decode(bytes);
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = firstLine.includes('\t') ? '\t' : ',';
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
  } catch {
    // A quotation mark that is never closed.
    throw unreadable();
  }
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw unreadable();
}

function unreadable(): ReportTableError {
  return new ReportTableError('report-tables.unreadable-file', {}, '/contentBase64');
}
