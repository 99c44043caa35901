import type { Word } from './latest-word.js';
import type { SaidHeader, SaidLine, SaidRefund } from './said-order.js';

export const HOME_CURRENCY = 'CNY';

const AMOUNT_SCALE = 6;
const RATE_SCALE = 10;
/** From yuan to fen. */
const FEN_SCALE = 2;

/** Fen for an amount in another currency, by yuan per unit; half a fen is rounded up. Both are decimal numbers as text. */
export function fenByRate(amount: string, yuanPerUnit: string): number {
  const divisor = 10n ** BigInt(AMOUNT_SCALE + RATE_SCALE - FEN_SCALE);
  const fen = (scaled(amount, AMOUNT_SCALE) * scaled(yuanPerUnit, RATE_SCALE) + divisor / 2n) / divisor;
  return Number(fen);
}

function scaled(decimal: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

/**
 * The words of an order in yuan, by the one rate of its day of payment. Without a rate nothing of it can be counted yet: it is not paid until
 * there is one, and shown to a person.
 */
export function inYuan(words: readonly Word[], yuanPerUnit: string | null): Word[] {
  return words.map((word) => ({
    ...word,
    content: 'lines' in word.content ? header(word.content, yuanPerUnit) : amount(word.content, yuanPerUnit),
  }));
}

function header(content: SaidHeader, yuanPerUnit: string | null): SaidHeader {
  const lines = content.lines.map((line): SaidLine => ({ ...line, paidFen: fenOf(line.originalAmount, line.paidFen, yuanPerUnit) }));
  return { ...content, lines, paidAt: yuanPerUnit === null ? null : content.paidAt };
}

function amount(content: SaidRefund, yuanPerUnit: string | null): SaidRefund {
  return { ...content, amountFen: fenOf(content.originalAmount, content.amountFen, yuanPerUnit) };
}

function fenOf(originalAmount: string | null, fen: number, yuanPerUnit: string | null): number {
  return originalAmount === null || yuanPerUnit === null ? fen : fenByRate(originalAmount, yuanPerUnit);
}
