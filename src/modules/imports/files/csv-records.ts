import { FileUnreadable } from './file-unreadable.js';
import type { TableRow } from './file-row.js';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A quotation mark that is never closed would swallow the rest of the file: no row of an order is as long as this. */
const MAX_RECORD = 262_144;

/**
 * Records of separated values out of text that comes in pieces. A row is what a spreadsheet program shows as one: blank ones count, and
 * a line end between quotation marks begins none. Quotation marks inside of an unquoted cell (`="123"`) are part of it.
 */
export class CsvRecords {
  private rest = '';
  private rowNo = 0;
  /** Where the next quotation mark of `rest` is; a line before it needs no looking for one. */
  private nextQuote = -1;

  constructor(private readonly delimiter: string) {}

  push(text: string): TableRow[] {
    this.rest = this.rest === '' ? text : this.rest + text;
    return this.take(false);
  }

  end(): TableRow[] {
    const rows = this.take(true);
    this.rest = '';
    return rows;
  }

  private take(isLast: boolean): TableRow[] {
    const rows: TableRow[] = [];
    const text = this.rest;
    let at = 0;
    this.nextQuote = text.indexOf('"');
    while (at < text.length) {
      if (this.nextQuote !== -1 && this.nextQuote < at) this.nextQuote = text.indexOf('"', at);
      const next = this.nextRecord(text, at, isLast, rows);
      if (next === -1) break;
      at = next;
    }
    this.rest = text.slice(at);
    if (this.rest.length > MAX_RECORD) throw new FileUnreadable('broken', `第 ${this.rowNo + 1} 行引号没有成对`);
    return rows;
  }

  /** Where the record behind the one at `at` begins; -1 while it is not complete. */
  private nextRecord(text: string, at: number, isLast: boolean, rows: TableRow[]): number {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd === -1 ? text.length : lineEnd;
    if (this.nextQuote !== -1 && this.nextQuote < end) return this.quotedRecord(text, at, isLast, rows);
    if (lineEnd === -1 && !isLast) return -1;
    const last = end > at && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
    this.keep(text.slice(at, last).split(this.delimiter), rows);
    return end + 1;
  }

  private quotedRecord(text: string, start: number, isLast: boolean, rows: TableRow[]): number {
    const cells: string[] = [];
    const separator = this.delimiter.charCodeAt(0);
    let at = start;
    for (;;) {
      const isQuoted = text.charCodeAt(at) === QUOTE;
      const close = isQuoted ? closingQuote(text, at + 1) : at;
      if (close === -1) return this.unclosed(isLast);
      const stop = endOfCell(text, isQuoted ? close + 1 : at, separator);
      if (stop === text.length && !isLast) return -1;
      cells.push(isQuoted ? unquoted(text, at, close, stop) : withoutReturn(text, at, stop));
      if (stop === text.length || text.charCodeAt(stop) === LINE_FEED) {
        this.keep(cells, rows);
        return stop + 1;
      }
      at = stop + 1;
    }
  }

  private unclosed(isLast: boolean): number {
    if (isLast) throw new FileUnreadable('broken', `第 ${this.rowNo + 1} 行引号没有成对`);
    return -1;
  }

  private keep(cells: string[], rows: TableRow[]): void {
    this.rowNo += 1;
    if (cells.length > 1 || cells[0] !== '') rows.push({ rowNo: this.rowNo, cells });
  }
}

/** The quotation mark that ends the cell: one that no other follows. At the end of what is there so far, another may follow. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function endOfCell(text: string, from: number, separator: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LINE_FEED) return at;
  }
  return text.length;
}

/** What stands behind the closing mark belongs to the cell, too: programs that write `"a"b` mean it. */
function unquoted(text: string, open: number, close: number, stop: number): string {
  const inner = text.slice(open + 1, close);
  const plain = inner.includes('""') ? inner.replaceAll('""', '"') : inner;
  return stop === close + 1 ? plain : plain + withoutReturn(text, close + 1, stop);
}

function withoutReturn(text: string, from: number, stop: number): string {
  const isReturn =
    stop > from && text.charCodeAt(stop - 1) === CARRIAGE_RETURN && (stop === text.length || text.charCodeAt(stop) === LINE_FEED);
  return text.slice(from, isReturn ? stop - 1 : stop);
}
