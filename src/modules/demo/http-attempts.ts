import { setTimeout as wait } from 'node:timers/promises';
import { DemoError } from './demo.errors.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: URL;
  /** Made anew for every attempt: a signature with its time grows stale. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Attempt =
  | { readonly kind: 'answered'; readonly answer: HttpAnswer }
  | { readonly kind: 'busy'; readonly answer: HttpAnswer; readonly retryAfterMs: number }
  | { readonly kind: 'failed'; readonly reason: string };

const MAX_BUSY_ANSWERS = 60;
const MAX_FAILURES = 6;
const FIRST_BACKOFF_MS = 200;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Asks until there is an answer. 429 and 503 are asked again when they say so, a broken connection after a growing pause; every
 * other status is an answer. The signal ends the waiting; a request under way is allowed to finish.
 */
export async function sendUntilAnswered(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let busyAnswers = 0;
  let failures = 0;
  for (;;) {
    const attempt = await attemptOnce(request);
    if (attempt.kind === 'answered') return attempt.answer;
    if (attempt.kind === 'busy') {
      busyAnswers += 1;
      if (busyAnswers >= MAX_BUSY_ANSWERS || signal.aborted) return attempt.answer;
      await pause(attempt.retryAfterMs, signal);
    } else {
      failures += 1;
      if (failures >= MAX_FAILURES || signal.aborted) throw new DemoError('simulate.unreachable', `${nameOf(request)}: ${attempt.reason}`);
      await pause(FIRST_BACKOFF_MS * 2 ** failures, signal);
    }
  }
}

async function attemptOnce(request: HttpRequest): Promise<Attempt> {
  try {
    const { method, url, headers, body } = request;
    const response = await fetch(url, { method, headers: headers(), body, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    // Read to the end even where nothing is expected: only then can the connection be used again.
    const answer = { status: response.status, body: parseBody(await response.text()) };
    const isBusy = response.status === 429 || response.status === 503;
    return isBusy
      ? { kind: 'busy', answer, retryAfterMs: retryAfterMsOf(response.headers.get('retry-after')) }
      : { kind: 'answered', answer };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** Seconds or a date, as HTTP allows; a busy server that names no time is given one second. */
export function retryAfterMsOf(header: string | null, now: number = Date.now()): number {
  const seconds = Number(header ?? '1');
  const delayMs = Number.isNaN(seconds) ? Date.parse(header ?? '') - now : seconds * 1_000;
  return Math.min(Math.max(Number.isNaN(delayMs) ? 1_000 : delayMs, 50), 60_000);
}

/** Waits, or returns early when the run is being stopped. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(delayMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

export function nameOf(request: HttpRequest): string {
  return `${request.method} ${request.url.pathname}`;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `fetch failed` alone says nothing; the system's reason is in its cause. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const message = 'message' in error ? String(error.message) : 'failed';
  return 'cause' in error && error.cause !== undefined ? `${message} (${reasonOf(error.cause)})` : message;
}
