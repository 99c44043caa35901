import { setTimeout as pause } from 'node:timers/promises';

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 300;
const GIVES_UP_AFTER_MS = 150_000;

/** What became of the requests of a cycle. */
export interface Tally {
  acknowledged: number;
  /** Had no answer, a broken one, or were told to come back; each was sent again. */
  failed: number;
}

/** How a sender bears with a server that is away. An answer that no repetition can mend is a fault of the program. */
export class Patience {
  private waitMs = FIRST_WAIT_MS;
  private readonly endsAt = performance.now() + GIVES_UP_AFTER_MS;
  private readonly what: string;
  private readonly tally: Tally;

  constructor(what: string, tally: Tally) {
    this.what = what;
    this.tally = tally;
  }

  /** `passing`: the statuses that say "come back"; null, no answer, always does. */
  async untilNextTry(status: number | null, passing: readonly number[], body: unknown = null): Promise<void> {
    if (status !== null && !passing.includes(status))
      throw new Error(`${this.what} was answered with ${status} ${body === null ? '' : JSON.stringify(body)}`);
    if (performance.now() > this.endsAt)
      throw new Error(`${this.what} was not acknowledged in ${GIVES_UP_AFTER_MS} ms; last answer ${status}.`);
    this.tally.failed += 1;
    await pause(this.waitMs);
    this.waitMs = Math.min(this.waitMs * 1.5, LONGEST_WAIT_MS);
  }
}
