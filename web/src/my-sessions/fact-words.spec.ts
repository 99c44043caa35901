import { factInWords } from './fact-words.js';

const facts = [
  { metric: 'gmv_paid', value: 123_456, missing: null },
  { metric: 'net_paid', value: -250, missing: null },
  { metric: 'gpm', value: 102_880.5, missing: null },
  { metric: 'views', value: 1_200, missing: null },
  { metric: 'viewers', value: null, missing: 'unknown' },
  { metric: 'gmv_hour', value: null, missing: 'zero-denominator' },
  { metric: 'refund_amt', value: 0, missing: null },
] as const;

it.each([
  ['gmv_paid', 'yuan', '1,234.56'],
  ['net_paid', 'yuan', '−2.50'],
  ['gpm', 'yuan', '1,028.81'],
  ['views', 'count', '1,200'],
  ['viewers', 'count', '…'],
  ['gmv_hour', 'yuan', '—'],
  ['refund_amt', 'yuan', '0'],
  ['nothing like it', 'count', '…'],
] as const)('%s in a column of %s reads %s', (metric, unit, words) => {
  expect(factInWords(facts, metric, unit)).toBe(words);
});
