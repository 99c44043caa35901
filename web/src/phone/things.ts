import type { Basis, Draft, Reference } from './draft.js';
import type { ShownDay, ShownOrder, ShownSession } from './day-view.js';

/** Whether two references lead to the same thing, whichever of them is older than its sending. */
export function isSameThing(a: Reference | null, b: Reference | null, drafts: readonly Draft[]): boolean {
  const idOf = (reference: Reference): string => sentId(reference, drafts) ?? `draft:${'draft' in reference ? reference.draft : ''}`;
  return a !== null && b !== null && idOf(a) === idOf(b);
}

/** The id it has on the server; null: it has not been sent. */
export function sentId(of: Reference, drafts: readonly Draft[]): string | null {
  return 'id' in of ? of.id : (drafts.find(({ key }) => key === of.draft)?.made?.id ?? null);
}

export function findSession({ sessions }: ShownDay, of: Reference | null, drafts: readonly Draft[]): ShownSession | null {
  return sessions.find(({ reference }) => isSameThing(reference, of, drafts)) ?? null;
}

export function findOrder({ sessions, otherOrders }: ShownDay, of: Reference | null, drafts: readonly Draft[]): ShownOrder | null {
  const all = [...sessions.flatMap(({ orders }) => orders), ...otherOrders];
  return all.find(({ reference }) => isSameThing(reference, of, drafts)) ?? null;
}

/** Where an edited change starts from: where it started before. */
export function basisOf(draft: Draft): Basis {
  return 'basis' in draft.content ? draft.content.basis : { tag: null };
}

/** What of a line is not refunded yet, fen. */
export function leftFen({ lines, refunds }: ShownOrder, lineNo: string): number {
  const paid = lines.find((line) => line.lineNo === lineNo)?.paidFen ?? 0;
  return Math.max(
    0,
    refunds.filter((refund) => refund.lineNo === lineNo).reduce((left, { amountFen }) => left - amountFen, paid),
  );
}
