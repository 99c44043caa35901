import { type Column, writeWorkbook } from '../../../platform/spreadsheet/index.js';
import type { FileRow, RowRefusal } from './file-row.js';
import { refusalWords } from './refusal-words.js';

/** A row that did not count, and why: for its own fault, or for that of another row of its order. */
export interface RefusedRow extends Pick<FileRow, 'rowNo' | 'cells'> {
  readonly refusal: RowRefusal;
}

const REASON_WIDTH = 60;

/** The refused rows of a file as they stood in it, without what was never read of them, each with its number and what to do about it. */
export async function errorsWorkbook(rows: readonly RefusedRow[]): Promise<Buffer> {
  const names = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const columns: Column[] = [
    { heading: '文件中的行号', kind: 'count', width: 14 },
    { heading: '未计入的原因', kind: 'text', width: REASON_WIDTH },
    ...names.map((heading): Column => ({ heading, kind: 'id', width: 22 })),
  ];
  return writeWorkbook([
    {
      name: '未计入的行',
      preamble: [[`共 ${rows.length} 行没有计入。改正后把整单的各行重新上传即可，已经计入的不会重复计算。`]],
      columns,
      rows: rows.map(({ rowNo, cells, refusal }) => [rowNo, refusalWords(refusal, 'zh'), ...names.map((name) => cells[name] ?? '')]),
    },
  ]);
}
