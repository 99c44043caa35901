import { dayOf } from './instants.ts';
import type { Line, Order } from './order-book.ts';

/** The additive measures of one cell, and its distinct orders. */
export interface Cell {
  paidFen: number;
  refundedFen: number;
  orders: number;
  lines: number;
  quantity: number;
}

/** By member ('' for what has none: a line without an origin). */
export type Cells = ReadonlyMap<string, Cell>;

export interface View {
  readonly title: string;
  /** The ranking that shows it. */
  readonly subject: 'merchants' | 'counties';
  readonly basis: 'merchant' | 'origin';
  readonly refundView: 'cash' | 'cohort';
  readonly memberOf: (order: Order, line: Line) => string;
}

const homeCounty = (order: Order): string => order.seller.divisionCode.slice(0, 6);
const originCounty = (_order: Order, line: Line): string => line.item.originCode?.slice(0, 6) ?? '';

export const VIEWS: readonly View[] = [
  { title: 'merchants', subject: 'merchants', basis: 'merchant', refundView: 'cash', memberOf: (order) => order.seller.merchantId },
  { title: 'home counties', subject: 'counties', basis: 'merchant', refundView: 'cash', memberOf: homeCounty },
  { title: 'origin counties', subject: 'counties', basis: 'origin', refundView: 'cash', memberOf: originCounty },
  { title: 'origin counties, refunds by pay day', subject: 'counties', basis: 'origin', refundView: 'cohort', memberOf: originCounty },
];

/** What a ranking of the view must show for each day: plain sums over the book, one order after the other. */
export function expectedByDay(orders: readonly Order[], view: View): ReadonlyMap<string, Cells> {
  const days = new Map<string, Map<string, Cell>>();
  const cellOf = (day: string, member: string): Cell => {
    const cells = days.get(day) ?? days.set(day, new Map()).get(day)!;
    return cells.get(member) ?? cells.set(member, emptyCell()).get(member)!;
  };
  for (const order of orders) addOrder(order, view, cellOf);
  return days;
}

function addOrder(order: Order, { refundView, memberOf }: View, cellOf: (day: string, member: string) => Cell): void {
  if (order.paidAt === null) return;
  const payDay = dayOf(order.paidAt);
  for (const line of order.lines) {
    const cell = cellOf(payDay, memberOf(order, line));
    cell.paidFen += line.paidFen;
    cell.lines += 1;
    cell.quantity += line.quantity;
  }
  for (const member of new Set(order.lines.map((line) => memberOf(order, line)))) cellOf(payDay, member).orders += 1;
  for (const { lineNo, amountFen, succeededAt } of order.refunds.filter(({ status }) => status === 'succeeded')) {
    const line = order.lines.find((one) => one.lineNo === lineNo)!;
    cellOf(refundView === 'cash' ? dayOf(succeededAt) : payDay, memberOf(order, line)).refundedFen += amountFen;
  }
}

export const emptyCell = (): Cell => ({ paidFen: 0, refundedFen: 0, orders: 0, lines: 0, quantity: 0 });

/** All of a day: everything adds up except orders, which are counted once. */
export function totalOf(cells: Cells, orders: number): Cell {
  const total = { ...emptyCell(), orders };
  for (const cell of cells.values()) {
    total.paidFen += cell.paidFen;
    total.refundedFen += cell.refundedFen;
    total.lines += cell.lines;
    total.quantity += cell.quantity;
  }
  return total;
}
