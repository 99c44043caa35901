import { Readable } from 'node:stream';
import { combineRows } from './combine-rows.js';
import type { FileHead, FileRow } from './file-row.js';
import { FileUnreadable } from './file-unreadable.js';
import { openFile } from './open-file.js';
import type { Combined } from './told-order.js';

export const ROOM = 50_000_000;

/** A file as it arrives. Pieces of seven bytes cut letters, line ends and marks in two wherever they can be cut. */
export function inPieces(bytes: Buffer, size = 65_536): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return Readable.from(pieces, { objectMode: false });
}

export async function readFile(bytes: Buffer | string, maxUnpackedBytes = ROOM): Promise<{ head: FileHead; rows: FileRow[] }> {
  const { head, rows } = await openFile(inPieces(Buffer.from(bytes)), { fileName: 'orders', maxUnpackedBytes });
  const read: FileRow[] = [];
  for await (const row of rows) read.push(row);
  return { head, rows: read };
}

/** What each order of a file comes to, by its number; rows without one by theirs. */
export async function readOrders(bytes: Buffer | string): Promise<Map<string, Combined>> {
  const { head, rows } = await readFile(bytes);
  return ordersOf(head, rows);
}

export function ordersOf({ family }: FileHead, rows: readonly FileRow[]): Map<string, Combined> {
  const byOrder = new Map<string, FileRow[]>();
  for (const row of rows) {
    const key = row.orderNo === '' ? `row ${row.rowNo}` : row.orderNo;
    byOrder.set(key, [...(byOrder.get(key) ?? []), row]);
  }
  return new Map([...byOrder].map(([key, ofOrder]) => [key, combineRows(family, ofOrder)]));
}

/** Why a file cannot be read; null where it can. */
export async function unreadable(bytes: Buffer | string, maxUnpackedBytes = ROOM): Promise<{ code: string; detail: string } | null> {
  try {
    await readFile(bytes, maxUnpackedBytes);
    return null;
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    return { code: error.code, detail: error.detail };
  }
}
