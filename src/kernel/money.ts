import { KernelError } from './kernel-error.js';

/** Largest amount accepted from outside: beyond it a JSON number no longer names one fen. */
export const MAX_FEN = Number.MAX_SAFE_INTEGER;

export function isFen(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/**
 * Yuan as platforms and people write it ("29.90", "1,299", "￥8") to integer fen, exactly.
 * Throws `money.unreadable` when the text is not an amount or has more than two decimals.
 */
export function fenFromYuan(text: string): number {
  const plain = text.normalize('NFKC').replace(/[\s,¥元]/g, '');
  const match = /^(-?)(\d{1,14})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) throw new KernelError('money.unreadable', { text });
  const [, sign, yuan = '0', cents = ''] = match;
  const fen = Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
  if (!Number.isSafeInteger(fen)) throw new KernelError('money.unreadable', { text });
  return sign === '-' && fen !== 0 ? -fen : fen;
}

/** PostgreSQL hands bigint sums over as text; anything JavaScript cannot hold exactly is an error, never a rounding. */
export function fenFromSql(value: string | number | bigint | null): number {
  const fen = Number(value ?? 0);
  if (!Number.isSafeInteger(fen)) throw new KernelError('money.too-large', { value: String(value) });
  return fen;
}

/** Integer fen as exact decimal text in yuan, for files and programs: `-1234.50`. */
export function yuanFromFen(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new KernelError('money.too-large', { value: String(fen) });
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
