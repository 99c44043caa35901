import type { Readable } from 'node:stream';

/** Far above any message with its details; a line without an end must not fill the memory. */
export const MAX_LINE_BYTES = 1_048_576;

export interface InputLine {
  readonly number: number;
  /** null: longer than any message can be, or not UTF-8. */
  readonly text: string | null;
}

const NEWLINE = 0x0a;

/** The lines of a stream, read no faster than they are taken. A last line without newline counts. */
export async function* inputLines(input: Readable): AsyncGenerator<InputLine> {
  const line = new GrowingLine();
  let number = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      line.add(chunk.subarray(start, end));
      yield { number: (number += 1), text: line.take() };
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (line.isBegun) yield { number: number + 1, text: line.take() };
}

class GrowingLine {
  private parts: Buffer[] = [];
  private bytes = 0;

  get isBegun(): boolean {
    return this.bytes > 0;
  }

  add(part: Buffer): void {
    this.bytes += part.length;
    if (this.bytes <= MAX_LINE_BYTES) this.parts.push(part);
    else this.parts = [];
  }

  take(): string | null {
    const text = this.bytes > MAX_LINE_BYTES ? null : decoded(Buffer.concat(this.parts));
    this.parts = [];
    this.bytes = 0;
    return text;
  }
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
