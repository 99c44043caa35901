import type { TableRow } from '../file-row.js';
import { FileUnreadable } from '../file-unreadable.js';
import { dateText, numberText } from './cell-number.js';
import { cellText, RichText } from './rich-text.js';
import type { SharedStrings } from './shared-strings.js';
import { attribute, type Attributes, type XmlHandler } from './xml-reader.js';

export interface SheetContext {
  readonly texts: SharedStrings;
  /** By number of the cell's format. */
  readonly isDate: readonly boolean[];
  readonly isFrom1904: boolean;
}

const LAST_ROW = 1_048_576;
/** Exports have some hundred columns. What lies further right is no export's, and would be room for nothing. */
const MAX_COLUMNS = 512;

/** Rows of a sheet as its XML goes by. How large the sheet says it is (`dimension`) is not read: exports say A1 of all sizes. */
export class SheetScanner implements XmlHandler {
  private rows: TableRow[] = [];
  private rowNo = 0;
  private cells: string[] = [];
  private column = -1;
  private type = '';
  private style = '';
  private value = '';
  private isInValue = false;
  private readonly inline = new RichText();

  constructor(private readonly context: SheetContext) {}

  /** What has been read since it was asked last. */
  taken(): TableRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.beginCell(attributes);
    else if (name === 'v') this.isInValue = true;
    else if (name === 'row') this.beginRow(attributes);
    else this.inline.open(name);
  }

  close(name: string): void {
    if (name === 'v') this.isInValue = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
    else this.inline.close(name);
  }

  text(text: string): void {
    if (this.isInValue) this.value += text;
    else this.inline.take(text);
  }

  private beginRow(attributes: Attributes): void {
    const told = attribute(attributes, 'r');
    this.rowNo = told === null ? this.rowNo + 1 : Number(told);
    if (!Number.isInteger(this.rowNo) || this.rowNo < 1 || this.rowNo > LAST_ROW) throw new FileUnreadable('broken', `行号 ${told ?? ''}`);
    this.cells = [];
    this.column = -1;
  }

  private endRow(): void {
    if (this.cells.length > 0) this.rows.push({ rowNo: this.rowNo, cells: this.cells });
    this.cells = [];
  }

  private beginCell(attributes: Attributes): void {
    const place = attribute(attributes, 'r');
    this.column = place === null ? this.column + 1 : columnOf(place);
    this.type = attribute(attributes, 't') ?? '';
    this.style = attribute(attributes, 's') ?? '';
    this.value = '';
    this.inline.begin();
  }

  private endCell(): void {
    if (this.column >= MAX_COLUMNS) return;
    const text = this.cellValue();
    if (text === '') return;
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = text;
  }

  private cellValue(): string {
    const { type, value } = this;
    if (type === 'inlineStr') return cellText(this.inline.text);
    if (value === '') return '';
    if (type === 's') return this.context.texts.at(Number(value));
    if (type === 'str') return cellText(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'e' || type === 'd') return value;
    const isDate = this.style !== '' && this.context.isDate[Number(this.style)] === true;
    return isDate ? dateText(value, this.context.isFrom1904) : numberText(value);
  }
}

/** From 0: `A1` is 0, `AB7` 27. */
function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}
