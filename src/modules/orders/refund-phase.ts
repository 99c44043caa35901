import type { SaidHeader, SaidRefund, WordSource } from './said-order.js';

export const REFUND_PHASES = ['before-dispatch', 'after-dispatch'] as const;
export type RefundPhase = (typeof REFUND_PHASES)[number];

/** Statuses that do not themselves say that goods went out. */
const NOT_DISPATCHED: readonly SaidHeader['status'][] = ['created', 'paid', 'closed'];

/**
 * Whether the goods were on their way when the money went back. A line's own dispatch beats the order's. Without either the order's
 * status tells. What a person types is sold over the counter or already out of the house.
 */
export function refundPhase(refund: Pick<SaidRefund, 'lineNo' | 'succeededAt'>, header: SaidHeader, source: WordSource): RefundPhase {
  if (source === 'hand') return 'after-dispatch';
  const dispatchedAt = header.lines.find(({ lineNo }) => lineNo === refund.lineNo)?.shippedAt ?? header.shippedAt;
  if (dispatchedAt === null) return NOT_DISPATCHED.includes(header.status) ? 'before-dispatch' : 'after-dispatch';
  const isBefore = refund.succeededAt !== null && Date.parse(refund.succeededAt) < Date.parse(dispatchedAt);
  return isBefore ? 'before-dispatch' : 'after-dispatch';
}
