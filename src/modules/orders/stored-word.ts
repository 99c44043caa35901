import type { SaidHeader, SaidLine, SaidRefund } from './said-order.js';

/** What is kept of a word for ever, as it was written at its time: fields that came later are absent. */
export type StoredContent = StoredHeader | StoredRefund;
type StoredLine = Omit<SaidLine, 'shippedAt' | 'originalAmount'> & Partial<Pick<SaidLine, 'shippedAt' | 'originalAmount'>>;
type StoredHeader = Omit<SaidHeader, 'depositFen' | 'lines'> &
  Partial<Pick<SaidHeader, 'depositFen'>> & { readonly lines: readonly StoredLine[] };
type StoredRefund = Omit<SaidRefund, 'kind' | 'lot' | 'originalAmount'> & Partial<Pick<SaidRefund, 'kind' | 'lot' | 'originalAmount'>>;

/** A word says nothing of what could not be said at its time: no deposit, no dispatch by line, a plain refund, yuan. */
export function completeContent(content: StoredContent): SaidHeader | SaidRefund {
  if ('refundNo' in content)
    return { ...content, kind: content.kind ?? 'refund', lot: content.lot ?? null, originalAmount: content.originalAmount ?? null };
  const lines = content.lines.map((line): SaidLine => ({
    ...line,
    shippedAt: line.shippedAt ?? null,
    originalAmount: line.originalAmount ?? null,
  }));
  return { ...content, depositFen: content.depositFen ?? 0, lines };
}
