import { dayView } from './day-view.js';
import { type Basis, type Draft, type NewDraft, type Reference, withBasis, withoutDraft } from './draft.js';
import { requestOf } from './draft-request.js';
import type { KnownSession } from './known-day.js';
import { shownNote } from './session-note.js';

const SESSION: KnownSession = {
  ...{ id: '88', merchantId: '1', title: '晚场', startedAt: '2026-11-20T19:30:00+08:00', endedAt: null, hostId: null },
  ...{ shopId: null, productIds: [], archivedAt: null, entityTag: '"s1"' },
};
const noteOn = (session: Reference, note: string | null, basis: Basis): NewDraft => ({
  kind: 'note-session',
  content: { session, note, basis },
});
const OWN = { id: '88' };

let place = 0;
function draft(key: string, given: NewDraft, more: Partial<Draft> = {}): Draft {
  place += 1;
  return { ...given, key, owner: 'wang', place, madeAt: '', state: 'waiting', trouble: null, made: null, ...more } as Draft;
}

describe('a note that has not been sent', () => {
  const ended = draft('e', { kind: 'end-session', content: { session: OWN, endedAt: 'T', basis: { tag: '"s1"' } } });
  const noted = draft('n', noteOn(OWN, '换了补光灯', { after: 'e' }));

  it('is shown on its session, and what follows it starts from it', () => {
    const { sessions } = dayView({ readAt: null, sessions: [SESSION], orders: [] }, [ended, noted]);
    expect(sessions).toMatchObject([{ note: '换了补光灯', endedAt: 'T', basis: { after: 'n' }, mark: 'waiting' }]);
    expect(dayView({ readAt: null, sessions: [SESSION], orders: [] }, []).sessions).toMatchObject([{ note: null }]);
  });

  it('is a change of the session, from how the one before it left it', () => {
    const sent = { ...ended, state: 'sent', made: { id: '88', tag: '"s2"' } } as Draft;
    expect(requestOf(noted, [sent])).toEqual({
      method: 'PATCH',
      path: '/live-sessions/88',
      body: { note: '换了补光灯' },
      once: null,
      ifMatch: '"s2"',
    });
    expect(requestOf(draft('c', noteOn(OWN, null, { tag: '"s3"' })), [])).toMatchObject({ body: { note: null }, ifMatch: '"s3"' });
  });

  it('starts from where the end would have where that is deleted, and is wanted from another start all the same', () => {
    expect(withoutDraft([ended, noted], 'e').changed).toMatchObject([{ key: 'n', content: { basis: { tag: '"s1"' } } }]);
    expect(withBasis(noted, { tag: '"s9"' })).toMatchObject({ content: { note: '换了补光灯', basis: { tag: '"s9"' } } });
  });
});

describe('the note of a session of long ago', () => {
  const read = { note: '老灯', tag: '"s1"' };

  it('is what was read, until something else waits to be sent', () => {
    expect(shownNote('88', read, [])).toEqual({ note: '老灯', basis: { tag: '"s1"' } });
    const drafts = [draft('a', noteOn(OWN, '新灯', { tag: '"s1"' })), draft('b', noteOn(OWN, null, { after: 'a' }))];
    expect(shownNote('88', read, [...drafts].reverse())).toEqual({ note: null, basis: { after: 'b' } });
    expect(shownNote('88', read, [draft('x', noteOn({ id: '89' }, '别场', { tag: null }))])).toEqual({
      note: '老灯',
      basis: { tag: '"s1"' },
    });
    expect(shownNote('88', read, [draft('d', noteOn(OWN, '新灯', { tag: '"s1"' }), { state: 'sent' })])).toMatchObject({ note: '老灯' });
  });
});
