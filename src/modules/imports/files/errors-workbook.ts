import { type Column, writeWorkbook } from '../../../platform/spreadsheet/index.js';
import type { FileRow } from './file-row.js';

/** A row that did not count, and why, in the reader's language: for its own fault, or for that of another row of its order. */
export interface RefusedRow extends Pick<FileRow, 'rowNo' | 'cells'> {
  readonly reason: string;
}

const WORDS = {
  zh: {
    rowNo: '文件中的行号',
    reason: '未计入的原因',
    name: '未计入的行',
    first: (count: number) => `共 ${count} 行没有计入。改正后把整单的各行重新上传即可，已经计入的不会重复计算。`,
  },
  en: {
    rowNo: 'Row in the file',
    reason: 'Why it did not count',
    name: 'Rows that did not count',
    first: (count: number) =>
      `${count} rows did not count. Correct them and upload all rows of the order again; what counted does not count twice.`,
  },
} as const;

const REASON_WIDTH = 60;

/** The refused rows of a file as they stood in it, without what was never read of them, each with its number and what to do about it. */
export async function errorsWorkbook(rows: readonly RefusedRow[], language: 'zh' | 'en'): Promise<Buffer> {
  const words = WORDS[language];
  const names = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const columns: Column[] = [
    { heading: words.rowNo, kind: 'count', width: 14 },
    { heading: words.reason, kind: 'text', width: REASON_WIDTH },
    ...names.map((heading): Column => ({ heading, kind: 'id', width: 22 })),
  ];
  return writeWorkbook([
    {
      name: words.name,
      preamble: [[words.first(rows.length)]],
      columns,
      rows: rows.map(({ rowNo, cells, reason }) => [rowNo, reason, ...names.map((name) => cells[name] ?? '')]),
    },
  ]);
}
