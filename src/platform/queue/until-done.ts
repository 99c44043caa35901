import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_REST_MS = 200;

/**
 * Batch after batch, until one finds nothing. After one that was not full it rests as long as that took: under load what gathers meanwhile
 * is done together, for less each (a fold writes a cell once for all that touch it), and with nothing waiting nobody waits.
 * `batch` answers how much it did.
 */
export async function untilDone(fullBatch: number, batch: () => Promise<number>): Promise<void> {
  for (;;) {
    const startedAt = performance.now();
    const done = await batch();
    if (done === 0) return;
    if (done < fullBatch) await sleep(Math.min(performance.now() - startedAt, LONGEST_REST_MS));
  }
}
