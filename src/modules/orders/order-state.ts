import { latestWords, ORDER_SUBJECT, type Word } from './latest-word.js';
import { type RefundPhase, refundPhase } from './refund-phase.js';
import { type RefundReasonClass, refundReasonClass } from './refund-reason.js';
import { reviewFlags } from './review-flags.js';
import type { ReviewFlag } from './review-reasons.js';
import type { SaidHeader, SaidRefund, WordSource } from './said-order.js';

/** A refund as its latest word tells it, and what that makes it in the light of its order. */
export interface StandingRefund extends SaidRefund {
  readonly reasonClass: RefundReasonClass;
  readonly phase: RefundPhase;
}

/** An order as its latest words tell it. */
export interface OrderState {
  readonly source: WordSource;
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
  const latest = latestWords(words);
  const order = latest.get(ORDER_SUBJECT);
  if (order === undefined || !isHeader(order.content)) return null;
  const { source, messageKey, content: header } = order;
  const refunds = [...latest.values()].map((word) => word.content).filter(isRefund);
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

function isHeader(content: SaidHeader | SaidRefund): content is SaidHeader {
  return 'lines' in content;
}

function isRefund(content: SaidHeader | SaidRefund): content is SaidRefund {
  return 'refundNo' in content;
}
