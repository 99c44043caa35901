import { Readable } from 'node:stream';
import { inputLines, MAX_LINE_BYTES } from './input-lines.js';

async function read(chunks: Iterable<Buffer | string>): Promise<(string | null)[]> {
  const texts: (string | null)[] = [];
  const buffers = [...chunks].map((chunk) => Buffer.from(chunk));
  for await (const { text } of inputLines(Readable.from(buffers, { objectMode: false }))) texts.push(text);
  return texts;
}

describe('The lines of a stream', () => {
  it('are the same however the bytes arrive', async () => {
    const bytes = Buffer.from('{"a":"小米"}\n\n{"b":"陶瓷"}\r\nlast');
    const lines = ['{"a":"小米"}', '', '{"b":"陶瓷"}\r', 'last'];
    expect(await read([bytes])).toEqual(lines);
    expect(await read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(lines);
  });

  it('are numbered from 1', async () => {
    const numbers: number[] = [];
    for await (const { number } of inputLines(Readable.from([Buffer.from('a\nb\nc')]))) numbers.push(number);
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('end with the last newline', async () => {
    expect(await read(['a\n'])).toEqual(['a']);
    expect(await read([])).toEqual([]);
  });

  it('are given without text when they are too long or not UTF-8, and the next one is whole again', async () => {
    const half = 'x'.repeat(MAX_LINE_BYTES / 2);
    expect(await read([half, half, 'x\n', 'after\n'])).toEqual([null, 'after']);
    expect((await read([half, half, '\n']))[0]).toHaveLength(MAX_LINE_BYTES);
    expect(await read([Buffer.from([0x22, 0xff, 0x22, 0x0a]), 'after'])).toEqual([null, 'after']);
  });
});
