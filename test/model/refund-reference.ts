import type { Booking } from './bookings.js';
import { inScope, type Scope } from './scopes.js';

export const REFUND_GROUPINGS = ['reason', 'phase', 'merchant', 'product'] as const;
export type RefundGrouping = (typeof REFUND_GROUPINGS)[number];

export interface RefundScope extends Omit<Scope, 'platform'> {
  readonly by: RefundGrouping;
}

export interface RefundCell {
  readonly refundedFen: number;
  /** Exchanges and the like that gave no money back are none. */
  readonly refunds: number;
}

/** What was refunded and why, and of what. */
export interface Refunds {
  /** Refunds on lines without a product are under ''. */
  readonly items: ReadonlyMap<string, RefundCell>;
  readonly paidFen: number;
  readonly refundedFen: number;
  /** Refunded ÷ paid of what was paid in the range; null where that is nothing, and in the cash view, where refunds are of other payments. */
  readonly rate: number | null;
}

export function measureRefunds({ by, ...scope }: RefundScope, allBookings: readonly Booking[]): Refunds {
  const bookings = inScope(scope, allBookings);
  const sum = (valueOf: (booking: Booking) => number) => bookings.reduce((total, booking) => total + valueOf(booking), 0);
  const paidFen = sum((booking) => booking.paidFen);
  const refundedFen = sum((booking) => booking.refundedFen);
  return {
    items: groupRefunds(by, bookings),
    paidFen,
    refundedFen,
    rate: scope.refundView === 'cash' || paidFen === 0 ? null : refundedFen / paidFen,
  };
}

function groupRefunds(by: RefundGrouping, bookings: readonly Booking[]): Map<string, RefundCell> {
  const cells = new Map<string, RefundCell>();
  for (const booking of bookings) {
    const key = keyIn(by, booking);
    if (key === null) continue;
    const { refundedFen, refunds } = cells.get(key) ?? { refundedFen: 0, refunds: 0 };
    cells.set(key, { refundedFen: refundedFen + booking.refundedFen, refunds: refunds + 1 });
  }
  return cells;
}

/** Null for what gave no money back. */
function keyIn(by: RefundGrouping, { detail, refundedFen, merchant, product }: Booking): string | null {
  if (detail === null || refundedFen === 0) return null;
  switch (by) {
    case 'reason':
      return detail.reasonClass;
    case 'phase':
      return detail.phase;
    case 'merchant':
      return merchant;
    case 'product':
      return product ?? '';
  }
}
