import { businessDayOf, type BusinessDay } from '../../kernel/business-day.js';
import { goodsFen, type SimulatedOrder } from './simulated-order.js';

export interface DayTotals {
  readonly paidFen: number;
  /** Goods only, on the day the money went back. */
  readonly refundedFen: number;
  /** Paid on this day. */
  readonly orders: number;
}

export interface BookTotals extends DayTotals {
  /** By day in Beijing. */
  readonly days: ReadonlyMap<BusinessDay, DayTotals>;
}

const NOTHING: DayTotals = { paidFen: 0, refundedFen: 0, orders: 0 };

/** What a ledger of these orders must come to. */
export function bookTotals(orders: readonly SimulatedOrder[]): BookTotals {
  const days = new Map<BusinessDay, DayTotals>();
  const add = (at: Date, part: Partial<DayTotals>): void => {
    const day = businessDayOf(at);
    days.set(day, plus(days.get(day) ?? NOTHING, { ...NOTHING, ...part }));
  };
  for (const order of orders) {
    if (order.paidAt !== null) add(order.paidAt, { paidFen: goodsFen(order), orders: 1 });
    for (const refund of order.refunds) if (refund.succeededAt !== null) add(refund.succeededAt, { refundedFen: refund.amountFen });
  }
  return { ...[...days.values()].reduce(plus, NOTHING), days };
}

export function plus(a: DayTotals, b: DayTotals): DayTotals {
  return { paidFen: a.paidFen + b.paidFen, refundedFen: a.refundedFen + b.refundedFen, orders: a.orders + b.orders };
}
