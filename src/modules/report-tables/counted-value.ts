import type { Growth, MeasuresDto } from '../rankings/index.js';
import { decimalText, growthPercent } from './decimal.js';
import type { ComputedCell } from './report-figures.js';
import type { CountedMeasure } from './report-table.js';
import { unitShift } from './report-table.rules.js';

/** Whole fen, or orders. */
export function measured({ netFen, paidFen, refundedFen, orders }: MeasuresDto, measure: CountedMeasure): number | null {
  return { net: netFen, paid: paidFen, refunded: refundedFen, orders }[measure];
}

/** Exact: 7547.3 万元 is 7547.30…, the point of the fen moved. */
export function countedLevel(value: number, measure: CountedMeasure, unit: string): string {
  const decimals = unitShift(measure, unit);
  if (decimals === null) return 'not-applicable';
  return trimmed(decimalText({ units: BigInt(value), decimals }));
}

/** A base that means nothing gives no rate, and the table says why. */
export function countedRate(value: number, growth: Growth | null): Pick<ComputedCell, 'rate' | 'noRate'> {
  if (growth === null) return { rate: 'not-applicable', noRate: null };
  if (growth.kind !== 'rate') return { rate: 'not-applicable', noRate: growth.kind };
  return { rate: trimmed(decimalText(growthPercent(value, growth.base))), noRate: null };
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
