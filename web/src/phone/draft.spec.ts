import { type Draft, type DraftState, isOpen, type NewDraft, nextToSend, withoutDraft } from './draft.js';
import { requestOf } from './draft-request.js';

const BEGIN: NewDraft = {
  kind: 'begin-session',
  content: { merchantId: '1', title: '晚场', startedAt: 'T1', endedAt: null, hostId: null, shopId: null, productIds: [] },
};
const orderIn = (session: string): NewDraft => ({
  kind: 'log-order',
  content: { merchantId: '1', session: { draft: session }, paidAt: 'T2', lines: [{ productId: '7', quantity: 1, paidFen: 100 }] },
});
const refundOf = (order: string, after: string): NewDraft => ({
  kind: 'refund-order',
  content: { order: { draft: order }, lineNo: '1', amountFen: 50, refundedAt: 'T3', reason: '破损', basis: { after } },
});

let place = 0;
function draft(key: string, given: NewDraft, state: DraftState = 'waiting', more: Partial<Draft> = {}): Draft {
  place += 1;
  return { ...given, key, owner: 'wang', place, madeAt: 'T0', state, trouble: null, made: null, ...more } as Draft;
}

describe('the order in which drafts leave the phone', () => {
  it('is the one they were made in', () => {
    const drafts = [draft('b', BEGIN), draft('a', BEGIN)];
    expect(nextToSend([...drafts].reverse(), 'wang')?.key).toBe('b');
  });

  it('puts what a thing hangs on first, and passes by what hangs on a refusal', () => {
    const refused = draft('s', BEGIN, 'refused');
    const drafts = [refused, draft('o', orderIn('s')), draft('other', BEGIN)];
    expect(nextToSend(drafts, 'wang')?.key).toBe('other');
    expect(nextToSend([{ ...refused, state: 'sent', made: { id: '88', tag: null } }, ...drafts.slice(1)], 'wang')?.key).toBe('o');
  });

  it('goes on with what may have arrived, and sends nothing in the name of somebody else', () => {
    expect(nextToSend([draft('s', BEGIN, 'sending')], 'wang')?.key).toBe('s');
    expect(nextToSend([draft('s', BEGIN)], 'li')).toBeNull();
  });

  it('lets nobody change what may have arrived', () => {
    expect((['waiting', 'refused', 'sending', 'sent'] as const).map((state) => isOpen(draft('s', BEGIN, state)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a draft that is sent', () => {
  const session = draft('s', BEGIN, 'sent', { made: { id: '88', tag: '"s1"' } });
  const order = draft('o', orderIn('s'), 'sent', { made: { id: 'shop.H1', tag: '"o1"' } });

  it('names what earlier drafts made by its id, and carries its key', () => {
    expect(requestOf(draft('o2', orderIn('s')), [session])).toEqual({
      method: 'POST',
      path: '/orders',
      body: { merchantId: '1', liveSessionId: '88', paidAt: 'T2', lines: [{ productId: '7', quantity: 1, paidFen: 100 }] },
      once: 'o2',
      ifMatch: null,
    });
  });

  it('starts from what the one before it made', () => {
    expect(requestOf(draft('r', refundOf('o', 'o')), [session, order])).toMatchObject({ path: '/orders/shop.H1/refunds', ifMatch: '"o1"' });
  });

  it('does not go before what it hangs on', () => {
    expect(() => requestOf(draft('o3', orderIn('t')), [session])).toThrow('has not been sent');
  });
});

describe('a draft that is deleted', () => {
  const drafts = [
    draft('s', BEGIN),
    draft('o', orderIn('s')),
    draft('r1', refundOf('o', 'o')),
    draft('r2', refundOf('o', 'r1')),
    draft('elsewhere', BEGIN),
  ];

  it('takes with it what it would have made', () => {
    expect(withoutDraft(drafts, 's')).toEqual({ removed: ['s', 'o', 'r1', 'r2'], changed: [] });
  });

  it('lets what was to follow it start from where it would have started', () => {
    const { removed, changed } = withoutDraft(drafts, 'r1');
    expect(removed).toEqual(['r1']);
    expect(changed).toMatchObject([{ key: 'r2', content: { basis: { after: 'o' } } }]);
  });
});
