import { call } from '../api/client.js';
import type { Page } from '../api/intake.js';
import type { Fact } from '../api/my-sessions.js';
import { formatCount, formatFen, NOT_APPLICABLE } from '../format/figures.js';
import type { KnownSession } from './known-day.js';

const MOST_BEFORE = 5;
/** Of the newest before it, sessions that are no selling ones are passed by. */
const LOOKED_THROUGH = 30;

export interface CardSession {
  readonly id: string;
  readonly title: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly merchantId: string;
  readonly hostId: string | null;
  /** Absent in what an earlier version of the page kept. */
  readonly note?: string | null;
  readonly asOf: string;
  readonly facts: readonly Fact[];
}

/** One session beside up to five of the same merchant and kind before it, the newest first. */
export interface SessionCardFacts {
  readonly session: CardSession;
  readonly before: readonly CardSession[];
  /** The session’s entity tag, for who changes its note. */
  readonly tag?: string | null;
}

export interface Metric {
  readonly code: string;
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly formulaZh: string;
  readonly formulaEn: string;
  readonly otherFormulasZh: string | null;
  readonly otherFormulasEn: string | null;
}

/** What a card shows, in its order; money in 元, the others as counts. */
export const CARD_METRICS = [
  { code: 'gmv_paid', unit: 'yuan' },
  { code: 'refund_amt', unit: 'yuan' },
  { code: 'net_paid', unit: 'yuan' },
  { code: 'gpm', unit: 'yuan' },
  { code: 'gmv_hour', unit: 'yuan' },
  { code: 'orders', unit: 'count' },
  { code: 'views', unit: 'count' },
  { code: 'pcu', unit: 'count' },
] as const;
export type CardUnit = (typeof CARD_METRICS)[number]['unit'];

export async function readCard(id: string): Promise<SessionCardFacts> {
  const session = await readSession(id);
  const query = { merchantId: session.merchantId, to: session.startedAt.slice(0, 10), limit: LOOKED_THROUGH };
  const { items } = await call<Page<KnownSession & { readonly kind: string }>>('/live-sessions', { query });
  const own = items.find((item) => item.id === id);
  const kind = own?.kind ?? 'selling';
  const earlier = items.filter(
    (item) => item.id !== id && item.kind === kind && Date.parse(item.startedAt) <= Date.parse(session.startedAt),
  );
  const before = await Promise.all(earlier.slice(0, MOST_BEFORE).map((item) => readSession(item.id)));
  return { session, before, tag: own?.entityTag ?? null };
}

async function readSession(id: string): Promise<CardSession> {
  const path = `/live-sessions/${encodeURIComponent(id)}/facts`;
  const { liveSessionId, title, startedAt, endedAt, merchantId, hostId, note, asOf, facts } = await call<
    Omit<CardSession, 'id'> & { liveSessionId: string }
  >(path);
  return { id: liveSessionId, title, startedAt, endedAt, merchantId, hostId, note: note ?? null, asOf, facts };
}

export async function readMetrics(): Promise<readonly Metric[]> {
  return (await call<{ readonly items: readonly Metric[] }>('/metrics')).items;
}

export function valueOf(facts: readonly Fact[], code: string): number | null {
  return facts.find(({ metric }) => metric === code)?.value ?? null;
}

/** `—`: it cannot be worked out; `…`: nobody reported it. */
export function factText(facts: readonly Fact[], code: string, unit: CardUnit): string {
  const fact = facts.find(({ metric }) => metric === code);
  if (fact?.value == null) return fact?.missing === 'zero-denominator' ? NOT_APPLICABLE : '…';
  const whole = Math.sign(fact.value) * Math.round(Math.abs(fact.value));
  return unit === 'yuan' ? formatFen(whole, 'yuan') : formatCount(whole);
}

export interface Against {
  /** How many of the sessions before have the figure at all. */
  readonly known: number;
  readonly higherThan: number;
}

/** No mean is made of ratios: told is how many of the sessions before lie below. Null where there is nothing to compare. */
export function against({ session, before }: SessionCardFacts, code: string): Against | null {
  const value = valueOf(session.facts, code);
  const others = before.map(({ facts }) => valueOf(facts, code)).filter((other) => other !== null);
  if (value === null || others.length === 0) return null;
  return { known: others.length, higherThan: others.filter((other) => value > other).length };
}
