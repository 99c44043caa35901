import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { FileUnreadable } from '../file-unreadable.js';
import type { SpooledFile } from './spooled-file.js';
import type { ZipEntry } from './zip-directory.js';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_LENGTH = 30;
const PIECE = 65_536;

/** A part of an archive, unpacked piece by piece as it is read: no more of it than the directory, which was judged before, says it is. */
export async function* unpacked(file: SpooledFile, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedPieces(file, entry, await contentAt(file, entry));
  let bytes = 0;
  for await (const piece of entry.method === 0 ? packed : inflated(packed, entry.name)) {
    bytes += piece.length;
    if (bytes > entry.unpackedBytes) throw new FileUnreadable('too-large-unpacked', `${entry.name} 比目录里写的大`);
    yield piece;
  }
  if (bytes < entry.unpackedBytes) throw new FileUnreadable('broken', `${entry.name} 不完整`);
}

/** Names and extra fields of a part's own header may differ from those of the directory. */
async function contentAt(file: SpooledFile, { at, name, method }: ZipEntry): Promise<number> {
  const header = await file.read(at, LOCAL_LENGTH);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new FileUnreadable('broken', `${name} 不在目录所说的位置`);
  if (method !== 0 && method !== 8) throw new FileUnreadable('broken', `${name} 的压缩方式 ${method} 不支持`);
  return at + LOCAL_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function* packedPieces(file: SpooledFile, { packedBytes }: ZipEntry, from: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < packedBytes; done += PIECE) yield await file.read(from + done, Math.min(PIECE, packedBytes - done));
}

async function* inflated(packed: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  // A fault of either side ends the reading below.
  pipeline(Readable.from(packed, { objectMode: false }), inflate, () => undefined);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    if (error instanceof FileUnreadable) throw error;
    throw new FileUnreadable('broken', `${name} 解压失败`);
  } finally {
    inflate.destroy();
  }
}
