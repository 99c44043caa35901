import { setTimeout as sleep } from 'node:timers/promises';
import { ApiFailure } from './api-failure.js';
import type { ApiWaits } from './api-waits.js';
import type { Ask } from './platforms/platform-api.js';

const MAX_ATTEMPTS = 4;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

/** A list takes many calls: one that finds the platform busy or away is made again, so that the whole list need not be. */
export function patientAsk(ask: Ask, waits: ApiWaits): Ask {
  return async (call) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask(call);
      } catch (error) {
        const waitMs = attempt === MAX_ATTEMPTS ? null : waitAfter(error, attempt);
        if (waitMs === null) throw error;
        await sleep(waits.ms(waitMs));
      }
    }
  };
}

/** null: not to be asked again soon. */
function waitAfter(error: unknown, attempt: number): number | null {
  if (!(error instanceof ApiFailure) || error.kind === 'closed' || error.kind === 'refused') return null;
  const waitMs = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
  return waitMs <= LONGEST_WAIT_MS ? waitMs : null;
}
