import { ActionBuilder } from './action-builder.js';
import { withCertainSalesOnly } from './certain-sales.js';
import type { Action, History, World } from './facts.js';
import type { HistorySeed, MessageSeed } from './histories.js';
import { buildBody } from './message-builder.js';
import { buildLooks, type Looks } from './query-builder.js';
import { schedule, type Arrival } from './schedule.js';
import type { Window } from './windows.js';
import { buildWorld, pickFrom } from './world-builder.js';

/** A history on real days, and what to look at afterwards. */
export interface Scenario {
  readonly window: Window;
  readonly history: History;
  readonly looks: Looks;
}

export function buildScenario(seed: HistorySeed, window: Window): Scenario {
  const { firstDay } = window;
  const world = buildWorld(seed.world, firstDay);
  const messages = seed.messages.map((message, index) => buildArrival(message, `${message.idPrefix}${index}`, seed, world, firstDay));
  const entries = [
    ...messages.flatMap((arrival, index) => [arrival, ...(seed.messages[index]?.copies ?? []).map((copy) => ({ ...arrival, ...copy }))]),
    ...buildActions(seed, world, firstDay),
    ...seed.workerPoints,
    ...buildConflicts(seed, messages, world, firstDay),
  ];
  return { window, history: withCertainSalesOnly({ world, steps: schedule(entries) }), looks: buildLooks(seed, window) };
}

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
    return fact ? [{ kind: 'arrival', at: position, isTogether, isAlone: false, isSettled: isSettledAction(fact), fact }] : [];
  });
}

function isSettledAction(action: Action): boolean {
  switch (action.kind) {
    case 'create-rule':
    case 'merge-merchants':
    case 'withdraw-rule':
      return action.isSettled;
    case 'change-origin':
    case 'change-home':
      return action.isAfterSales === true;
    default:
      return false;
  }
}
