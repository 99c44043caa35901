import type { Verdict } from '../platform-api.js';

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
  if (status === 429 || status >= 500) return { kind: 'busy', retryAfterMs: retryAfterMs(headers) };
  if (typeof body !== 'object' || body === null) return refused(`HTTP ${status} without JSON`);
  const { code, msg, sub_code: reason, sub_msg: detail, data } = body as Readonly<Record<string, unknown>>;
  if (text(code) === SUCCESS) return { kind: 'answer', data: data ?? null };
  if (TOKEN_REASONS.has(text(reason))) return { kind: 'token-expired' };
  if (UNKNOWN_REASONS.has(text(reason))) return { kind: 'not-found' };
  if (BUSY_CODES.has(text(code)) || BUSY_REASONS.has(text(reason))) return { kind: 'busy', retryAfterMs: retryAfterMs(headers) };
  return refused([code, msg, reason, detail].map(text).join(' '));
}

function refused(detail: string): Verdict {
  return { kind: 'refused', fault: { code: 'api.refused', detail: detail.trim().slice(0, 300) } };
}

function retryAfterMs(headers: Readonly<Record<string, string>>): number | null {
  const seconds = headers['retry-after'] ?? '';
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
