/**
 * Random worlds and histories. What is drawn here are seeds: small numbers and choices that shrink well and cannot contradict each
 * other. scenario-builder.ts turns a seed into facts on real days.
 */
import fc from 'fast-check';
import { actionsOf } from './action-seeds.js';
import { moment, place, position, rarely } from './draws.js';
import { EVERYTHING, type Capabilities } from './driver.js';
import { conflict, MAX_MESSAGES, message, order } from './message-seeds.js';
import { plainView, query, refundQuery, todayQuery } from './query-seeds.js';
import { SUBJECTS } from './scopes.js';
import { mapping, session, world } from './world-seeds.js';

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;
type TodayQuery = Drawn<typeof todayQuery>;

const MAX_ACTIONS = 20;
/** Today's map is changed for a while to look at it, so not every history does. */
const LOOKS_AT_TODAY = 6;

const workerPoint = fc.record({
  at: position,
  kind: fc.constantFrom('settle' as const, 'stop' as const, 'start' as const, 'crash' as const),
});

export function historySeedFor(capabilities: Capabilities) {
  const { refundDetail, mapToday } = capabilities;
  return fc.record({
    world,
    orders: fc.array(order, { minLength: 1, maxLength: 5, size: 'max' }),
    messages: fc.array(message, { maxLength: MAX_MESSAGES, size: 'max' }),
    conflicts: fc.array(conflict, { maxLength: 2 }),
    actions: fc.array(fc.record({ action: actionsOf(capabilities), ...place }), { maxLength: MAX_ACTIONS, size: 'max' }),
    workerPoints: fc.array(workerPoint, { maxLength: 6 }),
    plainViews: exactly(SUBJECTS.length, plainView),
    series: exactly(2, plainView),
    queries: exactly(4, query),
    refundQueries: exactly(refundDetail ? 2 : 0, refundQuery),
    todayQueries: rarely<TodayQuery[]>([], exactly(mapToday ? 4 : 0, todayQuery), LOOKS_AT_TODAY),
  });
}

function exactly<T>(count: number, element: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(element, { minLength: count, maxLength: count });
}

export const historySeed = historySeedFor(EVERYTHING);

export type HistorySeed = Drawn<typeof historySeed>;
export type WorldSeed = Drawn<typeof world>;
export type SessionSeed = Drawn<typeof session>;
export type MappingSeed = Drawn<typeof mapping>;
export type OrderSeed = Drawn<typeof order>;
export type MessageSeed = Drawn<typeof message>;
export type WordSeed = MessageSeed['word'];
export type MomentSeed = Drawn<typeof moment>;
export type ActionSeed = HistorySeed['actions'][number]['action'];
export type ViewSeed = Drawn<typeof plainView>;
export type QuerySeed = Drawn<typeof query>;
export type RefundQuerySeed = Drawn<typeof refundQuery>;
export type TodayQuerySeed = TodayQuery;
