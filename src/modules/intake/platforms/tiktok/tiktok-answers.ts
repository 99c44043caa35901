import { busy, refused } from '../api-answer.js';
import type { ApiTokens, Verdict } from '../platform-api.js';
import { memberOf, wordOf } from '../pushed-json.js';

const TOKEN_INVALID = [105000, 105001, 105002];
const BUSY = [36009002, 36009003];
// Below it a time to live, above it a moment.
const EARLIEST_MOMENT = 1_000_000_000;

/** `code` tells more than the HTTP status; 0 is success. */
export function judgeTiktokAnswer(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  const code = memberOf(body, 'code');
  if (status === 429 || status >= 500 || BUSY.some((known) => known === code)) return busy(headers);
  if (status === 401 || TOKEN_INVALID.some((invalid) => invalid === code)) return { kind: 'token-expired' };
  if (status === 404) return { kind: 'not-found' };
  if (status === 200 && code === 0) return { kind: 'answer', data: memberOf(body, 'data') ?? {} };
  const detail = `HTTP ${status}, code ${wordOf(code)}: ${wordOf(memberOf(body, 'message'))?.slice(0, 200)}`;
  return refused(detail);
}

export function tiktokTokensIn(data: unknown, now: Date): ApiTokens | null {
  const accessToken = memberOf(data, 'access_token');
  const refreshToken = memberOf(data, 'refresh_token');
  const expiry = memberOf(data, 'access_token_expire_in');
  if (typeof accessToken !== 'string' || accessToken === '' || typeof expiry !== 'number') return null;
  const expiresAt = new Date(expiry < EARLIEST_MOMENT ? now.getTime() + expiry * 1_000 : expiry * 1_000);
  return { accessToken, refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null, expiresAt };
}
