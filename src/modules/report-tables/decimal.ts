/** A decimal number, exact: `units` of 10^-`decimals`. Published figures are never floats; they are rounded at display alone. */
export interface Decimal {
  readonly units: bigint;
  readonly decimals: number;
}

/** Ten decimals: fen in 亿元. */
const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/;
/** Beyond what any figure of a report needs; a quotient is cut there. */
const QUOTIENT_DECIMALS = 8;

export const ZERO: Decimal = { units: 0n, decimals: 0 };

export function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), decimals: fraction.length };
}

export function decimalText({ units, decimals }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function add(a: Decimal, b: Decimal): Decimal {
  const decimals = Math.max(a.decimals, b.decimals);
  return { units: scaled(a, decimals) + scaled(b, decimals), decimals };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { ...b, units: -b.units });
}

export function sumOf(values: readonly Decimal[]): Decimal {
  return values.reduce(add, ZERO);
}

/** -1, 0 or 1 by size without sign. */
export function compareSizes(a: Decimal, b: Decimal): number {
  const decimals = Math.max(a.decimals, b.decimals);
  const [left, right] = [size(scaled(a, decimals)), size(scaled(b, decimals))];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Half away from zero: 0.25 → 0.3, −0.25 → −0.3. */
export function rounded(value: Decimal, decimals: number): Decimal {
  if (value.decimals <= decimals) return { units: scaled(value, decimals), decimals };
  return { units: divideRounded(value.units, 10n ** BigInt(value.decimals - decimals)), decimals };
}

/** (value ÷ base − 1) in percent, of whole numbers. The base is not zero. */
export function growthPercent(value: number, base: number): Decimal {
  const difference = BigInt(value) - BigInt(base);
  const scale = 10n ** BigInt(QUOTIENT_DECIMALS);
  return { units: divideRounded(difference * 100n * scale, BigInt(base)), decimals: QUOTIENT_DECIMALS };
}

function divideRounded(value: bigint, by: bigint): bigint {
  const isNegative = value < 0n !== by < 0n;
  const [a, b] = [size(value), size(by)];
  const quotient = (2n * a + b) / (2n * b);
  return isNegative ? -quotient : quotient;
}

function scaled({ units, decimals }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - decimals);
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}
