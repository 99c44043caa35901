import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import type { Block, PrintDocument, TableBlock } from './document.js';
import { displayWidth, SheetInk } from './xlsx-sheet.js';
import { headingStyle, paragraphStyle, wordStyle } from './xlsx-styles.js';

const WIDTH_WITHOUT_TABLE = 96;
/** Must be a plain word: the print area names the sheet, and a name with a digit first or a dash would have to stand in quotes there. */
const SHEET_NAME = '报表';

/** The same document as a spreadsheet of one sheet, set to print as it looks: paper, width, repeated head, page numbers. */
export async function renderXlsx(document: PrintDocument): Promise<Buffer> {
  const widths = columnWidths(document.blocks);
  const ink = new SheetInk(widths);
  for (const block of document.blocks) writeBlock(ink, block);
  const bytes = await writeXlsx({
    sheets: [sheetOf(document, ink, widths)],
    properties: { title: document.title, created: document.asOf, modified: document.asOf },
    defaultFont: { name: '等线', size: 10 },
  });
  return Buffer.from(bytes);
}

function sheetOf(document: PrintDocument, ink: SheetInk, widths: number[]): WriteSheet {
  const head = ink.headRows;
  const kept = firstTable(document.blocks)?.keptColumns ?? 0;
  return {
    name: SHEET_NAME,
    columns: widths.map((width) => ({ width })),
    rows: Array.from({ length: ink.row }, () => widths.map(() => null)),
    cells: ink.cells,
    merges: ink.merges,
    rowDefs: ink.rowDefs,
    freezePane: head ? { rows: head.to + 1, columns: kept === 0 ? undefined : 1 } : undefined,
    view: { showGridLines: false },
    pageSetup: {
      paperSize: document.paper === 'A3' ? 'a3' : 'a4',
      orientation: document.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
      printArea: `$A$1:$${columnLetters(widths.length - 1)}$${ink.row}`,
      printTitlesRow: head ? `$${head.from + 1}:$${head.to + 1}` : undefined,
    },
    headerFooter: { oddFooter: `&L&8 ${plainFoot(document)}&R&8 第 &P 页　共 &N 页` },
  };
}

function writeBlock(ink: SheetInk, block: Block): void {
  switch (block.kind) {
    case 'heading':
      return ink.writeAcross(block.text, headingStyle(block));
    case 'paragraph':
      return ink.writeAcross(block.text, paragraphStyle(block));
    case 'table':
      return ink.writeTable(block);
    case 'footnotes':
      for (const item of block.items) ink.writeAcross(`${item.mark} ${item.text}`, wordStyle(9, 'left', 'ink', false));
      return;
    case 'signatures':
      if (block.lines.length > 0) {
        const lines = block.lines.map((line) => `${line.label}：${line.name ?? '________________'}`);
        ink.writeAcross(lines.join('　　　　'), wordStyle(10, 'left', 'ink', false));
      }
      if (block.seal) ink.writeAcross(`${block.seal.body}（盖章）\n${block.seal.day}`, wordStyle(10, 'right', 'ink', false));
      return;
    case 'rule':
    case 'page-break':
      return;
  }
}

/** `&` is a command there, and digits right behind the size would be read as part of it. */
function plainFoot({ foot, title }: PrintDocument): string {
  return (foot ?? title).replaceAll('&', '&&');
}

function firstTable(blocks: Block[]): TableBlock | undefined {
  return blocks.find((block) => block.kind === 'table');
}

/** Wide enough for the widest figure of any table in each column. */
function columnWidths(blocks: Block[]): number[] {
  const tables = blocks.filter((block) => block.kind === 'table');
  if (tables.length === 0) return [WIDTH_WITHOUT_TABLE];
  const count = Math.max(...tables.map((table) => table.columns.length));
  return Array.from({ length: count }, (_, index) => Math.max(...tables.map((table) => columnWidth(table, index)), 6));
}

function columnWidth(table: TableBlock, index: number): number {
  const characters = table.columns[index]?.characters;
  if (characters !== undefined) return characters * 2 + 2;
  return Math.max(...table.rows.map((row) => displayWidth(row.cells[index]?.text ?? '')), 5) + 3;
}

function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
