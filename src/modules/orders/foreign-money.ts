import { isFen } from '../../kernel/money.js';
import { compareText } from '../../kernel/text-order.js';
import { latestWords, type Word } from './latest-word.js';
import type { SaidHeader, SaidLine, SaidRefund } from './said-order.js';

export const HOME_CURRENCY = 'CNY';

const AMOUNT_SCALE = 6;
const RATE_SCALE = 10;
/** From yuan to fen. */
const FEN_SCALE = 2;

/** The words of an order in yuan, and the rate by which they are; null: they came so, or there is none by which they can be counted. */
export interface WordsInYuan {
  readonly words: readonly Word[];
  readonly exchangeRate: string | null;
}

/**
 * Fen for an amount in another currency, by yuan per unit; half a fen is rounded up. Both are decimal numbers as text. null: more than
 * can be counted.
 */
export function fenByRate(amount: string, yuanPerUnit: string): number | null {
  return countable(rounded(scaled(amount, AMOUNT_SCALE), yuanPerUnit));
}

/** Fen for millionths of a unit. */
function rounded(millionths: bigint, yuanPerUnit: string): bigint {
  const divisor = 10n ** BigInt(AMOUNT_SCALE + RATE_SCALE - FEN_SCALE);
  return (millionths * scaled(yuanPerUnit, RATE_SCALE) + divisor / 2n) / divisor;
}

function countable(fen: bigint): number | null {
  return isFen(Number(fen)) ? Number(fen) : null;
}

function scaled(decimal: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

/**
 * By the one rate of the order's day of payment. Without a rate, or by one that makes more of it than can be counted, nothing of it is
 * counted: it is not paid until there is another, and shown to a person. It never throws: a rate concerns the orders of every merchant.
 */
export function inYuan(words: readonly Word[], yuanPerUnit: string | null): WordsInYuan {
  const converted = yuanPerUnit === null ? null : allByRate(words, yuanPerUnit);
  return converted === null ? { words: words.map(uncounted), exchangeRate: null } : { words: converted, exchangeRate: yuanPerUnit };
}

function allOrNone<Value>(values: readonly (Value | null)[]): Value[] | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? known : null;
}

function uncounted(word: Word): Word {
  return 'lines' in word.content ? { ...word, content: { ...word.content, paidAt: null } } : word;
}

function allByRate(words: readonly Word[], yuanPerUnit: string): Word[] | null {
  const fenByWord = refundsInTurn(words, yuanPerUnit);
  return allOrNone(words.map((word) => byRate(word, yuanPerUnit, fenByWord.get(word))));
}

/**
 * Of each line the refunds that stand, the oldest first: each is what it adds to those before it, so that a line given back in parts comes
 * to the line, to the fen.
 */
function refundsInTurn(words: readonly Word[], yuanPerUnit: string): Map<Word, number | null> {
  const givenByLine = new Map<string, bigint>();
  const fenByWord = new Map<Word, number | null>();
  for (const { word, lineNo, amount } of succeededRefunds(words)) {
    const before = givenByLine.get(lineNo) ?? 0n;
    givenByLine.set(lineNo, before + amount);
    fenByWord.set(word, countable(rounded(before + amount, yuanPerUnit) - rounded(before, yuanPerUnit)));
  }
  return fenByWord;
}

function succeededRefunds(words: readonly Word[]): { word: Word; lineNo: string; amount: bigint }[] {
  const refunds = [...latestWords(words).values()].flatMap((word) => {
    if ('lines' in word.content || word.content.status !== 'succeeded' || word.content.originalAmount === null) return [];
    const { lineNo, originalAmount, succeededAt, refundNo } = word.content;
    return [{ word, lineNo, amount: scaled(originalAmount, AMOUNT_SCALE), succeededAt: succeededAt ?? '', refundNo }];
  });
  return refunds.sort((a, b) => compareText(a.succeededAt, b.succeededAt) || compareText(a.refundNo, b.refundNo));
}

/** `refundFen`: what was found out for the word before. */
function byRate(word: Word, yuanPerUnit: string, refundFen?: number | null): Word | null {
  const content = 'lines' in word.content ? headerByRate(word.content, yuanPerUnit) : refundByRate(word.content, yuanPerUnit, refundFen);
  return content === null ? null : { ...word, content };
}

function headerByRate(content: SaidHeader, yuanPerUnit: string): SaidHeader | null {
  const lines = allOrNone(content.lines.map((line) => lineByRate(line, yuanPerUnit)));
  const isCountable = lines !== null && isFen(lines.reduce((sum, { paidFen }) => sum + paidFen, 0));
  return isCountable ? { ...content, lines } : null;
}

function lineByRate(line: SaidLine, yuanPerUnit: string): SaidLine | null {
  if (line.originalAmount === null) return line;
  const paidFen = fenByRate(line.originalAmount, yuanPerUnit);
  return paidFen === null ? null : { ...line, paidFen };
}

function refundByRate(content: SaidRefund, yuanPerUnit: string, refundFen?: number | null): SaidRefund | null {
  if (content.originalAmount === null) return content;
  const amountFen = refundFen === undefined ? fenByRate(content.originalAmount, yuanPerUnit) : refundFen;
  return amountFen === null ? null : { ...content, amountFen };
}
