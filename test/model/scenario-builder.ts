import { ActionBuilder } from './action-builder.js';
import { addDays } from './calendar.js';
import type { History, World } from './facts.js';
import { WINDOW_DAYS, type HistorySeed, type QuerySeed } from './histories.js';
import { buildBody } from './message-builder.js';
import { placeOf, PLACES, type Level } from './places.js';
import type { Scope, Subject } from './reference.js';
import { schedule, type Arrival } from './schedule.js';
import { buildWorld, pickFrom } from './world-builder.js';

export interface RankingQuery {
  readonly subject: Subject;
  readonly scope: Scope;
}

/** A history on real days, and filtered rankings to look at besides the plain ones. */
export interface Scenario {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly history: History;
  readonly queries: readonly RankingQuery[];
}

export function buildScenario(seed: HistorySeed, firstDay: string): Scenario {
  const world = buildWorld(seed.world, firstDay);
  const messages = seed.messages.map((message, index) => buildArrival(message, `${message.idPrefix}${index}`, seed, world, firstDay));
  const entries = [
    ...messages.flatMap((arrival, index) => [arrival, ...(seed.messages[index]?.copies ?? []).map((copy) => ({ ...arrival, ...copy }))]),
    ...buildActions(seed, world, firstDay),
    ...seed.workerPoints,
    ...buildConflicts(seed, messages, world, firstDay),
  ];
  return {
    firstDay,
    lastDay: addDays(firstDay, WINDOW_DAYS - 1),
    history: { world, steps: schedule(entries) },
    queries: seed.queries.map((query) => buildQuery(query, firstDay)),
  };
}

type MessageSeed = HistorySeed['messages'][number];

function buildArrival(
  { word, at, isTogether }: MessageSeed,
  messageId: string,
  seed: HistorySeed,
  world: World,
  firstDay: string,
): Arrival {
  const order = pickFrom(seed.orders, word.order);
  const shop = pickFrom(world.shops, order.shop).key;
  return {
    kind: 'arrival',
    at,
    isTogether,
    isAlone: false,
    fact: { kind: 'message', shop, messageId, body: buildBody(word, order, world, firstDay) },
  };
}

/** Listed after every message, a conflict comes after the message whose id it takes, at the same position at the earliest. */
function buildConflicts(seed: HistorySeed, messages: readonly Arrival[], world: World, firstDay: string): Arrival[] {
  if (messages.length === 0) return [];
  return seed.conflicts.flatMap(({ of, word, at }): Arrival[] => {
    const { fact, at: sentAt } = pickFrom(messages, of);
    if (fact.kind !== 'message') return [];
    const body = buildBody(word, pickFrom(seed.orders, word.order), world, firstDay);
    return [{ kind: 'arrival', at: Math.max(at, sentAt), isTogether: false, isAlone: true, fact: { ...fact, body } }];
  });
}

/** Actions keep the order in which they are drawn: each builds on what those before it left. */
function buildActions(seed: HistorySeed, world: World, firstDay: string): Arrival[] {
  const builder = new ActionBuilder(world, seed.orders, firstDay);
  let position = 0;
  return seed.actions.flatMap(({ action, at, isTogether }): Arrival[] => {
    position = Math.max(position, at);
    const fact = builder.build(action);
    return fact ? [{ kind: 'arrival', at: position, isTogether, isAlone: false, fact }] : [];
  });
}

function buildQuery(seed: QuerySeed, firstDay: string): RankingQuery {
  const [from = 0, to = 0] = [...seed.days].sort((a, b) => a - b);
  return {
    subject: seed.subject,
    scope: {
      from: addDays(firstDay, from),
      to: addDays(firstDay, to),
      basis: seed.basis,
      refundView: seed.refundView,
      ...(seed.within === null ? {} : { within: pickFrom(areasFor(seed.subject), seed.within) }),
      ...(seed.category === null ? {} : { category: seed.category }),
      ...(seed.platform === null ? {} : { platform: seed.platform }),
    },
  };
}

const DEPTH: Readonly<Record<Level, number>> = { province: 0, city: 1, county: 2, township: 3, village: 4 };

/** Areas a ranking may be confined to: none finer than its subject, and for counties no zone, which is none of its members. */
function areasFor(subject: Subject): string[] {
  const depth = { cities: 1, counties: 2, townships: 3, villages: 4 }[subject as string] ?? 4;
  return Object.keys(PLACES).filter((code) => DEPTH[placeOf(code).level] <= depth && !(subject === 'counties' && placeOf(code).isZone));
}
