import type { HeadCell } from './document.js';

export interface PlacedCell {
  text: string;
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
}

/** The head with every place filled: a cell that spans several stands in all of them. */
export function headMatrix(head: HeadCell[][], columnCount: number): HeadCell[][] {
  const matrix: (HeadCell | undefined)[][] = head.map(() => new Array<HeadCell | undefined>(columnCount).fill(undefined));
  head.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (matrix[row]?.[column] !== undefined) column += 1;
      occupy(matrix, cell, row, column);
    }
  });
  return matrix.map((places) => places.map((cell) => cell ?? { text: '' }));
}

function occupy(matrix: (HeadCell | undefined)[][], cell: HeadCell, row: number, column: number): void {
  for (let down = 0; down < (cell.rowSpan ?? 1); down += 1) {
    const places = matrix[row + down];
    for (let right = 0; right < (cell.columnSpan ?? 1); right += 1) if (places) places[column + right] = cell;
  }
}

/** The cells of a head as they are to be drawn, also where only some of its columns are shown. */
export function placedCells(matrix: HeadCell[][]): PlacedCell[] {
  return matrix.flatMap((places, row) =>
    places.flatMap((cell, column) => {
      const begins = matrix[row - 1]?.[column] !== cell && places[column - 1] !== cell;
      if (!begins) return [];
      return [{ text: cell.text, row, column, columnSpan: run(places, column, cell), rowSpan: runDown(matrix, row, column, cell) }];
    }),
  );
}

function run(places: HeadCell[], from: number, cell: HeadCell): number {
  const end = places.findIndex((other, index) => index > from && other !== cell);
  return (end === -1 ? places.length : end) - from;
}

function runDown(matrix: HeadCell[][], from: number, column: number, cell: HeadCell): number {
  return run(
    matrix.map((places) => places[column] ?? { text: '' }),
    from,
    cell,
  );
}
