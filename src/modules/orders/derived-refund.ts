import type { SaidRefund } from './said-order.js';

const DERIVED = 'file:';

/**
 * An export of orders tells how much of a line went back in all, but not by which refunds: its reader makes a number of its own, `file:…`. What
 * the platform tells of by its own numbers, and that it succeeded, is the same money: the derived one counts only what it tells beyond that.
 * Looks at the set of refunds only, so that it does not matter which came first.
 */
export function withoutDerivedRefunds(refunds: readonly SaidRefund[]): SaidRefund[] {
  const known = new Map<string, number>();
  for (const { lineNo, amountFen } of refunds.filter((refund) => !isDerived(refund) && refund.status === 'succeeded'))
    known.set(lineNo, (known.get(lineNo) ?? 0) + amountFen);
  return refunds.flatMap((refund) => {
    const knownFen = isDerived(refund) ? known.get(refund.lineNo) : undefined;
    if (knownFen === undefined) return [refund];
    const amountFen = refund.amountFen - knownFen;
    // How many items and how much freight the rest was is not told.
    return amountFen > 0 ? [{ ...refund, amountFen, originalAmount: null, quantity: null, freightFen: 0 }] : [];
  });
}

function isDerived({ refundNo }: SaidRefund): boolean {
  return refundNo.startsWith(DERIVED);
}
