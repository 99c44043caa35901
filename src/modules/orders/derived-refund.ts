import type { SaidRefund } from './said-order.js';

const DERIVED = 'file:';

/**
 * An export of orders tells how much of a line went back, but not by which refund: its reader makes a number of its own, `file:…`. Where the
 * platform tells of a refund of that line by the platform's own number, and that it succeeded, it is the same money, and the derived one does
 * not count beside it. Looks at the set of refunds only, so that it does not matter which came first.
 */
export function withoutDerivedRefunds(refunds: readonly SaidRefund[]): SaidRefund[] {
  const known = new Set(refunds.filter((refund) => !isDerived(refund) && refund.status === 'succeeded').map(({ lineNo }) => lineNo));
  return refunds.filter((refund) => !isDerived(refund) || !known.has(refund.lineNo));
}

function isDerived({ refundNo }: SaidRefund): boolean {
  return refundNo.startsWith(DERIVED);
}
