import { busy, refused } from '../api-answer.js';
import type { Verdict } from '../platform-api.js';
import { isJsonObject, wordOf } from '../pushed-json.js';

const SUCCESS = '10000';

/** The service is down or slow (20000, 20001, 50000), or it is asked too often (60000). */
const BUSY_CODES = new Set(['20000', '20001', '50000', '60000']);
const BUSY_REASONS = new Set(['isv.business-failed:20004', 'isv.business-failed:20045', 'isv.business-failed:20055']);

const TOKEN_REASONS = new Set(['isv.access-token-expired', 'isv.access-token-no-existed']);

/** Neither the order nor the after-sales case exists, or the order is another shop's. */
const UNKNOWN_REASONS = new Set([
  'isv.parameter-invalid:20001',
  'isv.parameter-invalid:20014',
  'isv.business-failed:20015',
  'isv.parameter-invalid:11003',
]);

export function douyinVerdict(status: number, headers: Readonly<Record<string, string>>, body: unknown): Verdict {
  if (status === 429 || status >= 500) return busy(headers);
  if (!isJsonObject(body)) return refused(`HTTP ${status} without JSON`);
  const { code, msg, sub_code: reason, sub_msg: detail, data } = body;
  if (text(code) === SUCCESS) return { kind: 'answer', data: data ?? null };
  if (TOKEN_REASONS.has(text(reason))) return { kind: 'token-expired' };
  if (UNKNOWN_REASONS.has(text(reason))) return { kind: 'not-found' };
  if (BUSY_CODES.has(text(code)) || BUSY_REASONS.has(text(reason))) return busy(headers);
  return refused([code, msg, reason, detail].map(text).join(' '));
}

function text(value: unknown): string {
  return wordOf(value) ?? '';
}
