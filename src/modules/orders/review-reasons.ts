import type { Language } from '../../kernel/domain-error.js';

/** Everything an order can be put on the review list for, and why, as a person reads it. Rules: review-flags.ts. */
export const REVIEW_REASONS = {
  'amount-changed-after-payment': {
    zh: '付款之后平台又报了不同的成交金额，按最新一次计入。',
    en: 'After the payment the platform told of another amount; the latest is counted.',
  },
  'closed-without-refund': {
    zh: '订单已付款后关闭，但退款少于实付金额，差额仍计为成交。',
    en: 'The order was closed after payment, but less was refunded than paid; the difference still counts as sold.',
  },
  'deposit-without-payment': {
    zh: '订单未付尾款即关闭，定金未计入成交。',
    en: 'The order was closed without payment although a deposit was paid; the deposit is not counted.',
  },
  'exchange-with-money': {
    zh: '换货或补发却带有退款金额，已按所报金额计入退款。',
    en: 'An exchange or resend came with an amount; it is counted as a refund, as said.',
  },
  'freight-over-refund': {
    zh: '所退运费合计超过订单运费；运费不计入退款金额。',
    en: 'More freight was refunded than the order’s freight; freight is never part of the refunded amount.',
  },
  'no-exchange-rate': {
    zh: '订单使用外币，付款日还没有汇率，暂不计入；导入汇率后自动计入。',
    en: 'The order is in another currency and its day of payment has no exchange rate yet: it is not counted until one is imported.',
  },
  'over-refund': {
    zh: '子订单的退款合计超过其实付金额，已按所报金额计入。',
    en: 'The refunds of a line come to more than was paid for it; they are counted as said.',
  },
  'refund-before-payment': {
    zh: '退款成功时间早于付款时间。',
    en: 'A refund succeeded earlier than the order was paid.',
  },
  'refund-of-unknown-line': {
    zh: '退款所指的子订单不在订单里，或已不在。',
    en: 'A refund names a line that is not, or no longer, in the order.',
  },
  'refund-without-payment': {
    zh: '订单没有付款记录却有成功的退款，退款暂不计入。',
    en: 'A refund succeeded on an order without payment; it is not counted.',
  },
  'shipped-after-closed': {
    zh: '订单关闭之后又有发货记录。',
    en: 'The order was shipped after it had been closed.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type ReviewFlag = keyof typeof REVIEW_REASONS;

export const REVIEW_FLAGS = Object.keys(REVIEW_REASONS).filter(isReviewFlag);

export function isReviewFlag(code: string): code is ReviewFlag {
  return Object.hasOwn(REVIEW_REASONS, code);
}
