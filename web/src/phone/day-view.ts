import type { Basis, Draft, DraftState, Reference } from './draft.js';
import type { KnownDay, KnownLine, KnownOrder, KnownSession } from './known-day.js';

/** counted: on the server as it is shown. waiting: something of it has not been sent. refused: something of it needs a person. */
export type Mark = 'counted' | 'waiting' | 'refused';

export interface ShownOrder {
  readonly reference: Reference;
  readonly basis: Basis;
  readonly merchantId: string;
  readonly session: Reference | null;
  readonly isHand: boolean;
  readonly paidAt: string;
  readonly lines: readonly KnownLine[];
  readonly refunds: readonly { readonly lineNo: string; readonly amountFen: number }[];
  readonly isVoid: boolean;
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly mark: Mark;
}

export interface ShownSession extends Omit<KnownSession, 'id' | 'entityTag' | 'archivedAt' | 'note'> {
  readonly note: string | null;
  readonly reference: Reference;
  readonly basis: Basis;
  readonly orders: readonly ShownOrder[];
  readonly mark: Mark;
}

export interface ShownDay {
  readonly sessions: readonly ShownSession[];
  /** Logged by hand for no session of these days. */
  readonly otherOrders: readonly ShownOrder[];
}

/** What the server said and what the phone has still to say, laid over each other. */
export function dayView(known: KnownDay, drafts: readonly Draft[]): ShownDay {
  const places = new Places(drafts);
  const sessions = new Map<string, Omit<ShownSession, 'orders'>>();
  const orders = new Map<string, ShownOrder>();
  for (const session of known.sessions) if (session.archivedAt === null) sessions.set(session.id, shownSession(session));
  for (const order of known.orders) orders.set(order.id, shownOrder(order));
  const open = drafts.filter(({ state }) => state !== 'sent').sort((a, b) => a.place - b.place);
  for (const draft of open) apply(draft, places, sessions, orders);
  const all = [...orders.values()].map(withSums).sort((a, b) => Date.parse(b.paidAt) - Date.parse(a.paidAt));
  const placeOf = ({ session }: ShownOrder): string => (session === null ? '' : places.of(session));
  return {
    sessions: [...sessions.entries()]
      .map(([place, session]) => ({ ...session, orders: all.filter((order) => placeOf(order) === place) }))
      .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt)),
    otherOrders: all.filter((order) => !sessions.has(placeOf(order))),
  };
}

/** One name for a thing before and after the draft that makes it was sent. */
class Places {
  constructor(private readonly drafts: readonly Draft[]) {}

  of(reference: Reference): string {
    if ('id' in reference) return reference.id;
    return this.drafts.find(({ key }) => key === reference.draft)?.made?.id ?? `draft:${reference.draft}`;
  }
}

function apply(draft: Draft, places: Places, sessions: Map<string, Omit<ShownSession, 'orders'>>, orders: Map<string, ShownOrder>): void {
  const mark = markOf(draft.state);
  const basis = { after: draft.key };
  const own = { draft: draft.key };
  const change = (reference: Reference, by: (order: ShownOrder) => Partial<ShownOrder>): void => {
    const place = places.of(reference);
    const order = orders.get(place);
    if (order !== undefined) orders.set(place, { ...order, ...by(order), basis, mark: worse(order.mark, mark) });
  };
  const changeSession = (reference: Reference, changes: Partial<ShownSession>): void => {
    const place = places.of(reference);
    const session = sessions.get(place);
    if (session !== undefined) sessions.set(place, { ...session, ...changes, basis, mark: worse(session.mark, mark) });
  };
  switch (draft.kind) {
    case 'begin-session':
      sessions.set(places.of(own), { ...draft.content, note: null, reference: own, basis, mark });
      return;
    case 'end-session':
      return changeSession(draft.content.session, { endedAt: draft.content.endedAt });
    case 'note-session':
      return changeSession(draft.content.session, { note: draft.content.note });
    case 'log-order': {
      const { merchantId, session, paidAt } = draft.content;
      const lines = numbered(draft.content.lines);
      const sums = { paidFen: 0, refundedFen: 0, refunds: [], isVoid: false };
      orders.set(places.of(own), { reference: own, basis, merchantId, session, isHand: true, paidAt, lines, ...sums, mark });
      return;
    }
    case 'correct-order': {
      const { paidAt, session } = draft.content;
      return change(draft.content.order, () => ({ paidAt, session, lines: numbered(draft.content.lines) }));
    }
    case 'refund-order': {
      const { lineNo, amountFen } = draft.content;
      return change(draft.content.order, ({ refunds }) => ({ refunds: [...refunds, { lineNo, amountFen }] }));
    }
    case 'void-order':
      return change(draft.content.order, () => ({ isVoid: true }));
    case 'declare-total':
    case 'add-product':
    case 'change-origin':
    case 'attach-photo':
      return;
  }
}

function shownSession(session: KnownSession): Omit<ShownSession, 'orders'> {
  const { id, entityTag, merchantId, title, startedAt, endedAt, hostId, shopId, productIds, note = null } = session;
  const basis = { tag: entityTag };
  return { merchantId, title, startedAt, endedAt, hostId, shopId, productIds, note, reference: { id }, basis, mark: 'counted' };
}

function shownOrder(order: KnownOrder): ShownOrder {
  const { id, merchantId, liveSessionId, source, paidAt, lines, refunds, voidReason, entityTag } = order;
  return {
    reference: { id },
    basis: { tag: entityTag },
    merchantId,
    session: liveSessionId === null ? null : { id: liveSessionId },
    isHand: source === 'hand',
    paidAt: paidAt ?? '',
    lines,
    refunds: refunds.filter(({ status }) => status === 'succeeded'),
    isVoid: voidReason !== null,
    paidFen: 0,
    refundedFen: 0,
    mark: 'counted',
  };
}

/** A void order counts nothing. */
function withSums(order: ShownOrder): ShownOrder {
  if (order.isVoid) return { ...order, paidFen: 0, refundedFen: 0 };
  return {
    ...order,
    paidFen: order.lines.reduce((sum, { paidFen }) => sum + paidFen, 0),
    refundedFen: order.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0),
  };
}

function numbered(lines: readonly { readonly productId: string; readonly quantity: number; readonly paidFen: number }[]): KnownLine[] {
  return lines.map((line, index) => ({ ...line, lineNo: String(index + 1), title: '' }));
}

function markOf(state: DraftState): Mark {
  return state === 'refused' ? 'refused' : 'waiting';
}

function worse(a: Mark, b: Mark): Mark {
  if (a === 'refused' || b === 'refused') return 'refused';
  return a === 'waiting' ? a : b;
}
