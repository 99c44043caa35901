import { BridgeFault } from './bridge-fault.js';
import type { OutgoingEvent } from './canonical-event.js';
import { reasonOf } from './reason.js';
import { signedHeaders } from './standard-webhooks.js';
import { backoffMs, pause, retryAfterMs } from './waiting.js';

export interface SenderOptions {
  readonly baseUrl: URL;
  readonly shopId: string;
  readonly key: Buffer;
  readonly firstBackoffMs: number;
  /** Ends the waiting for a server that does not answer; until then an event is sent again and again. */
  readonly giveUp: AbortSignal;
  readonly log: (line: string) => void;
}

type Attempt =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

const REQUEST_TIMEOUT_MS = 30_000;
/** Of the server or of something in between: the next attempt may find it gone. */
const PASSING_STATUSES = new Set([408, 425, 500, 502, 504]);

/** Delivers events to `/webhooks/standard/{shopId}`: returns once the server has one, throws once it never will. */
export class EventSender {
  private readonly url: URL;
  private closedUntil = 0;
  private isReached = true;

  constructor(private readonly options: SenderOptions) {
    this.url = new URL(`/webhooks/standard/${encodeURIComponent(options.shopId)}`, options.baseUrl);
  }

  async send(event: OutgoingEvent): Promise<void> {
    let failures = 0;
    while (!this.options.giveUp.aborted) {
      const attempt = await this.attempt(event);
      if (attempt.kind === 'accepted') return;
      if (attempt.kind === 'refused') throw new BridgeFault(attempt.reason);
      if (attempt.kind === 'busy') await this.waitUntilOpen(attempt.retryAfterMs);
      else await pause(backoffMs((failures += 1), this.options.firstBackoffMs), this.options.giveUp);
    }
    throw new BridgeFault('stopped before the server had it: feed this message again');
  }

  private async attempt(event: OutgoingEvent): Promise<Attempt> {
    await this.waitUntilOpen(0);
    const attempt = await this.post(event);
    if (attempt.kind === 'failed' && this.isReached) this.options.log(`The server cannot be reached, trying on: ${attempt.reason}`);
    if (attempt.kind === 'accepted' && !this.isReached) this.options.log('The server is there again.');
    this.isReached = attempt.kind !== 'failed';
    return attempt;
  }

  private async post(event: OutgoingEvent): Promise<Attempt> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/json', ...signedHeaders(this.options.key, event, new Date()) },
        body: event.body,
        signal: AbortSignal.any([this.options.giveUp, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      });
      // Read to the end even where nothing is expected: only then can the connection be used again.
      return judge(response, await response.text());
    } catch (error) {
      return { kind: 'failed', reason: reasonOf(error) };
    }
  }

  /** A busy server is busy for all messages; each comes back a little later than it asked, not all in one instant. */
  private async waitUntilOpen(busyForMs: number): Promise<void> {
    this.closedUntil = Math.max(this.closedUntil, Date.now() + busyForMs);
    const delayMs = this.closedUntil - Date.now();
    if (delayMs > 0) await pause(delayMs + Math.random() * Math.min(delayMs / 4, 1_000), this.options.giveUp);
  }
}

function judge({ status, headers }: Response, body: string): Attempt {
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 429 || status === 503) return { kind: 'busy', retryAfterMs: retryAfterMs(headers.get('retry-after'), Date.now()) };
  if (PASSING_STATUSES.has(status)) return { kind: 'failed', reason: `answered ${status}` };
  return { kind: 'refused', reason: `the server refused it with ${status}: ${body.slice(0, 300)}` };
}
