// The server writes its log through a handle this program opened, so the log may lie where the server's account cannot go.
import { open, readFile, rename, stat } from 'node:fs/promises';
import { orOn } from './system-error.js';

const ROTATE_BYTES = 16 * 1024 * 1024;
const TAIL_LINES = 15;

export class ServerLog {
  private startOfAttempt = 0;

  constructor(readonly path: string) {}

  /** Keeps one older file. Only at a start: a running server keeps writing to the file it was given. */
  async rotate(): Promise<void> {
    if ((await this.size()) > ROTATE_BYTES) await rename(this.path, `${this.path}.1`);
  }

  /** Hands out a descriptor for one start of the server. */
  async lend<T>(use: (fd: number) => T): Promise<T> {
    const handle = await open(this.path, 'a', 0o600);
    try {
      this.startOfAttempt = await this.size();
      return use(handle.fd);
    } finally {
      await handle.close();
    }
  }

  /** The last lines of the latest start. */
  async readTail(): Promise<string> {
    const bytes = await orOn(['ENOENT'], readFile(this.path), Buffer.alloc(0));
    return bytes.subarray(this.startOfAttempt).toString('utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  }

  private async size(): Promise<number> {
    return (await orOn(['ENOENT'], stat(this.path), null))?.size ?? 0;
  }
}
