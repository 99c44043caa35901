import type { OrderStatus, RefundKind, SalesChannel, SimulatedRefund } from './simulated-order.js';

export const KUAISHOU_ORDER_STATUSES: Record<OrderStatus, number> = { created: 10, paid: 30, shipped: 40, completed: 70, closed: 80 };

export const KUAISHOU_CARRIERS: Record<SalesChannel, string> = {
  live: 'live',
  'short-video': 'shortVideo',
  card: 'itemCard',
  other: 'other',
};

export const KUAISHOU_HANDLING_WAYS: Record<RefundKind, number> = { return: 1, refund: 10, exchange: 3, resend: 4 };

export function kuaishouRefundStatus({ step, kind }: SimulatedRefund): number {
  if (step === 'agreed') return kind === 'return' ? 30 : 50;
  return { applied: 10, refused: 12, succeeded: 60, withdrawn: 70 }[step];
}
