import { type Decimal, parseDecimal } from './decimal.js';

/** Three ways of having no number. The fourth empty of the field, zero, is a number. */
export const EMPTIES = ['not-applicable', 'not-reported', 'withheld'] as const;
export type Empty = (typeof EMPTIES)[number];

/** As printed: 不适用, 未报送, 按规定不公布. */
export const SYMBOLS: Readonly<Record<Empty, string>> = { 'not-applicable': '—', 'not-reported': '…', withheld: '※' };
export const SYMBOL_MEANINGS: Readonly<Record<Empty, string>> = {
  'not-applicable': '“—”表示不适用',
  'not-reported': '“…”表示尚未报送',
  withheld: '“※”表示按规定不公布',
};

/** A decimal in text, exactly as given, or why there is none. */
export type CellValue = string;

export const CELL_VALUE = /^(?:-?\d{1,15}(?:\.\d{1,6})?|not-applicable|not-reported|withheld)$/;

export function emptyOf(value: CellValue): Empty | null {
  return EMPTIES.find((kind) => kind === value) ?? null;
}

export function numberOf(value: CellValue): Decimal | null {
  return parseDecimal(value);
}

const WRITTEN: Readonly<Record<string, Empty>> = {
  '—': 'not-applicable',
  '——': 'not-applicable',
  '–': 'not-applicable',
  '-': 'not-applicable',
  '/': 'not-applicable',
  不适用: 'not-applicable',
  '…': 'not-reported',
  '……': 'not-reported',
  '...': 'not-reported',
  未报送: 'not-reported',
  '※': 'withheld',
  不公布: 'withheld',
};

/** What somebody wrote into a cell of a table; null: neither a number nor one of the signs. An empty cell means what the table says it means. */
export function readCell(text: string, ifBlank: Empty): CellValue | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[−﹣]/, '-');
  const raw = text.trim();
  if (raw === '') return ifBlank;
  const empty = WRITTEN[raw] ?? WRITTEN[plain];
  if (empty !== undefined) return empty;
  const digits = plain.replace(/%$/, '').replace(/^\+/, '');
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits;
  return parseDecimal(grouped) === null ? null : grouped;
}
