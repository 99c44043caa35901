import { fenFromYuan } from '../../../../kernel/money.js';
import type { FieldReader } from '../field-reader.js';

/** An amount as lines and refunds say it: fen, or the decimal text of another currency. */
export interface SaidAmount {
  readonly fen: number;
  readonly original: string | null;
}

const DECIMALS = 6;

/** Nothing is told as nothing, as an empty text or as zero. */
export function optionalDecimal(reader: FieldReader, name: string): string {
  return reader.optionalText(name) ? reader.decimal(name) : '0';
}

export function amountIn(currency: string, decimal: string, reader: FieldReader, name: string): SaidAmount {
  if (currency !== 'CNY') return { fen: 0, original: decimal };
  // Fen are exact or a fault: a third decimal of yuan is no amount of money.
  if (!/^\d{1,13}(\.\d{1,2}0*)?$/.test(decimal)) throw reader.fault(name, 'field.amount', 'must be yuan with at most two decimals');
  return { fen: fenFromYuan(decimal.replace(/(\.\d{2})0+$/, '$1')), original: null };
}

/** Exactly `total` without the parts; null if more would go than there is. Digits behind the point as many as needed. */
export function withoutParts(total: string, parts: readonly string[]): string | null {
  const rest = parts.reduce((left, part) => left - scaled(part), scaled(total));
  if (rest < 0n) return null;
  const digits = String(rest).padStart(DECIMALS + 1, '0');
  const behind = digits.slice(-DECIMALS).replace(/0+$/, '');
  const places = Math.max(behind.length, ...[total, ...parts].map((text) => text.split('.')[1]?.length ?? 0));
  const whole = digits.slice(0, -DECIMALS);
  return places === 0 ? whole : `${whole}.${digits.slice(-DECIMALS).slice(0, places)}`;
}

/** In millionths, the finest that FieldReader.decimal lets through. */
function scaled(text: string): bigint {
  const [whole = '0', behind = ''] = text.split('.');
  return BigInt(whole) * 10n ** BigInt(DECIMALS) + BigInt(behind.padEnd(DECIMALS, '0'));
}
