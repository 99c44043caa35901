import type { Fact } from '../api/my-sessions.js';
import { formatCount, formatFen, NOT_APPLICABLE } from '../format/figures.js';

const NOT_REPORTED = '…';

/** A fact as it stands in a column of 元 or of counts: what nobody reported is told from what cannot be worked out. */
export function factInWords(facts: readonly Fact[], metric: string, unit: 'yuan' | 'count'): string {
  const fact = facts.find((known) => known.metric === metric);
  if (fact === undefined || fact.value === null) return fact?.missing === 'zero-denominator' ? NOT_APPLICABLE : NOT_REPORTED;
  const whole = Math.sign(fact.value) * Math.round(Math.abs(fact.value));
  return unit === 'yuan' ? formatFen(whole, 'yuan') : formatCount(whole);
}
