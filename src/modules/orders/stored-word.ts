import type { SaidHeader, SaidLine, SaidRefund } from './said-order.js';

/** What is kept of a word for ever, as it was written at its time: fields that came later are absent. */
export type StoredContent = StoredHeader | StoredRefund;
type StoredLine = Omit<SaidLine, 'shippedAt'> & Partial<Pick<SaidLine, 'shippedAt'>>;
type StoredHeader = Omit<SaidHeader, 'depositFen' | 'lines'> &
  Partial<Pick<SaidHeader, 'depositFen'>> & { readonly lines: readonly StoredLine[] };
type StoredRefund = Omit<SaidRefund, 'kind'> & Partial<Pick<SaidRefund, 'kind'>>;

/** A word says nothing of what could not be said at its time: no deposit, no dispatch by line, a plain refund. */
export function completeContent(content: StoredContent): SaidHeader | SaidRefund {
  if ('refundNo' in content) return { ...content, kind: content.kind ?? 'refund' };
  const lines = content.lines.map((line): SaidLine => ({ ...line, shippedAt: line.shippedAt ?? null }));
  return { ...content, depositFen: content.depositFen ?? 0, lines };
}
