import type { Readable } from 'node:stream';

export interface PeekedSource {
  /** At least as many bytes as were asked for, or all there are. */
  readonly first: Buffer;
  /** Everything from the beginning, once. Who stops early closes the source. */
  readonly all: AsyncIterable<Buffer>;
}

/** The first bytes of a source, which is then read on as if nobody had looked. */
export async function peek(source: Readable, bytes: number): Promise<PeekedSource> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<unknown>;
  const seen: Buffer[] = [];
  let length = 0;
  let isWhole = false;
  while (length < bytes && !isWhole) {
    const next = await chunks.next();
    if (next.done === true) {
      isWhole = true;
      continue;
    }
    const chunk = bytesOf(next.value);
    seen.push(chunk);
    length += chunk.length;
  }
  const first = Buffer.concat(seen);
  return { first, all: rest(first, chunks) };
}

async function* rest(first: Buffer, chunks: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield bytesOf(next.value);
  } finally {
    await chunks.return?.();
  }
}

function bytesOf(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return Buffer.from(String(chunk), 'utf8');
}
