import type { Bulletin } from './bulletin.repository.js';

export const BULLETIN_STATES = ['draft', 'checked', 'issued', 'frozen', 'withdrawn'] as const;
export type BulletinState = (typeof BULLETIN_STATES)[number];

/** Frozen is what was issued long enough ago: no job has to come by for it. */
export function stateOf({ state, freezesAt }: Pick<Bulletin, 'state' | 'freezesAt'>, now: Date): BulletinState {
  return state === 'issued' && freezesAt !== null && freezesAt <= now ? 'frozen' : state;
}
