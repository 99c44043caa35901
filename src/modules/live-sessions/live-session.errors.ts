import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';
import type { LiveSession } from './live-session.schema.js';

const ERRORS = {
  'live-sessions.not-found': { status: 404, zh: '没有编号为 {id} 的直播场次。', en: 'There is no live session {id}.' },
  'live-sessions.unknown-host': {
    status: 400,
    zh: '经营主体 {merchantId} 没有编号为 {id} 的主播。',
    en: 'Merchant {merchantId} has no host {id}.',
  },
  'live-sessions.unknown-shop': {
    status: 400,
    zh: '经营主体 {merchantId} 没有编号为 {id} 的店铺。',
    en: 'Merchant {merchantId} has no shop {id}.',
  },
  'live-sessions.unknown-product': {
    status: 400,
    zh: '经营主体 {merchantId} 没有编号为 {id} 的产品。',
    en: 'Merchant {merchantId} has no product {id}.',
  },
  'live-sessions.ends-before-start': { status: 400, zh: '结束时间早于开始时间。', en: 'The session ends before it starts.' },
  'live-sessions.too-long': {
    status: 400,
    zh: '一场直播最长 {days} 天。请核对时间，或分成几场登记。',
    en: 'A session lasts at most {days} days. Check the times, or enter it as several sessions.',
  },
  'live-sessions.reading-elsewhere': {
    status: 400,
    zh: '读数时间 {at} 离本场开始时间 {startedAt} 太远。请核对时间和场次。',
    en: 'The reading of {at} is far from the start of the session, {startedAt}. Check the time and the session.',
  },
} as const satisfies ErrorTable<string>;

export class LiveSessionError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}

/** The session an address names, or the refusal. */
export function knownSession(session: LiveSession | null, id: string): LiveSession {
  if (session === null) throw new LiveSessionError('live-sessions.not-found', { id });
  return session;
}
