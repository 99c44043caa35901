import type { Draft, NewDraft } from './draft.js';
import { dayView } from './day-view.js';
import { type KnownDay, type KnownOrder, type KnownSession, NOTHING_KNOWN } from './known-day.js';

const SESSION: KnownSession = {
  id: '88',
  merchantId: '1',
  title: '晚场',
  startedAt: '2026-11-20T19:30:00+08:00',
  endedAt: null,
  hostId: null,
  shopId: null,
  productIds: [],
  archivedAt: null,
  entityTag: '"s1"',
};
const LINE = { lineNo: '1', productId: '7', title: '', quantity: 2, paidFen: 5_980 };
const ORDER: KnownOrder = {
  id: 'shop.H1',
  merchantId: '1',
  orderNo: 'H1',
  source: 'hand',
  paidAt: '2026-11-20T20:00:00+08:00',
  liveSessionId: '88',
  voidReason: null,
  lines: [LINE],
  refunds: [],
  entityTag: '"o1"',
};
const KNOWN: KnownDay = { readAt: '2026-11-20T21:00:00+08:00', sessions: [SESSION], orders: [ORDER] };

let place = 0;
function draft(key: string, given: NewDraft, more: Partial<Draft> = {}): Draft {
  place += 1;
  const rest = { owner: 'wang', place, madeAt: '', state: 'waiting', trouble: null, made: null };
  return { ...given, key, ...rest, ...more } as Draft;
}
const refund = (key: string, amountFen: number, more: Partial<Draft> = {}): Draft =>
  draft(
    key,
    {
      kind: 'refund-order',
      content: { order: { id: 'shop.H1' }, lineNo: '1', amountFen, refundedAt: 'T', reason: '', basis: { tag: '"o1"' } },
    },
    more,
  );

describe('what the phone shows of a day', () => {
  it('is what the server said, where nothing waits', () => {
    const { sessions, otherOrders } = dayView(KNOWN, []);
    expect(sessions).toMatchObject([
      { reference: { id: '88' }, basis: { tag: '"s1"' }, mark: 'counted', orders: [{ paidFen: 5_980, refundedFen: 0, mark: 'counted' }] },
    ]);
    expect(otherOrders).toEqual([]);
  });

  it('has what was made here, and its orders under it', () => {
    const begun = draft('s', { kind: 'begin-session', content: { ...SESSION, title: '早场' } });
    const logged = draft('o', {
      kind: 'log-order',
      content: {
        merchantId: '1',
        session: { draft: 's' },
        paidAt: '2026-11-20T20:30:00+08:00',
        lines: [{ productId: '7', quantity: 1, paidFen: 300 }],
      },
    });
    const { sessions } = dayView(NOTHING_KNOWN, [logged, begun]);
    expect(sessions).toMatchObject([
      { title: '早场', reference: { draft: 's' }, mark: 'waiting', orders: [{ paidFen: 300, reference: { draft: 'o' }, mark: 'waiting' }] },
    ]);
  });

  it('finds a session again by the id that its draft has got', () => {
    const begun = draft('s', { kind: 'begin-session', content: SESSION }, { state: 'sent', made: { id: '88', tag: '"s1"' } });
    const logged = draft('o', {
      kind: 'log-order',
      content: {
        merchantId: '1',
        session: { draft: 's' },
        paidAt: '2026-11-20T20:30:00+08:00',
        lines: [{ productId: '7', quantity: 1, paidFen: 300 }],
      },
    });
    const { sessions } = dayView(KNOWN, [begun, logged]);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.orders.map(({ paidFen }) => paidFen)).toEqual([300, 5_980]);
  });

  it('takes changes in the order they were made, and the next one starts from the last', () => {
    const corrected = draft('c', {
      kind: 'correct-order',
      content: {
        order: { id: 'shop.H1' },
        session: { id: '88' },
        paidAt: ORDER.paidAt ?? '',
        lines: [{ productId: '7', quantity: 1, paidFen: 3_000 }],
        basis: { tag: '"o1"' },
      },
    });
    const [order] = dayView(KNOWN, [corrected, refund('r', 1_000)]).sessions[0]?.orders ?? [];
    expect(order).toMatchObject({ paidFen: 3_000, refundedFen: 1_000, basis: { after: 'r' }, mark: 'waiting' });
  });

  it('says where the server refused', () => {
    const [order] = dayView(KNOWN, [refund('r', 1_000, { state: 'refused' })]).sessions[0]?.orders ?? [];
    expect(order?.mark).toBe('refused');
  });

  it('counts nothing of what is taken back', () => {
    const taken = draft('v', { kind: 'void-order', content: { order: { id: 'shop.H1' }, reason: '重复', basis: { tag: '"o1"' } } });
    expect(dayView(KNOWN, [taken]).sessions[0]?.orders).toMatchObject([{ isVoid: true, paidFen: 0 }]);
  });

  it('keeps orders of sessions of other days', () => {
    expect(dayView({ ...KNOWN, sessions: [] }, []).otherOrders).toMatchObject([{ paidFen: 5_980 }]);
  });
});
