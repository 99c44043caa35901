import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'reconciliation.day': {
    status: 400,
    zh: '“{day}”不是可对账的日期，请写成 2026-11-20 的样式。',
    en: '{day} is not a day; write it like 2026-11-20.',
  },
  'reconciliation.day-to-come': { status: 400, zh: '{day} 还没有到。', en: '{day} is still to come.' },
  'reconciliation.range': { status: 400, zh: '起始日 {from} 晚于截止日 {to}。', en: 'The first day {from} is after the last day {to}.' },
  'reconciliation.range-too-long': {
    status: 400,
    zh: '一次最多查询 {maxDays} 天。',
    en: 'At most {maxDays} days can be asked for at once.',
  },
  'reconciliation.sum-differs': {
    status: 400,
    zh: '各订单金额合计 {sumFen} 分，与总额 {paidFen} 分不符。',
    en: 'The orders add up to {sumFen} fen, the total is {paidFen} fen.',
  },
  'reconciliation.count-differs': {
    status: 400,
    zh: '列出了 {listed} 个订单，与订单数 {orders} 不符。',
    en: '{listed} orders are listed, the total says {orders}.',
  },
  'reconciliation.order-twice': { status: 400, zh: '订单 {orderNo} 列了两次。', en: 'Order {orderNo} is listed twice.' },
  'reconciliation.no-api': {
    status: 409,
    zh: '平台 {platform} 没有可以查询的接口，请手工填写平台总额。',
    en: 'Platform {platform} has no API that could be asked; type in its total.',
  },
} as const satisfies ErrorTable<string>;

export class ReconciliationError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
