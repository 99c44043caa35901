import type { FileHead, FileRow, OpenedFile, TableRow, TableRows } from '../file-row.js';
import { fileRows } from '../file-rows.js';
import { FileUnreadable } from '../file-unreadable.js';
import { columnsOf, findHeader, HEADER_WITHIN, type Header, likelyHeader, requireCountable } from '../header.js';
import { RowReader } from '../row-reader.js';
import { Workbook } from './workbook.js';

const MAX_SHEETS = 50;

interface Sheet {
  readonly name: string;
  readonly first: readonly TableRow[];
  readonly header: Header | null;
}

interface FoundSheet extends Sheet {
  readonly header: Header;
}

export async function openWorkbook(bytes: AsyncIterable<Buffer>, maxUnpackedBytes: number): Promise<OpenedFile> {
  const workbook = await Workbook.open(bytes, maxUnpackedBytes);
  try {
    const chosen = choose(await lookAt(workbook));
    const headers = chosen.map(({ header }) => header);
    requireCountable(headers);
    return { head: headOf(chosen), rows: rowsOf(workbook, chosen), close: () => workbook.close() };
  } catch (error) {
    await workbook.close();
    throw error;
  }
}

async function lookAt(workbook: Workbook): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (const name of workbook.sheetNames.slice(0, MAX_SHEETS)) {
    const first = await firstRows(workbook.rows(name));
    sheets.push({ name, first, header: findHeader(first) });
  }
  return sheets;
}

async function firstRows(batches: TableRows): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of batches) {
    rows.push(...batch.slice(0, HEADER_WITHIN - rows.length));
    if (rows.length >= HEADER_WITHIN) break;
  }
  return rows;
}

/** The first sheet that is of a known family; of the workbook of 千牛 the orders (订单报表) and their lines (销售明细), in this order. */
function choose(sheets: readonly Sheet[]): FoundSheet[] {
  const found = sheets.flatMap(({ header, ...sheet }) => (header === null ? [] : [{ ...sheet, header }]));
  const ofFamily = (family: string): FoundSheet | undefined => found.find(({ header }) => header.shape.family === family);
  const orders = ofFamily('taobao-orders');
  const items = ofFamily('taobao-items');
  if (orders !== undefined && items !== undefined) return [orders, items];
  const [first] = found;
  if (first !== undefined) return [first];
  const filled = sheets.find((sheet) => sheet.first.length > 0);
  throw filled === undefined ? new FileUnreadable('empty') : new FileUnreadable('not-recognised', likelyHeader(filled.first));
}

function headOf(chosen: readonly FoundSheet[]): FileHead {
  const last = chosen.at(-1);
  if (last === undefined) throw new FileUnreadable('empty');
  const { header, name } = last;
  const family = chosen.length > 1 ? 'taobao-workbook' : header.shape.family;
  return { family, encoding: 'xlsx', sheet: name, headerRow: header.rowNo, columns: columnsOf(header) };
}

/** Where rows come from two sheets, each says from which: their numbers alone would not tell. */
async function* rowsOf(workbook: Workbook, chosen: readonly FoundSheet[]): AsyncGenerator<FileRow> {
  try {
    yield* fileRows(
      chosen.map(({ name, header }) => ({
        batches: workbook.rows(name),
        reader: new RowReader(header, chosen.length > 1 ? { 工作表: name } : {}),
        headerRow: header.rowNo,
      })),
    );
  } finally {
    await workbook.close();
  }
}
