import { setTimeout as sleep } from 'node:timers/promises';

export interface PollOptions {
  readonly everyMs: number;
  readonly limitMs: number;
}

/** Asks until the answer is no longer null. Null when the time is up. */
export async function poll<T>(options: PollOptions, ask: () => T | null | Promise<T | null>): Promise<T | null> {
  const endsAt = performance.now() + options.limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() >= endsAt) return null;
    await sleep(options.everyMs);
  }
}
