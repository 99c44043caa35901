import { type ChainFault, ChainWalk, hashOfEvent, hashOfSeal, type Sealed, START } from './chain.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');

function chain(length: number): Sealed[] {
  let previous: Buffer = START;
  return Array.from({ length }, (_, index) => {
    const text = `event ${index + 1}`;
    const eventHash = hashOfEvent(text);
    const hash = (previous = hashOfSeal(previous, eventHash));
    return { position: `${index + 1}`, eventId: `${(index + 1) * 10}`, eventHash, hash, at: new Date(NOON + index), text };
  });
}

function faultsOf(sealed: readonly Sealed[]): ChainFault[] {
  const walk = new ChainWalk();
  return sealed.flatMap((one) => walk.next(one));
}

function changed(position: number, change: Partial<Sealed>): ChainFault[] {
  return faultsOf(chain(6).map((one) => (one.position === `${position}` ? { ...one, ...change } : one)));
}

describe('a chain of seals', () => {
  it('that nobody touched has no fault', () => expect(faultsOf(chain(6))).toEqual([]));

  it.each([1, 3, 6])('shows a changed event at %d, and nothing after it', (position) => {
    expect(changed(position, { text: 'other' })).toEqual([{ kind: 'event-changed', position: `${position}`, eventId: `${position}0` }]);
  });

  it.each([1, 3, 6])('shows a removed event at %d', (position) => {
    expect(changed(position, { text: null, at: null })).toEqual([
      { kind: 'event-missing', position: `${position}`, eventId: `${position}0` },
    ]);
  });

  it.each<[string, Partial<Sealed>]>([
    ['hash', { hash: Buffer.alloc(32, 1) }],
    ['hash of the event', { eventHash: Buffer.alloc(32, 1) }],
    ['event together with its hash', { text: 'other', eventHash: hashOfEvent('other') }],
  ])('shows a seal whose %s was changed, and nothing after it', (_what, change) => {
    for (const position of [1, 3, 6])
      expect(changed(position, change)).toEqual([{ kind: 'seal-changed', position: `${position}`, eventId: `${position}0` }]);
  });

  it('shows where a changed event was sealed anew: the next seal does not follow', () => {
    const [first] = chain(1);
    const eventHash = hashOfEvent('other');
    const hash = hashOfSeal(first?.hash ?? START, eventHash);
    expect(changed(2, { text: 'other', eventHash, hash })).toEqual([{ kind: 'seal-changed', position: '3', eventId: '30' }]);
  });

  it('shows what is missing, in the middle and at the start, and goes on behind it', () => {
    expect(faultsOf(chain(6).filter(({ position }) => position !== '1' && position !== '4'))).toEqual([
      { kind: 'seal-missing', position: '1', eventId: null },
      { kind: 'seal-missing', position: '4', eventId: null },
    ]);
    expect(faultsOf(chain(6).slice(4))).toEqual([{ kind: 'seal-missing', position: '1-4', eventId: null }]);
  });

  it('shows an event that was put in later as if it were old', () => {
    expect(changed(4, { at: new Date(NOON - 2 * 3_600_000) })).toEqual([{ kind: 'event-backdated', position: '4', eventId: '40' }]);
  });
});
