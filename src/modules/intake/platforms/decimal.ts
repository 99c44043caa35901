import { isFen } from '../../../kernel/money.js';
import type { FieldReader } from './field-reader.js';

/** Amounts of any currency, exactly: millionths in bigint, because 0.1 + 0.2 is not 0.3 in floats. */
const DECIMALS = 6;
const ONE = 10n ** BigInt(DECIMALS);
export const FEN = ONE / 100n;
/** Beyond any order in any currency. What is larger comes to no countable yuan, whatever the rate that is imported later. */
const MOST_UNITS = 10n ** 12n;
const DECIMAL = /^(-?)(\d{1,14})(?:\.(\d{1,6}))?$/;

/** An amount as a decimal text. It may be negative: platforms write refunds so. */
export function decimalOf(fields: FieldReader, name: string): bigint {
  const value = optionalDecimalOf(fields, name);
  if (value === null) throw fields.fault(name, 'field.required', 'is required');
  return value;
}

export function optionalDecimalOf(fields: FieldReader, name: string): bigint | null {
  const text = fields.optionalText(name) ?? '';
  if (text === '') return null;
  const value = parseDecimal(text);
  if (value === null) throw fields.fault(name, 'field.amount', 'must be a decimal number as a text, with at most six decimals');
  return value;
}

export function parseDecimal(text: string): bigint | null {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  if (sign === undefined) return null;
  const size = BigInt(whole) * ONE + BigInt(fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -size : size;
}

/** With two decimals, or more where the amount has more. */
export function decimalText(value: bigint): string {
  const size = value < 0n ? -value : value;
  const fraction = String(size % ONE)
    .padStart(DECIMALS, '0')
    .replace(/0{1,4}$/, '');
  return `${value < 0n ? '-' : ''}${size / ONE}.${fraction}`;
}

/** ISO 4217. */
export function currencyIn(order: FieldReader): string {
  const currency = order.optionalText('currency') ?? '';
  if (!/^[A-Z]{3}$/.test(currency)) throw order.fault('currency', 'order.currency', 'must be a currency code of three letters');
  return currency;
}

/** How an amount is said: in fen where the currency is CNY, else as its decimal text beside 0 fen. */
export interface SaidAmount {
  readonly fen: number;
  readonly original: string | null;
}

/** `name` is where the amount was found, or the last part of it: a fault names it. */
export function saidAmount(value: bigint, currency: string, fields: FieldReader, name: string): SaidAmount {
  if (value < 0n) throw fields.fault(name, 'field.amount', `comes to ${decimalText(value)}, less than nothing`);
  if (currency !== 'CNY') return { fen: 0, original: foreignText(value, currency, fields, name) };
  const fen = Number(value / FEN);
  if (value % FEN === 0n && isFen(fen)) return { fen, original: null };
  throw fields.fault(name, 'field.amount', `comes to ${decimalText(value)} yuan, which is no whole number of fen that can be counted`);
}

function foreignText(value: bigint, currency: string, fields: FieldReader, name: string): string {
  if (value <= MOST_UNITS * ONE) return decimalText(value);
  throw fields.fault(name, 'field.amount', `comes to ${decimalText(value)} ${currency}, more than ${MOST_UNITS}`);
}

export function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
