import { type CellValue, readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { withoutFormula } from './formula.js';
import type { Cell, Column, ColumnKind, Sheet } from './sheet.js';

const FORMATS: Readonly<Record<ColumnKind, string>> = { text: '@', id: '@', count: '#,##0', yuan: '#,##0.00', percent: '0.00%' };
const WIDTHS: Readonly<Record<ColumnKind, number>> = { text: 24, id: 16, count: 11, yuan: 18, percent: 14 };
const LONGEST_SHEET_NAME = 31;

/** One workbook of so many sheets: numbers are numbers with their formats, heads stay in sight, nothing is a formula. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: sheets.map(toWriteSheet) }));
}

/** What stands in each sheet, row by row, as whoever opens the file reads it. */
export async function readWorkbook(file: Uint8Array): Promise<{ name: string; rows: CellValue[][] }[]> {
  return (await readXlsx(file)).sheets.map(({ name, rows }) => ({ name, rows }));
}

function toWriteSheet({ name, preamble, columns, rows }: Sheet): WriteSheet {
  const headAt = preamble.length;
  return {
    name: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, LONGEST_SHEET_NAME),
    columns: columns.map(toColumn),
    rows: [
      ...preamble.map((texts) => texts.map(withoutFormula)),
      columns.map(({ heading }) => withoutFormula(heading)),
      ...rows.map((cells) => cells.map((cell, index) => valueOf(cell, columns[index]?.kind ?? 'text'))),
    ],
    cells: new Map([...(headAt === 0 ? [] : [bold(0, 0)]), ...columns.map((_column, index) => bold(headAt, index))]),
    freezePane: { rows: headAt + 1 },
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function toColumn({ kind, width }: Column): { width: number; numFmt: string } {
  return { width: width ?? WIDTHS[kind], numFmt: FORMATS[kind] };
}

function valueOf(cell: Cell, kind: ColumnKind): CellValue {
  if (typeof cell === 'number') return kind === 'yuan' ? cell / 100 : cell;
  return cell === null ? null : withoutFormula(cell);
}

function bold(row: number, column: number): [string, { style: { font: { bold: true } } }] {
  return [`${row},${column}`, { style: { font: { bold: true } } }];
}
