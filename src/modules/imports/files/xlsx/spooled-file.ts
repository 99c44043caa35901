import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileUnreadable } from '../file-unreadable.js';

const BLOCK_BYTES = 16;

/**
 * A workbook's table of contents is at its end: the file has to be there as a whole, and is on disk, not in memory. Buyers stand in it, so what
 * is on disk is encrypted, by a key that is nowhere but here (in counter mode: any place of it can be read alone).
 */
export class SpooledFile {
  private constructor(
    private readonly handle: FileHandle,
    readonly size: number,
    private readonly key: Buffer,
  ) {}

  /** The file has no name from the beginning, so that nothing of it is left behind, however the program ends. */
  static async of(bytes: AsyncIterable<Buffer>, maxBytes: number): Promise<SpooledFile> {
    const folder = await mkdtemp(join(tmpdir(), 'cunbo-import-'));
    const handle = await open(join(folder, 'workbook'), 'wx+', 0o600);
    try {
      await rm(folder, { recursive: true });
      const key = randomBytes(32);
      const cipher = createCipheriv('aes-256-ctr', key, counterAt(0));
      let size = 0;
      for await (const chunk of bytes) {
        size += chunk.length;
        if (size > maxBytes) throw new FileUnreadable('too-large-unpacked', `${maxBytes} 字节`);
        await handle.write(cipher.update(chunk));
      }
      return new SpooledFile(handle, size, key);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Exactly so many bytes; where the file ends before, it is broken. */
  async read(at: number, length: number): Promise<Buffer> {
    if (at < 0 || at + length > this.size) throw new FileUnreadable('broken', '压缩包不完整');
    const before = at % BLOCK_BYTES;
    const buffer = Buffer.allocUnsafe(before + length);
    const { bytesRead } = await this.handle.read(buffer, 0, before + length, at - before);
    if (bytesRead < before + length) throw new FileUnreadable('broken', '压缩包不完整');
    const decipher = createDecipheriv('aes-256-ctr', this.key, counterAt((at - before) / BLOCK_BYTES));
    return decipher.update(buffer).subarray(before);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

/** The key is used for one file only, so the counter may begin at nought. */
function counterAt(block: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeBigUInt64BE(BigInt(block), BLOCK_BYTES - 8);
  return counter;
}
