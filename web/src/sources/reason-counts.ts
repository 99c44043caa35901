import type { MessageCount, MessageState } from '../api/intake.js';
import { STATES_OF_ALL_SHOPS } from './message-query.js';

/** Messages that share a fate: the same state for the same reason. */
export interface ReasonCount {
  readonly state: MessageState;
  readonly reason: string | null;
  readonly count: number;
  readonly latestAt: string;
  /** Most first. */
  readonly shops: readonly { readonly shopId: string; readonly shopName: string; readonly count: number }[];
}

/** What needs a person most comes first; within a state the most frequent reason. What went well is not counted here. */
export function countsByReason(counts: readonly MessageCount[]): readonly ReasonCount[] {
  const groups = new Map<string, MessageCount[]>();
  for (const count of counts) {
    if (!STATES_OF_ALL_SHOPS.includes(count.state) || count.count === 0) continue;
    const key = `${count.state} ${count.reason ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), count]);
  }
  return [...groups.values()].map(joined).sort(byNeed);
}

function joined(counts: readonly MessageCount[]): ReasonCount {
  const [first] = counts;
  const latest = counts.reduce((one, other) => (Date.parse(other.latestAt) > Date.parse(one.latestAt) ? other : one));
  return {
    state: first?.state ?? 'quarantined',
    reason: first?.reason ?? null,
    count: counts.reduce((sum, { count }) => sum + count, 0),
    latestAt: latest.latestAt,
    shops: counts.map(({ shopId, shopName, count }) => ({ shopId, shopName, count })).sort((one, other) => other.count - one.count),
  };
}

function byNeed(one: ReasonCount, other: ReasonCount): number {
  return STATES_OF_ALL_SHOPS.indexOf(one.state) - STATES_OF_ALL_SHOPS.indexOf(other.state) || other.count - one.count;
}
