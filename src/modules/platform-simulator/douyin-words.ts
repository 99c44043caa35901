import type { OrderStatus, SimulatedOrder, SimulatedRefund } from './simulated-order.js';

const ORDER_STATUSES: Record<OrderStatus, number> = { created: 1, paid: 2, shipped: 3, closed: 4, completed: 5 };

export function douyinOrderStatus(order: SimulatedOrder): number {
  return ORDER_STATUSES[order.status];
}

/** 0 return of goods, 1 money only after dispatch, 2 money before dispatch, 3 exchange, 7 resend. */
export function douyinAftersaleType(order: SimulatedOrder, refund: SimulatedRefund): number {
  if (refund.kind === 'exchange') return 3;
  if (refund.kind === 'resend') return 7;
  if (refund.kind === 'return') return 0;
  return order.shippedAt === null || order.shippedAt > refund.appliedAt ? 2 : 1;
}

const AFTERSALE_STATUSES: Record<SimulatedRefund['step'], number> = { applied: 6, agreed: 7, succeeded: 12, refused: 27, withdrawn: 28 };

export function douyinAftersaleStatus(refund: SimulatedRefund): number {
  return AFTERSALE_STATUSES[refund.step];
}
