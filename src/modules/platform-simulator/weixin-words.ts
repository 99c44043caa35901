import type { RefundKind, RefundStep, SalesChannel, SimulatedOrder, SimulatedRefund } from './simulated-order.js';

export const WEIXIN_SCENES: Record<SalesChannel, number> = { other: 1, live: 2, 'short-video': 3, card: 4 };

/** 200 after payment, 250 before it. */
export function weixinOrderStatus({ status, paidAt }: SimulatedOrder): number {
  if (status === 'closed') return paidAt === null ? 250 : 200;
  return { created: 10, paid: 20, shipped: 30, completed: 100 }[status];
}

export const WEIXIN_AFTERSALE_TYPES: Record<RefundKind, string> = {
  refund: 'REFUND',
  return: 'RETURN',
  exchange: 'EXCHANGE',
  resend: 'RESHIP',
};

const WORDS_OF_REFUND: Record<RefundStep, string> = {
  applied: 'MERCHANT_PROCESSING',
  agreed: 'PLATFORM_REFUNDING',
  succeeded: 'MERCHANT_REFUND_SUCCESS',
  refused: 'MERCHANT_REJECT_REFUND',
  // The platform's spelling.
  withdrawn: 'USER_CANCELD',
};

const WORDS_OF_RETURN: Record<RefundStep, string> = {
  ...WORDS_OF_REFUND,
  agreed: 'USER_WAIT_RETURN',
  succeeded: 'MERCHANT_RETURN_SUCCESS',
  refused: 'MERCHANT_REJECT_RETURN',
};

export function weixinAftersaleStatus({ kind, step }: SimulatedRefund): string {
  if (kind === 'refund') return WORDS_OF_REFUND[step];
  return kind !== 'return' && step === 'succeeded' ? 'MERCHANT_EXCHANGE_SUCCESS' : WORDS_OF_RETURN[step];
}
