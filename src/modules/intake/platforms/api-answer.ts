import { unlessFaulty, FieldReader } from './field-reader.js';
import type { ApiTokens, Verdict } from './platform-api.js';

const LONGEST_PAUSE_SECONDS = 3_600;
const MAX_DETAIL = 300;

export function refused(detail: string, code = 'api.refused'): Verdict {
  return { kind: 'refused', fault: { code, detail: detail.trim().slice(0, MAX_DETAIL) } };
}

/** As long as the platform says, if it says so in seconds. */
export function busy(headers: Readonly<Record<string, string>>): Verdict {
  const told = headers['retry-after'] ?? '';
  const seconds = /^\d{1,5}(\.\d{1,6})?$/.test(told) ? Number(told) : null;
  // Longer than an hour is a page for people, not for the next call.
  const isSound = seconds !== null && seconds <= LONGEST_PAUSE_SECONDS;
  return { kind: 'busy', retryAfterMs: isSound ? Math.ceil(seconds * 1_000) : null };
}

/** Tokens as OAuth tells them, with how many seconds they last. They may be longer than any id. */
export function tokensFor(data: unknown, now: Date): ApiTokens | null {
  return unlessFaulty(() => {
    const answer = FieldReader.of(data, '');
    const accessToken = answer.optionalText('access_token') ?? '';
    const expiresAt = new Date(now.getTime() + answer.amount('expires_in') * 1_000);
    return accessToken === '' ? null : { accessToken, refreshToken: answer.optionalText('refresh_token') || null, expiresAt };
  });
}
