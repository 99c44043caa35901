import type { DayRange } from '../../kernel/business-day.js';
import { growthOf } from '../rankings/index.js';
import type { FigureDto, IndicatorMeasure } from './headline-indicator.dto.js';

export interface Sums {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly lines: number;
  readonly quantity: number;
}

export const NOTHING: Sums = { paidFen: 0, refundedFen: 0, lines: 0, quantity: 0 };

export function added(a: Sums, b: Sums): Sums {
  return {
    paidFen: a.paidFen + b.paidFen,
    refundedFen: a.refundedFen + b.refundedFen,
    lines: a.lines + b.lines,
    quantity: a.quantity + b.quantity,
  };
}

export function sumOf(all: Iterable<Sums>): Sums {
  let sum = NOTHING;
  for (const each of all) sum = added(sum, each);
  return sum;
}

export function valueOf({ paidFen, refundedFen }: Sums, measure: IndicatorMeasure): number {
  return measure === 'paid' ? paidFen : paidFen - refundedFen;
}

/** A figure with its growth by the rules of the rankings. */
export function figureOf(now: Sums, then: Sums, whole: Sums, measure: IndicatorMeasure, range: DayRange): FigureDto {
  const value = valueOf(now, measure);
  const wholeValue = valueOf(whole, measure);
  return {
    paidFen: now.paidFen,
    refundedFen: now.refundedFen,
    netFen: now.paidFen - now.refundedFen,
    lines: now.lines,
    quantity: now.quantity,
    value,
    share: wholeValue > 0 ? value / wholeValue : null,
    growth: growthOf({ measure, compare: 'yoy', range, value, base: valueOf(then, measure), baseLines: then.lines }),
  };
}
