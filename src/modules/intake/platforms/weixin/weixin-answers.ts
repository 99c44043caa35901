import type { ApiTokens, Verdict } from '../platform-api.js';
import { memberOf, wordOf } from './json-object.js';

const TOKEN_INVALID = [40001, 40014, 41001, 42001];
const BUSY = [-1, 45009, 45011];
const UNKNOWN_NUMBER = [10020000, 10020050, 10021050, 10021057];

/** The platform answers 200 whatever happened; `errcode` tells. */
export function judgeWeixinAnswer(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  const code = memberOf(body, 'errcode') ?? 0;
  if (status === 429 || status >= 500 || BUSY.some((busy) => busy === code)) return { kind: 'busy', retryAfterMs: retryAfterMs(headers) };
  if (TOKEN_INVALID.some((invalid) => invalid === code)) return { kind: 'token-expired' };
  if (UNKNOWN_NUMBER.some((unknown) => unknown === code)) return { kind: 'not-found' };
  if (status === 200 && code === 0 && typeof body === 'object' && body !== null) return { kind: 'answer', data: body };
  const detail = `HTTP ${status}, errcode ${wordOf(code)}: ${wordOf(memberOf(body, 'errmsg'))?.slice(0, 200)}`;
  return { kind: 'refused', fault: { code: 'api.refused', detail } };
}

export function weixinTokensIn(data: unknown, now: Date): ApiTokens | null {
  const accessToken = memberOf(data, 'access_token');
  const expiresIn = memberOf(data, 'expires_in');
  if (typeof accessToken !== 'string' || accessToken === '' || typeof expiresIn !== 'number') return null;
  return { accessToken, refreshToken: null, expiresAt: new Date(now.getTime() + expiresIn * 1_000) };
}

function retryAfterMs(headers: Readonly<Record<string, string>>): number | null {
  const seconds = headers['retry-after'] ?? '';
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}
