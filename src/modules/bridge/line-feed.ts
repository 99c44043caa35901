import type { Readable, Writable } from 'node:stream';
import type { Answer, Bridge } from './bridge.js';
import { type InputLine, inputLines } from './input-lines.js';
import type { Slots } from './slots.js';

export interface FeedCounts {
  ok: number;
  failed: number;
}

/**
 * Feeds the bridge from a stream and answers on another. A line holds its slot until its answer is handed over, and nothing is read
 * while there is no slot: neither a slow server nor a feeding program that reads no answers can fill the memory.
 */
export class LineFeed {
  readonly counts: FeedCounts = { ok: 0, failed: 0 };

  constructor(
    private readonly bridge: Bridge,
    private readonly slots: Slots,
    /** No further line is begun; those under way are finished. */
    private readonly stop: AbortSignal,
  ) {}

  async run(input: Readable, output: Writable): Promise<void> {
    // A reader that went away gets no answers, and will feed those lines again; that is its business, not our end.
    output.on('error', () => undefined);
    const underWay = new Set<Promise<void>>();
    try {
      await this.beginLines(input, output, underWay);
    } finally {
      await Promise.all(underWay);
    }
  }

  private async beginLines(input: Readable, output: Writable, underWay: Set<Promise<void>>): Promise<void> {
    const lines = inputLines(input);
    for (let line = await nextUnless(this.stop, lines); line !== null; line = await nextUnless(this.stop, lines)) {
      await this.slots.take();
      const work = this.pass(line, output).finally(() => this.slots.give());
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    }
  }

  private async pass(line: InputLine, output: Writable): Promise<void> {
    if (this.stop.aborted || line.text?.trim() === '') return;
    const answer = await this.bridge.pass(line);
    if (answer === null) return;
    this.counts[answer.result] += 1;
    await handOver(answer, output);
  }
}

/** The next line, or null at the end or the stop. The stream is not destroyed: on a socket the answers still go out. */
function nextUnless(stop: AbortSignal, lines: AsyncGenerator<InputLine>): Promise<InputLine | null> {
  if (stop.aborted) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const end = (): void => resolve(null);
    stop.addEventListener('abort', end, { once: true });
    const settle = (): void => stop.removeEventListener('abort', end);
    lines
      .next()
      .then(({ done, value }) => resolve(done === true ? null : value), reject)
      .finally(settle);
  });
}

function handOver(answer: Answer, output: Writable): Promise<void> {
  if (output.destroyed) return Promise.resolve();
  return new Promise((resolve) => output.write(`${JSON.stringify(answer)}\n`, () => resolve()));
}
