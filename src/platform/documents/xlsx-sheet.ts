import type { Cell, CellStyle, MergeRange, WriteSheet } from 'hucre/xlsx';
import type { TableBlock } from './document.js';
import { headMatrix, placedCells } from './head-matrix.js';
import { bodyStyle, headStyle } from './xlsx-styles.js';

const LINE_HEIGHT = 1.5;
const HEAD_LINE = 14;
const HEAD_PADDING = 6;

/** A sheet being filled from top to bottom. */
export class SheetInk {
  readonly cells = new Map<string, Partial<Cell>>();
  readonly merges: MergeRange[] = [];
  readonly rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map();
  /** Rows of the head of the first table: repeated on every printed page, and kept in sight on screen. */
  headRows: { from: number; to: number } | null = null;
  row = 0;

  constructor(private readonly widths: number[]) {}

  /** One text across the whole width; its row is made high enough, since merged cells do not grow by themselves. */
  writeAcross(text: string, style: CellStyle): void {
    const last = this.widths.length - 1;
    this.cells.set(`${this.row},0`, { value: text, type: 'string', style });
    if (last > 0) this.merges.push({ startRow: this.row, endRow: this.row, startCol: 0, endCol: last });
    const size = style.font?.size ?? 10;
    const perLine = sum(this.widths) * (11 / size);
    const lines = text.split('\n').reduce((count, line) => count + Math.max(1, Math.ceil(displayWidth(line) / perLine)), 0);
    this.rowDefs.set(this.row, { height: lines * size * LINE_HEIGHT + 3 });
    this.row += 1;
  }

  writeTable(table: TableBlock): void {
    const from = this.row;
    this.writeHead(table);
    this.headRows ??= { from, to: this.row - 1 };
    table.rows.forEach((_, index) => this.writeRow(table, index));
  }

  private writeHead(table: TableBlock): void {
    const matrix = headMatrix(table.head, table.columns.length);
    for (const cell of placedCells(matrix)) {
      for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1)
        for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
          const place = { isFirstRow: row === 0, isLastRow: row === matrix.length - 1, startsGroup: column > 0 && column === cell.column };
          const value = row === cell.row && column === cell.column ? cell.text : null;
          this.cells.set(`${this.row + row},${column}`, {
            value,
            type: value === null ? 'empty' : 'string',
            style: headStyle(cell.row > 0, place),
          });
        }
      if (cell.rowSpan > 1 || cell.columnSpan > 1) this.merges.push(this.rangeOf(cell));
    }
    matrix.forEach((cells, row) => {
      const lines = Math.max(...cells.map(({ text }) => text.split('\n').length));
      this.rowDefs.set(this.row + row, { height: HEAD_PADDING + lines * HEAD_LINE });
    });
    this.row += matrix.length;
  }

  private rangeOf(cell: { row: number; column: number; rowSpan: number; columnSpan: number }): MergeRange {
    const startRow = this.row + cell.row;
    return { startRow, endRow: startRow + cell.rowSpan - 1, startCol: cell.column, endCol: cell.column + cell.columnSpan - 1 };
  }

  private writeRow(table: TableBlock, index: number): void {
    const row = table.rows[index];
    table.columns.forEach((column, place) => {
      const cell = row?.cells[place] ?? { text: '' };
      const isBold = cell.bold ?? row?.bold ?? column.bold ?? false;
      const where = { isFirstRow: index === 0, isLastRow: index === table.rows.length - 1, startsGroup: column.startsGroup ?? false };
      const style = bodyStyle(
        cell.align ?? column.align,
        isBold,
        cell.indent ?? 0,
        cell.figure && numberFormat(cell.figure.decimals),
        where,
      );
      const value = cell.figure ? Number(cell.figure.decimal) : cell.text;
      this.cells.set(`${this.row},${place}`, { value, type: cell.figure ? 'number' : 'string', style });
    });
    this.rowDefs.set(this.row, { height: 20 });
    this.row += 1;
  }
}

export function numberFormat(decimals: number): string {
  return decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
}

/** Width in the sheet's own unit, a digit: a Chinese character takes two. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + ((character.codePointAt(0) ?? 0) > 0x2000 ? 2 : 1), 0);
}

function sum(values: number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
