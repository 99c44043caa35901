import type { Readable } from 'node:stream';
import type { OpenedFile } from './file-row.js';
import { fileRows } from './file-rows.js';
import { FileUnreadable } from './file-unreadable.js';
import { peek } from './first-bytes.js';
import { columnsOf, requireCountable } from './header.js';
import { RowReader } from './row-reader.js';
import { LOOKED_AT, recogniseText, textRows } from './text-table.js';
import { isOldOffice, refuseOldOffice } from './xlsx/old-office.js';
import { openWorkbook } from './xlsx/open-workbook.js';

export interface OpenFileOptions {
  /** For people only: what a file is, its first bytes tell. */
  readonly fileName: string;
  /** What a workbook may come to when unpacked, all its parts together. */
  readonly maxUnpackedBytes: number;
}

/** Opens an export file as the platform wrote it, or a spreadsheet program after it. Throws `FileUnreadable`, which closes the source. */
export async function openFile(source: Readable, { maxUnpackedBytes }: OpenFileOptions): Promise<OpenedFile> {
  try {
    const { first, all } = await peek(source, LOOKED_AT);
    if (first.length === 0) throw new FileUnreadable('empty');
    if (isOldOffice(first)) await refuseOldOffice(all);
    if (isArchive(first)) return await openWorkbook(all, maxUnpackedBytes);
    return openText(first, all, source);
  } catch (error) {
    source.destroy();
    throw error;
  }
}

function openText(first: Buffer, all: AsyncIterable<Buffer>, source: Readable): OpenedFile {
  const table = recogniseText(first);
  const { header, encoding } = table;
  requireCountable([header]);
  const head = { family: header.shape.family, encoding, sheet: null, headerRow: header.rowNo, columns: columnsOf(header) };
  const rows = fileRows([{ batches: textRows(all, table), reader: new RowReader(header), headerRow: header.rowNo }]);
  const close = async (): Promise<void> => {
    source.destroy();
  };
  return { head, rows, close };
}

function isArchive(first: Buffer): boolean {
  return first[0] === 0x50 && first[1] === 0x4b && (first[2] === 0x03 || first[2] === 0x05);
}
