import { cells, DAY, message, NOTHING, ranking, total, WORLD, type Said } from './examples.js';
import type { Fact, HandOrder, Session, World } from './facts.js';

describe('sessions and hosts', () => {
  const session = (id: number, more: Partial<Session> = {}): Session => ({
    id,
    merchant: 'm1',
    startedAt: `${DAY}T10:00:00+08:00`,
    ...more,
  });
  const found = (sessions: Session[], more: Said = {}, facts: Fact[] = []) => {
    const { members } = ranking([message(more), ...facts], 'live-sessions', {}, { ...WORLD, sessions });
    return [...members.keys()][0] ?? null;
  };

  it('match by room first: the latest begun, else the earliest to come, ties to the smallest id', () => {
    const ofRoom = [
      session(1, { roomId: 'r', startedAt: `${DAY}T13:00:00+08:00` }),
      session(2, { roomId: 'r', startedAt: `${DAY}T12:30:00+08:00` }),
      session(3, { roomId: 'r', startedAt: `${DAY}T12:30:00+08:00` }),
    ];
    const ofShop = session(4, { shop: 's1', startedAt: `${DAY}T11:59:00+08:00` });
    expect(found([...ofRoom, ofShop], { roomId: 'r' })).toBe('2');
    expect(found([...ofRoom, session(9, { roomId: 'r' })], { roomId: 'r' })).toBe('9');
    expect(found([...ofRoom, ofShop], { roomId: 'other' })).toBe('4');
    expect(found([...ofRoom, session(5, { roomId: 'r', merchant: 'm2' })], {})).toBeNull();
  });

  it('match by shop until thirty minutes after the end, the instant itself included', () => {
    const ended = session(1, { shop: 's1', endedAt: `${DAY}T11:30:00+08:00` });
    expect(found([ended])).toBe('1');
    expect(found([ended], { paidAt: `${DAY}T12:00:00.001+08:00` })).toBeNull();
    expect(found([ended], { paidAt: `${DAY}T09:59:59.999+08:00` })).toBeNull();
    expect(found([session(1, { shop: 's2', endedAt: `${DAY}T11:30:00+08:00` })])).toBeNull();
  });

  it('let an open session end after twelve hours', () => {
    const open = session(1, { shop: 's1' });
    expect(found([open], { paidAt: `${DAY}T22:30:00+08:00` })).toBe('1');
    expect(found([open], { paidAt: `${DAY}T22:30:00.001+08:00` })).toBeNull();
  });

  it('are evaluated anew when a session changes or is archived', () => {
    const both = [session(1, { shop: 's1' }), session(2, { shop: 's1', startedAt: `${DAY}T11:00:00+08:00` })];
    expect(found(both)).toBe('2');
    expect(found(both, {}, [{ kind: 'archive-session', id: 2 }])).toBe('1');
    const change = { startedAt: `${DAY}T12:00:01+08:00`, endedAt: `${DAY}T13:00:00+08:00` };
    expect(found(both, {}, [{ kind: 'change-session', id: 2, change }])).toBe('1');
  });

  it('give the host the platform names, else the session’s', () => {
    const world = { ...WORLD, sessions: [session(1, { shop: 's1', host: 'h2' })] };
    const hosts = (more: Said) => [...ranking([message(more)], 'hosts', {}, world).members.keys()];
    expect(hosts({ hostId: 'ph1' })).toEqual(['h1']);
    expect(hosts({ hostId: 'unknown' })).toEqual(['h2']);
    expect(hosts({ hostId: 'unknown', paidAt: `${DAY}T09:00:00+08:00` })).toEqual([]);
    expect(ranking([message({ paidAt: `${DAY}T09:00:00+08:00` })], 'hosts', {}, world).unallocated).toEqual(cells(1000, 0, 1, 1));
  });
});

describe('orders recorded by hand', () => {
  const order: HandOrder = {
    key: 'o1',
    merchant: 'm1',
    paidAt: `${DAY}T12:00:00+08:00`,
    lines: [{ product: 'bowl', quantity: 2, paidFen: 80 }],
  };
  const byHand: Fact = { kind: 'hand-order', order };

  it('count on the manual platform with the session they name', () => {
    const world: World = { ...WORLD, sessions: [{ id: 7, merchant: 'm1', startedAt: '2020-01-01T00:00:00Z', host: 'h2' }] };
    const facts: Fact[] = [{ kind: 'hand-order', order: { ...order, session: 7 } }];
    expect([...ranking(facts, 'platforms', {}, world).members.keys()]).toEqual(['manual']);
    expect([...ranking(facts, 'hosts', {}, world).members.keys()]).toEqual(['h2']);
    expect([...ranking([...facts, { kind: 'archive-session', id: 7 }], 'hosts', {}, world).members.keys()]).toEqual([]);
  });

  it('are corrected, refunded and voided', () => {
    const word = { paidAt: '2026-11-21T12:00:00+08:00', lines: [{ product: 'plate', quantity: 1, paidFen: 70 }] };
    const corrected: Fact[] = [byHand, { kind: 'correct-order', key: 'o1', word }];
    expect(ranking(corrected, 'products').members).toEqual(new Map([['plate', cells(70, 0, null, 1)]]));
    const refunded: Fact[] = [
      ...corrected,
      { kind: 'hand-refund', key: 'o1', lineIndex: 0, amountFen: 30, refundedAt: '2026-11-25T00:00:00+08:00' },
    ];
    expect(total(refunded, { from: '2026-11-25' })).toEqual(cells(0, 30, 0, 0));
    expect(total([...refunded, { kind: 'void-order', key: 'o1' }])).toEqual(NOTHING);
  });

  it('give way to the platform’s own word on the same order, not to a quarantined one', () => {
    const sameOrder: Fact = { kind: 'hand-order', order: { ...order, shop: 's1', orderNo: 'A-1' } };
    const handRefund: Fact = { kind: 'hand-refund', key: 'o1', lineIndex: 0, amountFen: 30, refundedAt: '2026-11-25T00:00:00+08:00' };
    expect(total([message({}), sameOrder, handRefund])).toEqual(cells(1000, 0, 1, 1));
    expect(total([message({ paidAt: null }), sameOrder])).toEqual(NOTHING);
    expect(total([message({ lines: [] }), sameOrder])).toEqual(cells(80, 0, 1, 1, 2));
    expect(ranking([sameOrder], 'platforms').members).toEqual(new Map([['standard', cells(80, 0, 1, 1, 2)]]));
  });
});
