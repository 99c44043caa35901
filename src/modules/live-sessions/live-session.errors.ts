import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

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
} as const satisfies ErrorTable<string>;

export class LiveSessionError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
