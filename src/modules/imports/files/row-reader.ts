import { cleanCell } from './cell-text.js';
import { countOf, fenOf, isId, isScientific, timeOf, UNREADABLE } from './cell-values.js';
import type { Column } from './columns.js';
import type { FileRow, RefusalCode, RowRefusal, TableRow } from './file-row.js';
import type { Header } from './header.js';
import { EXAMPLE } from './template.js';

const LONGEST_VALUE = 60;
const TOTAL = /^(合计|总计|小计|汇总|总数|总额|共计)/;

interface ReadPlace {
  readonly place: number;
  readonly column: Column;
}

/** Makes rows of a table into rows of a family. One is made for each header, and reads every row below it. */
export class RowReader {
  private readonly places: readonly ReadPlace[];
  private readonly orderNo: string;
  private readonly orderPlace: number;
  private readonly orderHeading: string;
  private readonly isTemplate: boolean;

  constructor(
    { shape, names, read }: Header,
    /** Cells that every row of this header has beside its own. */
    private readonly more: Readonly<Record<string, string>> = {},
  ) {
    this.places = read.flatMap((column, place) => (column === null ? [] : [{ place, column }]));
    this.orderNo = shape.orderNo;
    this.orderPlace = read.findIndex((column) => column?.use === shape.orderNo);
    this.isTemplate = shape.family === 'cunbo-orders';
    this.orderHeading = cleanCell(names[this.orderPlace] ?? '');
  }

  /** null: an empty row, the header once more (of files put together by hand), or the template's example. */
  read({ rowNo, cells: raw }: TableRow): FileRow | null {
    const orderNo = cleanCell(raw[this.orderPlace] ?? '');
    if (orderNo === this.orderHeading || (this.isTemplate && orderNo.startsWith(EXAMPLE))) return null;
    const cells: Record<string, string> = {};
    let isEmpty = true;
    for (const { place, column } of this.places) {
      const text = cleanCell(raw[place] ?? '');
      cells[column.use] = text;
      if (text !== '') isEmpty = false;
    }
    for (const name in this.more) cells[name] = this.more[name] ?? '';
    if (isEmpty && raw.every((cell) => cleanCell(cell) === '')) return null;
    if (isTotal(orderNo, raw)) return { rowNo, orderNo: '', cells, refusal: null };
    const refusal = this.refusalOf(orderNo, cells);
    return { rowNo, orderNo: isReadableId(orderNo) ? orderNo : '', cells, refusal };
  }

  private refusalOf(orderNo: string, cells: Readonly<Record<string, string>>): RowRefusal | null {
    if (orderNo === '') return { code: 'no-order-no', column: this.orderNo, value: '' };
    for (const { column } of this.places) {
      const text = cells[column.use] ?? '';
      const code = text === '' ? null : faultOf(column, text);
      if (code !== null) return { code, column: column.use, value: text.slice(0, LONGEST_VALUE) };
    }
    return null;
  }
}

/** A line of totals, which some programs put at the end: it stands for no order. */
export function isTotalLine({ orderNo, refusal }: FileRow): boolean {
  return orderNo === '' && refusal === null;
}

function isTotal(orderNo: string, raw: readonly string[]): boolean {
  if (orderNo !== '') return TOTAL.test(orderNo);
  return raw.some((cell) => TOTAL.test(cleanCell(cell)));
}

function isReadableId(text: string): boolean {
  return text !== '' && isId(text) && !isScientific(text);
}

function faultOf({ kind }: Column, text: string): RefusalCode | null {
  if (kind === 'text') return null;
  if (kind === 'id') return idFault(text);
  if (kind === 'ids') return text.includes(';') ? partsFault(text) : idFault(text);
  if (kind === 'fen') return fenFault(text);
  if (kind === 'count') return countOf(text) === UNREADABLE ? 'quantity-unreadable' : null;
  return timeOf(text) === UNREADABLE ? 'time-unreadable' : null;
}

function idFault(text: string): RefusalCode | null {
  if (isScientific(text)) return 'id-in-scientific-notation';
  return isId(text) ? null : 'id-unreadable';
}

function partsFault(text: string): RefusalCode | null {
  for (const part of text.split(';')) {
    const fault = idFault(cleanCell(part));
    if (fault !== null) return fault;
  }
  return null;
}

function fenFault(text: string): RefusalCode | null {
  const fen = fenOf(text);
  if (fen === UNREADABLE) return 'amount-unreadable';
  return fen !== null && fen < 0 ? 'amount-negative' : null;
}
