import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileUnreadable } from '../file-unreadable.js';

/** A workbook's table of contents is at its end: the file has to be there as a whole, and is on disk, not in memory. */
export class SpooledFile {
  private constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {}

  /** The file has no name from the beginning, so that nothing of it is left behind, however the program ends. */
  static async of(bytes: AsyncIterable<Buffer>, maxBytes: number): Promise<SpooledFile> {
    const folder = await mkdtemp(join(tmpdir(), 'cunbo-import-'));
    const handle = await open(join(folder, 'workbook'), 'wx+', 0o600);
    try {
      await rm(folder, { recursive: true });
      let size = 0;
      for await (const chunk of bytes) {
        size += chunk.length;
        if (size > maxBytes) throw new FileUnreadable('too-large-unpacked', `${maxBytes} 字节`);
        await handle.write(chunk);
      }
      return new SpooledFile(handle, size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Exactly so many bytes; where the file ends before, it is broken. */
  async read(at: number, length: number): Promise<Buffer> {
    if (at < 0 || at + length > this.size) throw new FileUnreadable('broken', '压缩包不完整');
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.handle.read(buffer, 0, length, at);
    if (bytesRead < length) throw new FileUnreadable('broken', '压缩包不完整');
    return buffer;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
