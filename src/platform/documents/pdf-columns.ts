import type { TableBlock } from './document.js';
import type { Paper } from './pdf-sheet-of-paper.js';

/** Some columns of a table at one size of letters: the whole table where it fits the paper. */
export interface ColumnPart {
  indices: number[];
  widths: number[];
  size: number;
}

const LARGEST = 9.5;
const SMALLEST = 6;
export const CELL_PADDING = 3;

/** As large as the paper allows; below six points nobody reads it, so the table is continued by groups of columns instead. */
export function partColumns(paper: Paper, table: TableBlock): ColumnPart[] {
  const perPoint = table.columns.map((_, index) => widthPerPoint(paper, table, index));
  const all = table.columns.map((_, index) => index);
  return fitting(paper, all, perPoint) ?? inGroups(paper, table, perPoint);
}

function inGroups(paper: Paper, table: TableBlock, perPoint: number[]): ColumnPart[] {
  const kept = table.columns.map((_, index) => index).slice(0, table.keptColumns ?? 0);
  const parts: ColumnPart[] = [];
  let current = [...kept];
  for (const group of groups(table, kept.length)) {
    const wider = [...current, ...group];
    if (current.length > kept.length && !fitting(paper, wider, perPoint)) {
      parts.push(...atAnySize(paper, current, perPoint));
      current = [...kept];
    }
    current.push(...group);
  }
  return [...parts, ...atAnySize(paper, current, perPoint)];
}

/** Columns that stand or fall together: an area's level and its rate. */
function groups(table: TableBlock, from: number): number[][] {
  const found: number[][] = [];
  table.columns.forEach((column, index) => {
    if (index < from) return;
    const last = found.at(-1);
    if (!last || column.startsGroup) found.push([index]);
    else last.push(index);
  });
  return found;
}

function fitting(paper: Paper, indices: number[], perPoint: number[]): ColumnPart[] | null {
  const part = atAnySize(paper, indices, perPoint)[0];
  return part && part.size >= SMALLEST ? [part] : null;
}

function atAnySize(paper: Paper, indices: number[], perPoint: number[]): ColumnPart[] {
  const padding = 2 * CELL_PADDING * indices.length;
  const ems = indices.map((index) => perPoint[index] ?? 0);
  const total = ems.reduce((sum, each) => sum + each, 0);
  const size = Math.min(LARGEST * paper.scale, (paper.width - padding) / total);
  const spread = (paper.width - padding - total * size) / indices.length;
  return [{ indices, size, widths: ems.map((each) => each * size + 2 * CELL_PADDING + spread) }];
}

function widthPerPoint(paper: Paper, table: TableBlock, index: number): number {
  const column = table.columns[index];
  if (column?.characters !== undefined) return column.characters;
  const widest = Math.max(...table.rows.map((row) => paper.widthOf(row.cells[index]?.text ?? '', { size: 100, weight: 'bold' })), 0);
  return Math.max(widest / 100, 2.2);
}
