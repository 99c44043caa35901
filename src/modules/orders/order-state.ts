import { withoutDerivedRefunds } from './derived-refund.js';
import { fileGapsFilled } from './file-gaps.js';
import { latestWords, ORDER_SUBJECT, rankedWords, type Word } from './latest-word.js';
import { type RefundPhase, refundPhase } from './refund-phase.js';
import { type RefundReasonClass, refundReasonClass } from './refund-reason.js';
import { reviewFlags } from './review-flags.js';
import type { ReviewFlag } from './review-reasons.js';
import type { SaidHeader, SaidRefund, WordSource } from './said-order.js';

/** Why an order counts nothing of which only withdrawn words tell. */
export const UNDONE = 'import.undone';

/** A refund as its latest word tells it, and what that makes it in the light of its order. */
export interface StandingRefund extends SaidRefund {
  readonly reasonClass: RefundReasonClass;
  readonly phase: RefundPhase;
}

/** An order as its latest words tell it. */
export interface OrderState {
  readonly source: Exclude<WordSource, 'file'>;
  readonly winningMessageKey: string;
  /** Amounts in yuan. */
  readonly header: SaidHeader;
  /** Yuan per unit of the header's currency; null: that is CNY, or no rate is known. */
  readonly exchangeRate: string | null;
  readonly refunds: readonly StandingRefund[];
  readonly reviewFlags: readonly ReviewFlag[];
}

/** null while only refunds have been told of: nothing can be counted without the order itself. */
export function orderState(words: readonly Word[], exchangeRate: string | null = null): OrderState | null {
  const ranked = rankedWords(words);
  const latest = new Map(ranked.map((word) => [word.subject, word]));
  const order = latest.get(ORDER_SUBJECT) ?? undoneOrder(words);
  if (order === undefined || !isHeader(order.content)) return null;
  const { messageKey } = order;
  const source = order.source === 'hand' ? 'hand' : 'platform';
  const header = order.source === 'file' ? fileGapsFilled(order.content, ranked) : order.content;
  const refunds = withoutDerivedRefunds([...latest.values()].map((word) => word.content).filter(isRefund));
  return {
    source,
    winningMessageKey: messageKey,
    header,
    exchangeRate,
    refunds: refunds.map((refund) => ({
      ...refund,
      reasonClass: refundReasonClass(refund.reason),
      phase: refundPhase(refund, header, source),
    })),
    reviewFlags: reviewFlags(words, header, refunds, exchangeRate),
  };
}

/** An order that was told of and, after an import was undone, is told of no more: it stays on record as a void one. */
function undoneOrder(words: readonly Word[]): Word | undefined {
  const withdrawn = words.filter((word) => word.isWithdrawn === true).map((word) => ({ ...word, isWithdrawn: false }));
  const order = latestWords(withdrawn).get(ORDER_SUBJECT);
  return order === undefined || !isHeader(order.content) ? undefined : { ...order, content: { ...order.content, voidReason: UNDONE } };
}

function isHeader(content: SaidHeader | SaidRefund): content is SaidHeader {
  return 'lines' in content;
}

function isRefund(content: SaidHeader | SaidRefund): content is SaidRefund {
  return 'refundNo' in content;
}
