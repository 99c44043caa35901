import { type Basis, type Draft, type DraftLine, draftOfProduct, type Reference } from './draft.js';

/** A draft as the API takes it, once everything it hangs on has been sent. */
export interface DraftRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** `Idempotency-Key`; null where the method repeats without harm by itself, with `ifMatch`. */
  readonly once: string | null;
  readonly ifMatch: string | null;
}

/** `photo`: the picture in base64, for drafts that carry one. Throws where something it hangs on has not been sent. */
export function requestOf(draft: Draft, drafts: readonly Draft[], photo = ''): DraftRequest {
  const madeBy = (key: string) => {
    const made = drafts.find((other) => other.key === key)?.made;
    if (made == null) throw new Error(`Draft ${draft.key} hangs on ${key}, which has not been sent.`);
    return made;
  };
  const idOf = (reference: Reference): string => ('id' in reference ? reference.id : madeBy(reference.draft).id);
  const optional = (reference: Reference | null): string | null => (reference === null ? null : idOf(reference));
  const tagOf = (basis: Basis): string | null => ('tag' in basis ? basis.tag : madeBy(basis.after).tag);
  const post = (path: string, body: DraftRequest['body'], ifMatch: string | null = null): DraftRequest => ({
    method: 'POST',
    path,
    body,
    once: draft.key,
    ifMatch,
  });
  const linesOf = (lines: readonly DraftLine[]) =>
    lines.map((line) => {
      const key = draftOfProduct(line.productId);
      return key === null ? line : { ...line, productId: madeBy(key).id };
    });
  const order = (reference: Reference): string => `/orders/${encodeURIComponent(idOf(reference))}`;

  switch (draft.kind) {
    case 'begin-session':
      return post('/live-sessions', { ...draft.content });
    case 'end-session': {
      const { session, endedAt, basis } = draft.content;
      return { method: 'PATCH', path: `/live-sessions/${idOf(session)}`, body: { endedAt }, once: null, ifMatch: tagOf(basis) };
    }
    case 'log-order': {
      const { session, merchantId, paidAt, lines } = draft.content;
      return post('/orders', { merchantId, liveSessionId: optional(session), paidAt, lines: linesOf(lines) });
    }
    case 'correct-order': {
      const { session, paidAt, lines, basis } = draft.content;
      const body = { liveSessionId: optional(session), paidAt, lines: linesOf(lines) };
      return { method: 'PUT', path: order(draft.content.order), body, once: null, ifMatch: tagOf(basis) };
    }
    case 'refund-order': {
      const { lineNo, amountFen, refundedAt, reason, basis } = draft.content;
      return post(`${order(draft.content.order)}/refunds`, { lineNo, amountFen, refundedAt, reason }, tagOf(basis));
    }
    case 'void-order':
      return post(`${order(draft.content.order)}/void`, { reason: draft.content.reason }, tagOf(draft.content.basis));
    case 'declare-total': {
      const { session, declaredFen, note } = draft.content;
      const path = `/live-sessions/${idOf(session)}/declared-total`;
      return { method: 'PUT', path, body: { paidFen: declaredFen, note }, once: null, ifMatch: null };
    }
    case 'note-session': {
      const { session, note, basis } = draft.content;
      return { method: 'PATCH', path: `/live-sessions/${idOf(session)}`, body: { note }, once: null, ifMatch: tagOf(basis) };
    }
    case 'add-product': {
      const { origin, ...product } = draft.content;
      return post('/products', { ...product, originDivisionCode: origin?.code ?? null });
    }
    case 'change-origin': {
      const { product, origin, basis } = draft.content;
      const body = { originDivisionCode: origin.code };
      return { method: 'PATCH', path: `/products/${idOf(product)}`, body, once: null, ifMatch: tagOf(basis) };
    }
    case 'attach-photo': {
      const { session, takenAt } = draft.content;
      const thing = session === null ? order(requireOrder(draft.content.order)) : `/live-sessions/${idOf(session)}`;
      return post(`${thing}/photos`, { takenAt, jpeg: photo });
    }
  }
}

function requireOrder(order: Reference | null): Reference {
  if (order === null) throw new Error('A photograph belongs to a session or to an order.');
  return order;
}
