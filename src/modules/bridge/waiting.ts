import { setTimeout as wait } from 'node:timers/promises';

const MAX_BACKOFF_MS = 60_000;
const MAX_RETRY_AFTER_MS = 300_000;
const UNNAMED_RETRY_MS = 1_000;

/** Doubles with every failure, and differs from one message to the next, so that a server that comes back is not met by all at once. */
export function backoffMs(failures: number, firstMs: number): number {
  const ceiling = Math.min(firstMs * 2 ** (failures - 1), MAX_BACKOFF_MS);
  return ceiling * (0.5 + Math.random() / 2);
}

/** `Retry-After` in seconds or as a date; a busy server that names no time is given a second. Never without bound. */
export function retryAfterMs(header: string | null, now: number): number {
  const seconds = header === null || header.trim() === '' ? NaN : Number(header);
  const delayMs = Number.isNaN(seconds) ? Date.parse(header ?? '') - now : seconds * 1_000;
  return Number.isNaN(delayMs) ? UNNAMED_RETRY_MS : Math.min(Math.max(delayMs, 0), MAX_RETRY_AFTER_MS);
}

/** Waits, or returns early once the signal says that nobody waits any more. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(delayMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
