import type { MessageFault } from './platforms/platform-adapter.js';

/**
 * Why the platform's API gave no answer. `away`: not reached, or it failed; the whole shop waits for it. `busy`: too many questions; it said
 * when to come back, or not. `closed`: our credentials do not open it. `refused`: this question is wrong to it.
 */
export type ApiFailureKind = 'away' | 'busy' | 'closed' | 'refused';

export class ApiFailure extends Error {
  constructor(
    readonly kind: ApiFailureKind,
    readonly fault: MessageFault,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`${fault.code}: ${fault.detail}`);
  }
}
