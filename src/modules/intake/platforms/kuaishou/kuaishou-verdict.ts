import type { Verdict } from '../platform-api.js';

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
  const busy: Verdict = { kind: 'busy', retryAfterMs: retryAfterMs(headers) };
  if (status === 429 || status >= 500) return busy;
  if (typeof body !== 'object' || body === null) return refused(`HTTP ${status} without JSON`);
  const { result, error, error_msg: told, msg, ...rest } = body as Readonly<Record<string, unknown>>;
  const detail = text(told) || text(msg);
  if (text(result) === SUCCESS) return { kind: 'answer', data: 'data' in rest ? rest.data : rest };
  if (text(result) === SERVER_ERROR || TOO_OFTEN.test(detail)) return busy;
  if (isExpired(text(result), detail)) return { kind: 'token-expired' };
  if (text(result) === UNKNOWN_REFUND || UNKNOWN.test(detail)) return { kind: 'not-found' };
  return refused([result, error, detail].map(text).join(' '));
}

function isExpired(result: string, detail: string): boolean {
  return EXPIRED.test(detail) || (result === ACCESS_DENIED && !/refresh/i.test(detail));
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
