import type { OrderStatus, RefundKind, RefundStep, SimulatedOrder, SimulatedRefund } from './simulated-order.js';

export const TIKTOK_ORDER_STATUSES: Record<OrderStatus, string> = {
  created: 'UNPAID',
  paid: 'AWAITING_SHIPMENT',
  shipped: 'IN_TRANSIT',
  completed: 'COMPLETED',
  closed: 'CANCELLED',
};

export const TIKTOK_RETURN_TYPES: Record<RefundKind, string> = {
  refund: 'REFUND',
  return: 'RETURN_AND_REFUND',
  exchange: 'REPLACEMENT',
  resend: 'REPLACEMENT',
};

/** Money back before dispatch is a cancellation, everything else a return. */
export function isCancellation(order: SimulatedOrder, { kind, appliedAt }: SimulatedRefund): boolean {
  return kind === 'refund' && (order.shippedAt === null || order.shippedAt > appliedAt);
}

const RETURN_STATUSES: Record<RefundStep, string> = {
  applied: 'RETURN_OR_REFUND_REQUEST_PENDING',
  agreed: 'AWAITING_BUYER_SHIP',
  succeeded: 'RETURN_OR_REFUND_REQUEST_COMPLETE',
  refused: 'REFUND_OR_RETURN_REQUEST_REJECT',
  withdrawn: 'RETURN_OR_REFUND_REQUEST_CANCEL',
};

const REPLACEMENT_STATUSES: Record<RefundStep, string> = {
  applied: 'REPLACEMENT_REQUEST_PENDING',
  agreed: 'AWAITING_BUYER_SHIP',
  succeeded: 'REPLACEMENT_REQUEST_COMPLETE',
  refused: 'REPLACEMENT_REQUEST_REJECT',
  withdrawn: 'REPLACEMENT_REQUEST_CANCEL',
};

export function tiktokReturnStatus({ kind, step }: SimulatedRefund): string {
  return kind === 'exchange' || kind === 'resend' ? REPLACEMENT_STATUSES[step] : RETURN_STATUSES[step];
}

/** A seller who refuses a cancellation ends it like a buyer who takes it back. */
export const TIKTOK_CANCEL_STATUSES: Record<RefundStep, string> = {
  applied: 'CANCELLATION_REQUEST_PENDING',
  agreed: 'CANCELLATION_REQUEST_SUCCESS',
  succeeded: 'CANCELLATION_REQUEST_COMPLETE',
  refused: 'CANCELLATION_REQUEST_CANCEL',
  withdrawn: 'CANCELLATION_REQUEST_CANCEL',
};
