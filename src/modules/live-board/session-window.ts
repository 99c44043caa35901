import type { LiveSession } from '../live-sessions/index.js';

export const MINUTE_MS = 60_000;
/** Of each of the two windows that are compared. */
export const WINDOW_MINUTES = 10;
const WINDOW_MS = WINDOW_MINUTES * MINUTE_MS;
/** Nobody ended it: as everywhere it is taken to be over by then. */
const LONGEST_OPEN_MS = 12 * 3_600_000;

/**
 * Two times ten whole minutes: [from, middle) and [middle, until). While a session is on air they end with the last minute that is over, and the
 * one that runs is told apart: it would always make the last ten look smaller than the ten before. Of a session that is over they are its last.
 */
export interface SessionWindow {
  readonly from: Date;
  readonly middle: Date;
  readonly until: Date;
  readonly isOver: boolean;
  /** Whether the session had begun when the first of the minutes did: before that there is nothing to compare with. */
  readonly isComparable: boolean;
}

type Times = Pick<LiveSession, 'startedAt' | 'endedAt' | 'archivedAt'>;

export function windowOf({ startedAt, endedAt, archivedAt }: Times, now: Date): SessionWindow {
  const endMs = endedAt?.getTime() ?? startedAt.getTime() + LONGEST_OPEN_MS;
  const isOver = archivedAt !== null || endMs <= now.getTime();
  const untilMs = isOver ? ceiling(Math.min(endMs, now.getTime())) : floor(now.getTime());
  const at = (ms: number): Date => new Date(untilMs - ms);
  const from = at(2 * WINDOW_MS);
  return { from, middle: at(WINDOW_MS), until: at(0), isOver, isComparable: startedAt <= from };
}

/** China's clock is whole hours off UTC: its minutes are the same. */
function floor(ms: number): number {
  return ms - (ms % MINUTE_MS);
}

function ceiling(ms: number): number {
  return floor(ms + MINUTE_MS - 1);
}
