import type { Empty } from '../api/reports.js';

const SIGNS: Readonly<Record<Empty, string>> = { 'not-applicable': '—', 'not-reported': '…', withheld: '※' };
const WRITTEN: Readonly<Record<string, Empty>> = {
  '': 'not-reported',
  '…': 'not-reported',
  '...': 'not-reported',
  '—': 'not-applicable',
  '——': 'not-applicable',
  '-': 'not-applicable',
  '/': 'not-applicable',
  '※': 'withheld',
  '*': 'withheld',
};

/** What is kept, as it stands in a cell that is being filled in. */
export function textOfValue(value: string): string {
  return Object.entries(SIGNS).find(([kind]) => kind === value)?.[1] ?? value;
}

/** What is kept of what was typed or pasted; null: neither a number nor a sign. */
export function valueOfText(text: string): string | null {
  const raw = text.trim();
  const plain = raw.normalize('NFKC').replace(/^[−﹣]/, '-');
  const empty = WRITTEN[raw] ?? WRITTEN[plain];
  if (empty !== undefined) return empty;
  const digits = plain.replace(/%$/, '').replace(/^\+/, '');
  const joined = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(joined) ? joined : null;
}
