import type { Basis, Draft } from './draft.js';
import { isSameThing } from './things.js';

export const MOST_NOTE = 200;

/** A session's note as a page read it, with the tag it was read under. */
interface ReadNote {
  readonly note: string | null;
  readonly tag: string | null;
}

export interface ShownNote {
  readonly note: string | null;
  readonly basis: Basis;
}

/** The note of a session that is none of these days, with what this phone has still to say of it laid over. */
export function shownNote(sessionId: string, { note, tag }: ReadNote, drafts: readonly Draft[]): ShownNote {
  const own = drafts.filter(
    (draft) => draft.kind === 'note-session' && draft.state !== 'sent' && isSameThing(draft.content.session, { id: sessionId }, drafts),
  );
  const last = own.reduce<Draft | null>((latest, draft) => (latest === null || draft.place > latest.place ? draft : latest), null);
  return last?.kind === 'note-session' ? { note: last.content.note, basis: { after: last.key } } : { note, basis: { tag } };
}
