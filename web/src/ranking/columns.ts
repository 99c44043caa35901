import type { Measure, Measures, Ranking, RankingItem } from '../api/client.js';
import { moneyUnitFor, type MoneyUnit } from '../format/figures.js';

export type MoneyMeasure = 'net' | 'paid' | 'refunded';
export type CountMeasure = 'orders' | 'lines' | 'quantity';
export const MONEY_MEASURES: readonly MoneyMeasure[] = ['net', 'paid', 'refunded'];
export const COUNT_MEASURES: readonly CountMeasure[] = ['orders', 'lines', 'quantity'];

export function fenOf(row: Measures, measure: MoneyMeasure): number {
  return { net: row.netFen, paid: row.paidFen, refunded: row.refundedFen }[measure];
}

export function countOf(row: Measures, measure: CountMeasure): number | null {
  return row[measure];
}

export function isMoney(measure: Measure): measure is MoneyMeasure {
  return measure === 'net' || measure === 'paid' || measure === 'refunded';
}

export function valueOf(row: Measures, measure: Measure): number | null {
  return isMoney(measure) ? fenOf(row, measure) : countOf(row, measure);
}

/**
 * Net, paid and refunded are read against each other, so the three columns share one unit: that of the largest member.
 * The total would make it coarser than the rows can bear.
 */
export function moneyUnitOf({ items, total }: Ranking): MoneyUnit {
  const rows: readonly Measures[] = items.length === 0 ? [total] : items;
  return moneyUnitFor(rows.flatMap((row) => MONEY_MEASURES.map((measure) => fenOf(row, measure))));
}

export function shareOf(row: Measures, ranking: Ranking): number | null {
  const [value, whole] = [valueOf(row, ranking.measure), valueOf(ranking.total, ranking.measure)];
  return value === null || whole === null || whole <= 0 ? null : value / whole;
}

/** Bars are drawn against the largest share, or 117 counties would all be slivers; the printed share tells the whole. */
export function largestShare(items: readonly RankingItem[]): number {
  return items.reduce((largest, { share }) => Math.max(largest, share ?? 0), 0);
}
