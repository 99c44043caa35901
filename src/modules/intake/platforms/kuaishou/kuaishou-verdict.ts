import { busy, refused } from '../api-answer.js';
import type { Verdict } from '../platform-api.js';
import { isJsonObject, wordOf } from '../pushed-json.js';

const SUCCESS = '1';

/** "Every token error of later calls", and also those of the refresh token, of which no renewal can help. */
const ACCESS_DENIED = '100200102';
const SERVER_ERROR = '100200500';
const UNKNOWN_REFUND = '300011';

const EXPIRED = /token\s*过期|鉴权失败/i;
const TOO_OFTEN = /exceed (qps|quota) limit/i;
const UNKNOWN = /order not found|订单不存在/i;

/** The platform documents few of its numbers; what it writes beside them is what its help pages go by. */
export function kuaishouVerdict(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  if (status === 429 || status >= 500) return busy(headers);
  if (!isJsonObject(body)) return refused(`HTTP ${status} without JSON`);
  const { result, error, error_msg: told, msg, ...rest } = body;
  const detail = text(told) || text(msg);
  if (text(result) === SUCCESS) return { kind: 'answer', data: 'data' in rest ? rest.data : rest };
  if (text(result) === SERVER_ERROR || TOO_OFTEN.test(detail)) return busy(headers);
  if (isExpired(text(result), detail)) return { kind: 'token-expired' };
  if (text(result) === UNKNOWN_REFUND || UNKNOWN.test(detail)) return { kind: 'not-found' };
  return refused([result, error, detail].map(text).join(' '));
}

function isExpired(result: string, detail: string): boolean {
  return EXPIRED.test(detail) || (result === ACCESS_DENIED && !/refresh/i.test(detail));
}

function text(value: unknown): string {
  return wordOf(value) ?? '';
}
