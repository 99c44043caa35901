import { busy, refused } from '../api-answer.js';
import type { Verdict } from '../platform-api.js';
import { isJsonObject, memberOf, wordOf } from '../pushed-json.js';

const TOKEN_INVALID = [40001, 40014, 41001, 42001];
const BUSY = [-1, 45009, 45011];
const UNKNOWN_NUMBER = [10020000, 10020050, 10021050, 10021057];

/** The platform answers 200 whatever happened; `errcode` tells. */
export function judgeWeixinAnswer(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  const code = memberOf(body, 'errcode') ?? 0;
  if (status === 429 || status >= 500 || BUSY.some((known) => known === code)) return busy(headers);
  if (TOKEN_INVALID.some((invalid) => invalid === code)) return { kind: 'token-expired' };
  if (UNKNOWN_NUMBER.some((unknown) => unknown === code)) return { kind: 'not-found' };
  if (status === 200 && code === 0 && isJsonObject(body)) return { kind: 'answer', data: body };
  const detail = `HTTP ${status}, errcode ${wordOf(code)}: ${wordOf(memberOf(body, 'errmsg'))?.slice(0, 200)}`;
  return refused(detail);
}
