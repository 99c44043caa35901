import { instantsOf, parseMessageQuery, replayOfAll, toMessageAddress, withShop, withState } from './message-query.js';

const START = parseMessageQuery({});
const SHOP = '1h0m3kq8w2zxr7c';

describe('which messages are shown', () => {
  it('starts with what waits in quarantine, of all shops and times', () => {
    expect(START).toEqual({ shopId: null, state: 'quarantined', reason: null, range: null });
  });

  it('is restored from its own address', () => {
    const asked = { shopId: SHOP, state: 'applied', reason: 'field.amount', range: { from: '2026-11-01', to: '2026-11-21' } } as const;
    expect(parseMessageQuery(toMessageAddress(asked))).toEqual(asked);
    const anything = { ...START, state: null };
    expect(parseMessageQuery(toMessageAddress(anything))).toEqual(anything);
  });

  it('takes the default for what cannot be read', () => {
    expect(parseMessageQuery({ shop: ['a', 'b'], state: 'lost', reason: '', from: '2026-11-02', to: '2026-11-01' })).toEqual(START);
  });

  it('asks for messages that went well of one shop only', () => {
    expect(parseMessageQuery({ state: 'applied' }).state).toBe('quarantined');
    expect(parseMessageQuery({ state: 'applied', shop: SHOP }).state).toBe('applied');
    expect(withShop({ ...START, shopId: SHOP, state: 'applied' }, null).state).toBeNull();
    expect(withShop({ ...START, shopId: SHOP, state: 'conflict' }, null).state).toBe('conflict');
  });

  it('forgets the reason with the state it belongs to', () => {
    const asked = { ...START, reason: 'field.amount' };
    expect(withState(asked, 'ignored').reason).toBeNull();
    expect(withState(asked, 'quarantined').reason).toBe('field.amount');
  });

  it('lasts until the last day is over, in Beijing', () => {
    expect(instantsOf({ from: '2026-11-01', to: '2026-11-21' })).toEqual({
      from: '2026-11-01T00:00:00+08:00',
      to: '2026-11-22T00:00:00+08:00',
    });
    expect(instantsOf(null)).toEqual({ from: null, to: null });
  });

  it('replays all that match only if they are of one state and of any time', () => {
    expect(replayOfAll({ ...START, shopId: SHOP, reason: 'field.amount' })).toEqual({
      shopId: SHOP,
      state: 'quarantined',
      reason: 'field.amount',
    });
    expect(replayOfAll({ ...START, state: 'ignored' })).toEqual({ state: 'ignored' });
    expect(replayOfAll({ ...START, state: null })).toBeNull();
    expect(replayOfAll({ ...START, state: 'conflict' })).toBeNull();
    expect(replayOfAll({ ...START, range: { from: '2026-11-01', to: '2026-11-21' } })).toBeNull();
  });
});
