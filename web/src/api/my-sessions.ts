// What a host asks of the server: the sessions they led, and what is known of each.
import { call } from './client.js';
import type { Page } from './intake.js';

export interface LiveSession {
  readonly id: string;
  readonly title: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface Fact {
  readonly metric: string;
  /** Null where `missing` says why. */
  readonly value: number | null;
  readonly missing: 'unknown' | 'zero-denominator' | 'not-additive' | 'few-people' | null;
}

export interface SessionWithFacts extends LiveSession {
  readonly facts: readonly Fact[];
}

const PAGE_ROWS = 20;

/** The newest first, each with its facts. */
async function sessions(cursor: string | null, signal: AbortSignal): Promise<Page<SessionWithFacts>> {
  const { items, nextCursor } = await call<Page<LiveSession>>('/live-sessions', { query: { limit: PAGE_ROWS, cursor }, signal });
  const withFacts = items.map(async (session) => {
    const { facts } = await call<{ readonly facts: readonly Fact[] }>(`/live-sessions/${encodeURIComponent(session.id)}/facts`, { signal });
    return { ...session, facts };
  });
  return { items: await Promise.all(withFacts), nextCursor };
}

export const mySessions = { sessions };
