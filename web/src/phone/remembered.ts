import type { DraftLine } from './draft.js';

/** What was chosen last time, so that the next time needs no choosing. Per merchant. */
export interface Remembered {
  readonly productId: string | null;
  readonly quantity: number;
  /** The price of one item, by product; fen. */
  readonly priceFen: Readonly<Record<string, number>>;
}

export const NOTHING_REMEMBERED: Remembered = { productId: null, quantity: 1, priceFen: {} };

/** A price is remembered only where items and amount make one to the fen. */
export function rememberLine(before: Remembered, { productId, quantity, paidFen }: DraftLine): Remembered {
  const isPrice = quantity > 0 && paidFen % quantity === 0;
  const priceFen = isPrice ? { ...before.priceFen, [productId]: paidFen / quantity } : before.priceFen;
  return { ...before, productId, quantity, priceFen };
}

/** The same of a product that has got its id. */
export function withProductId(before: Remembered, from: string, to: string): Remembered {
  const { [from]: price, ...priceFen } = before.priceFen;
  const productId = before.productId === from ? to : before.productId;
  return { ...before, productId, priceFen: price === undefined ? priceFen : { ...priceFen, [to]: price } };
}

/** What the amount is likely to be; null: no price is known. */
export function likelyFen({ priceFen }: Remembered, productId: string, quantity: number): number | null {
  const price = priceFen[productId];
  return price === undefined ? null : price * quantity;
}
