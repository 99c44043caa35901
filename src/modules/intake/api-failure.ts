import type { MessageFault } from './platforms/platform-adapter.js';

/**
 * Why the platform's API gave no answer. `away`: not reached, or it failed; the whole shop waits for it. `busy`: too many questions; it said
 * when to come back, or not. `closed`: our credentials do not open it. `refused`: this question is wrong to it.
 */
export type ApiFailureKind = 'away' | 'busy' | 'closed' | 'refused';

const MAX_REASON = 300;

export class ApiFailure extends Error {
  readonly fault: MessageFault;

  constructor(
    readonly kind: ApiFailureKind,
    fault: MessageFault,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`${fault.code}: ${fault.detail}`);
    // A platform's own words may hold what the database takes none of.
    this.fault = { code: fault.code, detail: fault.detail.replaceAll('\0', '').toWellFormed() };
  }
}

/**
 * What reading the platform's answer about something came to. One that is not what its documentation promises ends in whatever error that makes:
 * a reason to show and to ask again, and no reason for the job to fail with everything beside it.
 */
export function failureOf(error: unknown, what: string): ApiFailure {
  if (error instanceof ApiFailure) return error;
  const reason = error instanceof Error ? error.message.slice(0, MAX_REASON) : 'unknown';
  return new ApiFailure('refused', { code: 'api.unreadable', detail: `The platform's answer about ${what} cannot be read: ${reason}` });
}
