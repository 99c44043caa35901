import type { Measure, Measures } from '../api/client.js';
import type { Additive, ExplainedEntry, ExplainedOrder } from '../api/explain.js';

/** How what is listed leads to the figure in the ranking: listed + not listed yet + not to be seen = whole. */
export interface Sums {
  readonly listed: number;
  readonly rest: number;
  readonly unseen: number;
  readonly whole: number;
}

export function measureOf(row: Additive & { readonly orders?: number | null }, measure: Measure): number {
  if (measure === 'net') return row.netFen;
  if (measure === 'paid') return row.paidFen;
  if (measure === 'refunded') return row.refundedFen;
  return measure === 'orders' ? (row.orders ?? 0) : row[measure];
}

/** What an order gives to the cell: its entries, corrections included. */
export function totalOf({ entries }: ExplainedOrder): Measures {
  const sum = (of: (entry: ExplainedEntry) => number): number => entries.reduce((total, entry) => total + of(entry), 0);
  const [paidFen, refundedFen] = [sum((entry) => entry.paidFen), sum((entry) => entry.refundedFen)];
  const counts = { orders: sum(({ orders }) => orders), lines: sum(({ lines }) => lines), quantity: sum(({ quantity }) => quantity) };
  return { paidFen, refundedFen, netFen: paidFen - refundedFen, ...counts };
}

/** The server tells what of fen, lines and pieces cannot be seen; of orders it is what is missing once all are listed. */
export function sumsOf(
  measure: Measure,
  { measures, remainder }: { readonly measures: Measures; readonly remainder: Additive },
  items: readonly Additive[],
  hasMore: boolean,
): Sums {
  const whole = measureOf(measures, measure);
  const listed = items.reduce((sum, item) => sum + measureOf(item, measure), 0);
  const missing = whole - listed;
  const unseen = measure === 'orders' ? (hasMore ? 0 : missing) : measureOf(remainder, measure);
  return { listed, unseen, rest: missing - unseen, whole };
}

/** An entry that takes back what an earlier one posted. */
export function isReversal({ paidFen, refundedFen, lines, quantity, orders }: ExplainedEntry): boolean {
  return [paidFen, refundedFen, lines, quantity, orders].some((value) => value < 0);
}
