import { HOME_CURRENCY } from './foreign-money.js';
import { ORDER_SUBJECT, rankedWords, type Word } from './latest-word.js';
import { REVIEW_FLAGS, type ReviewFlag } from './review-reasons.js';
import type { SaidHeader, SaidRefund } from './said-order.js';

/** An order as it stands, and every word of it that speaks, the least first. Nothing here knows in which order words arrived. */
interface Told {
  readonly header: SaidHeader;
  readonly succeeded: readonly SaidRefund[];
  readonly words: readonly Word<SaidHeader>[];
  readonly exchangeRate: string | null;
}

/** What is strange only in the light of several messages is counted as said, and shown to a person. Each rule with its exact condition. */
const RULES: Readonly<Record<ReviewFlag, (told: Told) => boolean>> = {
  'over-refund': ({ header, succeeded }) => {
    const refunded = refundedByLine(succeeded);
    return header.lines.some(({ lineNo, paidFen }) => (refunded.get(lineNo) ?? 0n) > BigInt(paidFen));
  },
  'refund-of-unknown-line': ({ header, succeeded }) =>
    succeeded.some((refund) => header.lines.every(({ lineNo }) => lineNo !== refund.lineNo)),
  'refund-without-payment': ({ header, succeeded }) => header.paidAt === null && succeeded.length > 0,
  'refund-before-payment': ({ header, succeeded }) =>
    succeeded.some(
      ({ succeededAt }) => header.paidAt !== null && succeededAt !== null && Date.parse(succeededAt) < Date.parse(header.paidAt),
    ),
  'exchange-with-money': ({ succeeded }) =>
    succeeded.some(({ kind, amountFen }) => (kind === 'exchange' || kind === 'resend') && amountFen > 0),
  'freight-over-refund': ({ header, succeeded }) => sum(succeeded.map((refund) => refund.freightFen)) > BigInt(header.freightFen),
  'closed-without-refund': ({ header, succeeded }) =>
    header.status === 'closed' && header.paidAt !== null && sum(succeeded.map((refund) => refund.amountFen)) < paidFenOf(header),
  'deposit-without-payment': ({ header }) => header.status === 'closed' && header.paidAt === null && header.depositFen > 0,
  // A correction typed by hand is what correcting is for.
  'amount-changed-after-payment': ({ words }) =>
    new Set(words.filter(({ source, content }) => source !== 'hand' && content.paidAt !== null).map(({ content }) => paidFenOf(content)))
      .size > 1,
  'no-exchange-rate': ({ header, exchangeRate }) => header.currency !== HOME_CURRENCY && exchangeRate === null,
  'shipped-after-closed': ({ words }) => isShippedAfterClosed(words),
};

/** What a person voided counts nothing and has been looked at: that is why it is void. */
export function reviewFlags(
  words: readonly Word[],
  header: SaidHeader,
  refunds: readonly SaidRefund[],
  exchangeRate: string | null = null,
): ReviewFlag[] {
  if (header.voidReason !== null) return [];
  const succeeded = refunds.filter(({ status }) => status === 'succeeded');
  const told: Told = { header, succeeded, words: rankedWords(words).filter(isOfOrder), exchangeRate };
  return REVIEW_FLAGS.filter((flag) => RULES[flag](told)).sort();
}

/**
 * Some word tells of a dispatch, of the order or of a line, at a later time than the first word was said that calls the order closed;
 * or, without a time, a word that ranks after one which calls it closed calls it shipped.
 */
function isShippedAfterClosed(words: readonly Word<SaidHeader>[]): boolean {
  const closing = words.filter(({ content }) => content.status === 'closed');
  const [first] = closing;
  if (first === undefined) return false;
  const closedAt = Math.min(...closing.map(({ saidAt }) => saidAt));
  const isDispatchedLater = words.flatMap(({ content }) => dispatchesOf(content)).some((dispatchedAt) => dispatchedAt > closedAt);
  return isDispatchedLater || words.slice(words.indexOf(first)).some(({ content }) => content.status === 'shipped');
}

function dispatchesOf({ shippedAt, lines }: SaidHeader): number[] {
  return [shippedAt, ...lines.map((line) => line.shippedAt)].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
}

function refundedByLine(refunds: readonly SaidRefund[]): Map<string, bigint> {
  const refunded = new Map<string, bigint>();
  for (const { lineNo, amountFen } of refunds) refunded.set(lineNo, (refunded.get(lineNo) ?? 0n) + BigInt(amountFen));
  return refunded;
}

function paidFenOf({ lines }: SaidHeader): bigint {
  return sum(lines.map(({ paidFen }) => paidFen));
}

/** In bigint: amounts are safe integers each, their sum need not be. */
function sum(amounts: readonly number[]): bigint {
  return amounts.reduce((total, amount) => total + BigInt(amount), 0n);
}

function isOfOrder(word: Word): word is Word<SaidHeader> {
  return word.subject === ORDER_SUBJECT && 'lines' in word.content;
}
