import { latestWords, ORDER_SUBJECT, type Word } from './latest-word.js';
import type { SaidHeader, SaidRefund, WordSource } from './said-order.js';

export type ReviewFlag = 'over-refund' | 'refund-of-unknown-line' | 'refund-without-payment';

/** An order as its latest words tell it. */
export interface OrderState {
  readonly source: WordSource;
  readonly winningMessageKey: string;
  readonly header: SaidHeader;
  readonly refunds: readonly SaidRefund[];
  readonly reviewFlags: readonly ReviewFlag[];
}

/** null while only refunds have been told of: nothing can be counted without the order itself. */
export function orderState(words: readonly Word[]): OrderState | null {
  const latest = latestWords(words);
  const order = latest.get(ORDER_SUBJECT);
  if (order === undefined || !isHeader(order.content)) return null;
  const refunds = [...latest.values()].map((word) => word.content).filter(isRefund);
  return {
    source: order.source,
    winningMessageKey: order.messageKey,
    header: order.content,
    refunds,
    reviewFlags: reviewFlags(order.content, refunds),
  };
}

function isHeader(content: SaidHeader | SaidRefund): content is SaidHeader {
  return 'lines' in content;
}

function isRefund(content: SaidHeader | SaidRefund): content is SaidRefund {
  return 'refundNo' in content;
}

/** What is strange only in the light of several messages is counted as said, and shown to a person. */
function reviewFlags(header: SaidHeader, refunds: readonly SaidRefund[]): ReviewFlag[] {
  const refunded = new Map<string, number>();
  for (const refund of refunds.filter(({ status }) => status === 'succeeded')) {
    refunded.set(refund.lineNo, (refunded.get(refund.lineNo) ?? 0) + refund.amountFen);
  }
  const paid = new Map(header.lines.map((line) => [line.lineNo, line.paidFen]));
  const flags = new Set<ReviewFlag>();
  for (const [lineNo, amountFen] of refunded) {
    const paidFen = paid.get(lineNo);
    if (paidFen === undefined) flags.add('refund-of-unknown-line');
    else if (amountFen > paidFen) flags.add('over-refund');
    if (header.paidAt === null) flags.add('refund-without-payment');
  }
  return [...flags].sort();
}
