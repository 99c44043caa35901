import type { BridgedLine, BridgedOrder } from './bridged-order.js';

/**
 * Platforms give one sum per refund; of an order that never left, it holds the freight too. What exceeds the goods of the line is
 * freight as far as the order had any. What exceeds both stays with the goods: the receiver shows it to a person.
 */
export function splitRefund(
  refundFen: number,
  line: BridgedLine,
  order: Pick<BridgedOrder, 'freightFen'>,
): { readonly amountFen: number; readonly freightFen: number } {
  const freightFen = Math.min(Math.max(refundFen - line.paidFen, 0), order.freightFen);
  return { amountFen: refundFen - freightFen, freightFen };
}
