import { parseCsv } from 'hucre/csv';
import { ReportTableError } from './report-table.errors.js';

/** Rows of a file of values as spreadsheet programs save it: UTF-8 with or without a mark, or GB18030; commas or tabs. */
export function readRows(bytes: Buffer): string[][] {
  const text = decode(bytes);
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = firstLine.includes('\t') ? '\t' : ',';
  const rows = parseCsv(text, { delimiter, typeInference: false });
  return rows.map((row) => row.map((value) => String(value ?? '')));
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new ReportTableError('report-tables.unreadable-file', {}, '/contentBase64');
}
