import { fenOf, yuanOf } from './amount.js';
import type { DraftLine } from './draft.js';
import { likelyFen, type Remembered } from './remembered.js';

/** As many lines as the ledger takes in one order. */
export const MOST_LINES = 200;

/** A line of an order as it stands in the fields. */
export interface TypedLine {
  readonly productId: string;
  readonly quantity: string;
  readonly amount: string;
  /** As long as nobody has typed an amount it follows product and items by the price of the last time. */
  readonly isTyped: boolean;
}

export type LineFault = 'badQuantity' | 'badAmount';

export function typedLine({ productId, quantity, paidFen }: DraftLine): TypedLine {
  return { productId, quantity: String(quantity), amount: yuanOf(paidFen), isTyped: true };
}

/** What the fields say, in fen, or what is wrong with them. */
export function lineOf({ productId, quantity, amount }: TypedLine): DraftLine | LineFault {
  const items = itemsOf(quantity);
  if (items === null) return 'badQuantity';
  const paidFen = fenOf(amount);
  return paidFen === null ? 'badAmount' : { productId, quantity: items, paidFen };
}

/** null: no whole number. */
function itemsOf(typed: string): number | null {
  const digits = typed.normalize('NFKC').trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** By the price of the last time; empty where there is none. */
export function likelyAmount(remembered: Remembered, productId: string, quantity: string): string {
  const items = itemsOf(quantity);
  const fen = items === null ? null : likelyFen(remembered, productId, items);
  return fen === null ? '' : yuanOf(fen);
}

/** null: an amount cannot be read yet. */
export function sumFenOf(lines: readonly TypedLine[]): number | null {
  return lines.reduce<number | null>((sum, { amount }) => {
    const fen = fenOf(amount);
    return sum === null || fen === null ? null : sum + fen;
  }, 0);
}

/** The price of one item, fen; null: there is none to the fen. */
export function eachFenOf(line: TypedLine): number | null {
  const read = lineOf(line);
  if (typeof read === 'string' || read.quantity < 2 || read.paidFen % read.quantity !== 0) return null;
  return read.paidFen / read.quantity;
}

/**
 * How many of the first lines have to stay: refunds name a line by its place, so the last one that was refunded, and all before it, keep
 * theirs.
 */
export function linesThatStay(refunds: readonly { readonly lineNo: string }[]): number {
  return refunds.reduce((most, { lineNo }) => Math.max(most, Number(lineNo) || 0), 0);
}

/** What has been refunded of the line at that place, counted from 0; fen. */
export function refundedFenOf(refunds: readonly { readonly lineNo: string; readonly amountFen: number }[], index: number): number {
  return refunds.filter(({ lineNo }) => lineNo === String(index + 1)).reduce((sum, { amountFen }) => sum + amountFen, 0);
}
