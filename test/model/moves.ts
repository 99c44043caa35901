/** What a rule moves, as the difference of everything booked before and after it. */
import { computeBookings, type Booking } from './bookings.js';
import type { Action, Fact, World } from './facts.js';

export interface MovedCell {
  readonly merchant: string;
  readonly home: string;
  /** '' for none. */
  readonly origin: string;
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly lines: number;
}

export interface Moves {
  readonly orders: number;
  readonly lines: number;
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly from: readonly MovedCell[];
  readonly to: readonly MovedCell[];
}

export function expectedMoves(world: World, factsBefore: readonly Fact[], action: Action): Moves {
  const before = computeBookings(world, factsBefore);
  const after = computeBookings(world, [...factsBefore, action]);
  // A rule changes what bookings count for, never which there are, so both lists are of the same payments and refunds.
  const moved = before.flatMap((was, index) => {
    const is = after[index];
    return is && isAnything(was) && cellKey(was) !== cellKey(is) ? [{ was, is }] : [];
  });
  const from = sumByCell(moved.map(({ was }) => was));
  return {
    orders: new Set(moved.map(({ was }) => was.order)).size,
    lines: sum(from, 'lines'),
    paidFen: sum(from, 'paidFen'),
    refundedFen: sum(from, 'refundedFen'),
    from,
    to: sumByCell(moved.map(({ is }) => is)),
  };
}

export function cellKey({ merchant, home, origin }: Pick<MovedCell, 'merchant' | 'home' | 'origin'>): string {
  return [merchant, home, origin].join(' ');
}

function sumByCell(bookings: readonly Booking[]): MovedCell[] {
  const cells = new Map<string, MovedCell>();
  for (const booking of bookings) {
    const { merchant, home, origin } = booking;
    const sums = cells.get(cellKey(booking)) ?? { paidFen: 0, refundedFen: 0, lines: 0 };
    cells.set(cellKey(booking), {
      ...{ merchant, home, origin },
      paidFen: sums.paidFen + booking.paidFen,
      refundedFen: sums.refundedFen + booking.refundedFen,
      lines: sums.lines + booking.lines,
    });
  }
  return [...cells.values()];
}

function isAnything({ lines, refundedFen }: Booking): boolean {
  return lines > 0 || refundedFen > 0;
}

function sum(cells: readonly MovedCell[], measure: 'paidFen' | 'refundedFen' | 'lines'): number {
  return cells.reduce((total, cell) => total + cell[measure], 0);
}
