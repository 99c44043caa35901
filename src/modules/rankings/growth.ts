import type { DayRange } from '../../kernel/business-day.js';
import type { Comparison, Measure } from './ranking-query.js';

/** Growth on the ranking's measure. `base` is the value in the compared range (fen for money measures). */
export type Growth =
  | { readonly kind: 'rate'; readonly rate: number; readonly base: number }
  | { readonly kind: 'not-comparable' | 'new' | 'small-base'; readonly base: number };

export interface GrowthFacts {
  readonly measure: Measure;
  readonly compare: Comparison;
  readonly range: DayRange;
  readonly value: number;
  readonly base: number;
  readonly baseLines: number;
}

const SMALL_BASE_FEN = 1_000_000;
const SMALL_BASE_LINES = 5;
const MONEY: readonly Measure[] = ['net', 'paid', 'refunded'];

/**
 * First match wins (facts of the field: 《通报》 practice): a base that means nothing is not divided by. Spring Festival moves
 * between January and February, so neither month alone is compared with last year's.
 */
export function growthOf(facts: GrowthFacts): Growth | null {
  const { base, value } = facts;
  if (base < 0 || (facts.compare === 'yoy' && isWithinFestivalMonth(facts.range))) return { kind: 'not-comparable', base };
  if (base === 0) return value === 0 ? null : { kind: 'new', base };
  if ((MONEY.includes(facts.measure) && base < SMALL_BASE_FEN) || facts.baseLines < SMALL_BASE_LINES) return { kind: 'small-base', base };
  return { kind: 'rate', rate: value / base - 1, base };
}

function isWithinFestivalMonth({ from, to }: DayRange): boolean {
  const month = from.slice(5, 7);
  return from.slice(0, 7) === to.slice(0, 7) && (month === '01' || month === '02');
}
