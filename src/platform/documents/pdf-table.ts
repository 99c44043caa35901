import type { TableBlock, TableCell, TableRow } from './document.js';
import { headMatrix, placedCells, type PlacedCell } from './head-matrix.js';
import { CELL_PADDING, partColumns, type ColumnPart } from './pdf-columns.js';
import type { Paper, TextStyle } from './pdf-sheet-of-paper.js';

const OUTER_RULE = 1.1;
const HEAD_RULE = 0.7;
const HAIRLINE = 0.5;
const HEAD_TINT = '#F1EEE6';
const ROW_PADDING = 3.2;
const INDENT_CHARACTERS = 1.2;

export function drawTable(paper: Paper, table: TableBlock): void {
  partColumns(paper, table).forEach((part, index) => {
    if (index > 0) paper.turnPage();
    new TablePart(paper, table, part).draw();
  });
}

class TablePart {
  private readonly lefts: number[] = [];
  private readonly right: number;
  private readonly headCells: PlacedCell[];
  private readonly headHeights: number[];

  constructor(
    private readonly paper: Paper,
    private readonly table: TableBlock,
    private readonly part: ColumnPart,
  ) {
    let x = paper.left;
    for (const width of part.widths) {
      this.lefts.push(x);
      x += width;
    }
    this.right = x;
    const matrix = headMatrix(table.head, table.columns.length);
    const shown = matrix.map((places) => part.indices.map((index) => places[index] ?? { text: '' }));
    this.headCells = placedCells(shown);
    this.headHeights = this.measureHead(shown.length);
  }

  draw(): void {
    const first = this.table.rows[0];
    this.paper.ensureRoom(this.headHeight() + (first ? this.heightOfRow(first) : 0));
    this.drawHead();
    this.table.rows.forEach((row, index) => {
      const height = this.heightOfRow(row);
      if (height > this.paper.room()) this.continueOnNextPage();
      else if (index > 0) this.paper.line(this.paper.left, this.paper.y, this.right, this.paper.y, HAIRLINE, 'faint');
      this.drawRow(row, height);
    });
    this.close();
    this.paper.y += 6 * this.paper.scale;
  }

  private continueOnNextPage(): void {
    this.close();
    this.paper.turnPage();
    this.drawHead();
  }

  private close(): void {
    this.paper.line(this.paper.left, this.paper.y, this.right, this.paper.y, OUTER_RULE);
  }

  private drawHead(): void {
    const { paper } = this;
    const top = paper.y;
    paper.pdf.rect(paper.left, top, this.right - paper.left, this.headHeight()).fill(HEAD_TINT);
    for (const cell of this.headCells) this.drawHeadCell(cell, top);
    paper.y = top + this.headHeight();
    paper.line(paper.left, top, this.right, top, OUTER_RULE);
    paper.line(paper.left, paper.y, this.right, paper.y, HEAD_RULE);
  }

  private drawHeadCell(cell: PlacedCell, top: number): void {
    const x = this.lefts[cell.column] ?? this.paper.left;
    const y = top + sum(this.headHeights.slice(0, cell.row));
    const height = sum(this.headHeights.slice(cell.row, cell.row + cell.rowSpan));
    const width = this.widthOfSpan(cell);
    const style = this.headStyle(cell);
    const text = this.paper.heightOf(cell.text, width - 2 * CELL_PADDING, style);
    this.paper.write(cell.text, x + CELL_PADDING, y + (height - text) / 2, width - 2 * CELL_PADDING, style);
    if (cell.row > 0) this.paper.line(x, y, x + width, y, HAIRLINE, 'faint');
    if (cell.column > 0) this.paper.line(x, y, x, y + height, HAIRLINE, 'faint');
  }

  private drawRow(row: TableRow, height: number): void {
    const top = this.paper.y;
    this.part.indices.forEach((column, place) => {
      const x = this.lefts[place] ?? this.paper.left;
      const cell = row.cells[column];
      if (this.table.columns[column]?.startsGroup) this.paper.line(x, top, x, top + height, HAIRLINE, 'faint');
      if (cell && cell.text !== '') this.drawCell(cell, row, column, place, top, height);
    });
    this.paper.y = top + height;
  }

  private drawCell(cell: TableCell, row: TableRow, column: number, place: number, top: number, height: number): void {
    const style = this.cellStyle(cell, row, column);
    const indent = this.indentOf(cell);
    const x = (this.lefts[place] ?? 0) + CELL_PADDING + indent;
    const width = (this.part.widths[place] ?? 0) - 2 * CELL_PADDING - indent;
    const isFigure = this.table.columns[column]?.characters === undefined;
    const y = top + (height - (isFigure ? this.paper.heightOf('0', width, style) : this.paper.heightOf(cell.text, width, style))) / 2;
    if (isFigure) this.paper.writeFigure(cell.text, x, y, width, style);
    else this.paper.write(cell.text, x, y, width, style);
  }

  private heightOfRow(row: TableRow): number {
    const heights = this.part.indices.map((column, place) => {
      const cell = row.cells[column] ?? { text: '' };
      const isFigure = this.table.columns[column]?.characters === undefined;
      const width = (this.part.widths[place] ?? 0) - 2 * CELL_PADDING - this.indentOf(cell);
      return this.paper.heightOf(isFigure ? '0' : cell.text, width, this.cellStyle(cell, row, column));
    });
    return Math.max(...heights) + 2 * ROW_PADDING * this.paper.scale;
  }

  private measureHead(rows: number): number[] {
    const heights = new Array<number>(rows).fill(0);
    const shortestSpanFirst = [...this.headCells].sort((a, b) => a.rowSpan - b.rowSpan);
    for (const cell of shortestSpanFirst) {
      const text = this.paper.heightOf(cell.text, this.widthOfSpan(cell) - 2 * CELL_PADDING, this.headStyle(cell));
      const missing = text + 2 * ROW_PADDING * this.paper.scale - sum(heights.slice(cell.row, cell.row + cell.rowSpan));
      if (missing > 0)
        for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) heights[row] = (heights[row] ?? 0) + missing / cell.rowSpan;
    }
    return heights;
  }

  private headHeight(): number {
    return sum(this.headHeights);
  }

  private widthOfSpan(cell: PlacedCell): number {
    return sum(this.part.widths.slice(cell.column, cell.column + cell.columnSpan));
  }

  private headStyle(cell: PlacedCell): TextStyle {
    const isLeaf = cell.row > 0;
    return {
      size: this.part.size * (isLeaf ? 0.86 : 1),
      weight: isLeaf ? 'regular' : 'bold',
      align: 'center',
      tone: isLeaf ? 'quiet' : 'ink',
    };
  }

  private cellStyle(cell: TableCell, row: TableRow, column: number): TextStyle {
    const kind = this.table.columns[column];
    const isBold = cell.bold ?? row.bold ?? kind?.bold ?? false;
    return { size: this.part.size, weight: isBold ? 'bold' : 'regular', align: cell.align ?? kind?.align ?? 'left' };
  }

  private indentOf(cell: TableCell): number {
    return (cell.indent ?? 0) * INDENT_CHARACTERS * this.part.size;
  }
}

function sum(values: number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
