import fc from 'fast-check';
import { addDays, daysBetween } from './calendar.js';
import { DEFECTS } from './defects.js';
import { message } from './examples.js';
import { factsOf, type Fact, type OrderChanged } from './facts.js';
import { historySeed } from './histories.js';
import { isPossible } from './judgement.js';
import { computeBookings } from './bookings.js';
import { expectedMoves } from './moves.js';
import { buildScenario, type Scenario } from './scenario-builder.js';
import { standingAfter, type Message } from './standing.js';
import { listWindows, WINDOW_DAYS, type Window } from './windows.js';
import { groupByOrder, latestWord, standingRefunds } from './words.js';

const WINDOW: Window = { firstDay: '2024-02-26', lastDay: '2024-03-02', monthsFrom: '2024-02-01', monthsTo: '2024-03-31' };
const SCENARIOS = fc.sample(historySeed, { numRuns: 300, seed: 7 }).map((seed) => buildScenario(seed, WINDOW));

const BOOKINGS = new Map(SCENARIOS.map((scenario) => [scenario, computeBookings(scenario.history.world, factsOf(scenario.history))]));

const booked = (scenario: Scenario) => BOOKINGS.get(scenario) ?? [];
const groupsOf = ({ history }: Scenario) => history.steps.flatMap((step) => (step.kind === 'group' ? [step] : []));
const hasKind = (kind: Fact['kind']) => (scenario: Scenario) => factsOf(scenario.history).some((fact) => fact.kind === kind);
const paidOrders = ({ history }: Scenario) =>
  groupByOrder(standingAfter(history.world, factsOf(history)).messages).filter((messages) => latestWord(messages).body.data.paidAt);
const refundedOn = (messages: Message[], lineNo: string) =>
  standingRefunds(messages).reduce((sum, { refund }) => sum + (refund.lineNo === lineNo ? refund.amountFen : 0), 0);

/** Deliveries that repeat an id that was sent before, with the same body or with another. */
function repeats(scenario: Scenario): { isSameBody: boolean }[] {
  const first = new Map<string, string>();
  return factsOf(scenario.history).flatMap((fact) => {
    if (fact.kind !== 'message') return [];
    const id = `${fact.shop} ${fact.messageId}`;
    const body = JSON.stringify(fact.body);
    const known = first.get(id);
    if (known === undefined) first.set(id, body);
    return known === undefined ? [] : [{ isSameBody: known === body }];
  });
}

function hasMovedAfterSales(kind: 'change-origin' | 'change-home') {
  return ({ history }: Scenario) => factsOf(history).some((fact) => fact.kind === kind && fact.isAfterSales === true);
}

/** How many orders each rule moved. */
function movesOf({ history }: Scenario): number[] {
  const facts = factsOf(history);
  return facts.flatMap((fact, index) =>
    fact.kind === 'create-rule' ? [expectedMoves(history.world, facts.slice(0, index), fact).orders] : [],
  );
}

function merchantsByOrder(scenario: Scenario): Map<string, Set<string>> {
  const merchants = new Map<string, Set<string>>();
  for (const { order, merchant } of booked(scenario)) merchants.set(order, (merchants.get(order) ?? new Set()).add(merchant));
  return merchants;
}

/** The least share of histories that must have it: a generator that no longer draws a case makes the property pass for nothing. */
const CASES: Record<string, [number, (scenario: Scenario) => boolean]> = {
  revenue: [0.85, (scenario) => booked(scenario).some((booking) => booking.paidFen > 0)],
  'a refund that counts': [0.5, (scenario) => booked(scenario).some((booking) => booking.refundedFen > 0)],
  'a refund on another day than its payment': [0.4, (scenario) => booked(scenario).some((booking) => booking.day !== booking.paymentDay)],
  'a refund before its payment': [0.2, (scenario) => booked(scenario).some((booking) => booking.day < booking.paymentDay)],
  'a mapped line': [0.5, (scenario) => booked(scenario).some((booking) => booking.product !== null)],
  'a host': [0.25, (scenario) => booked(scenario).some((booking) => booking.host !== null)],
  'a session': [0.4, (scenario) => booked(scenario).some((booking) => booking.session !== null)],
  'a refund on a line the latest word dropped': [
    0.1,
    (scenario) =>
      paidOrders(scenario).some((messages) =>
        standingRefunds(messages).some(({ refund }) => !latestWord(messages).body.data.lines.some((line) => line.lineNo === refund.lineNo)),
      ),
  ],
  'more refunded than paid': [
    0.1,
    (scenario) =>
      paidOrders(scenario).some((messages) =>
        latestWord(messages).body.data.lines.some((line) => refundedOn(messages, line.lineNo) > line.paidFen),
      ),
  ],
  'a quarantined message': [0.3, ({ history }) => factsOf(history).some((fact) => fact.kind === 'message' && !isPossible(fact.body))],
  'a conflict': [0.3, (scenario) => repeats(scenario).some(({ isSameBody }) => !isSameBody)],
  'a duplicate': [0.4, (scenario) => repeats(scenario).some(({ isSameBody }) => isSameBody)],
  'more than fifteen messages': [0.3, ({ history }) => factsOf(history).filter((fact) => fact.kind === 'message').length > 15],
  'facts at once': [0.5, (scenario) => groupsOf(scenario).some(({ facts }) => facts.length > 1)],
  'a crash': [0.2, (scenario) => groupsOf(scenario).some(({ crash }) => crash)],
  'an order by hand': [0.4, hasKind('hand-order')],
  'a refund by hand': [0.15, hasKind('hand-refund')],
  'a correction': [0.1, hasKind('correct-order')],
  'a voided order': [0.07, hasKind('void-order')],
  'a mapping made late': [0.3, hasKind('map-item')],
  'an unmapping': [0.2, hasKind('unmap-item')],
  'a moved origin': [0.15, hasKind('change-origin')],
  'a moved home': [0.15, hasKind('change-home')],
  'an origin moved after sales': [0.03, hasMovedAfterSales('change-origin')],
  'a home moved after sales': [0.03, hasMovedAfterSales('change-home')],
  'a rule': [0.4, hasKind('create-rule')],
  'a rule that moves something': [0.2, (scenario) => movesOf(scenario).some((orders) => orders > 0)],
  'a rule on settled ground': [0.15, ({ history }) => factsOf(history).some((fact) => fact.kind === 'create-rule' && fact.isSettled)],
  'two rules': [0.2, ({ history }) => factsOf(history).filter((fact) => fact.kind === 'create-rule').length > 1],
  'a withdrawn rule': [0.1, hasKind('withdraw-rule')],
  'a merger': [0.15, hasKind('merge-merchants')],
  'an order of several merchants': [0.02, (scenario) => [...merchantsByOrder(scenario).values()].some((merchants) => merchants.size > 1)],
  'a line that counts for another merchant than its seller': [
    0.1,
    (scenario) => booked(scenario).some((booking) => booking.merchant !== booking.seller),
  ],
  'a refund before dispatch': [0.3, (scenario) => booked(scenario).some((booking) => booking.detail?.phase === 'before-dispatch')],
  'a refund after dispatch': [0.3, (scenario) => booked(scenario).some((booking) => booking.detail?.phase === 'after-dispatch')],
  'refunds for several reasons': [0.3, (scenario) => new Set(booked(scenario).flatMap(({ detail }) => detail?.reasonClass ?? [])).size > 1],
  "a look at today's map": [0.05, ({ looks }) => looks.today.length > 0],
  'a changed session': [0.2, hasKind('change-session')],
  'an archived session': [0.2, hasKind('archive-session')],
};

describe('a message', () => {
  it.each(Object.entries(DEFECTS))('with %s is impossible in itself', (_, damage) => {
    const { body } = message({});
    expect(isPossible(body)).toBe(true);
    expect(isPossible(damage(body as OrderChanged))).toBe(false);
  });

  it('is possible when refunds that did not succeed exceed the payment', () => {
    const refund = { refundNo: 'R1', lineNo: '1', amountFen: 999_999, succeededAt: '2026-11-22T09:00:00Z', status: 'refused' as const };
    expect(isPossible(message({ refunds: [refund] }).body)).toBe(true);
  });
});

describe('a drawn history', () => {
  it('books nothing outside its window', () => {
    const days = SCENARIOS.flatMap((scenario) => booked(scenario).flatMap((booking) => [booking.day, booking.paymentDay]));
    expect(days.filter((day) => day < WINDOW.firstDay || day > WINDOW.lastDay)).toEqual([]);
    expect(new Set(days).size).toBe(6);
  });

  it('never races two bodies under one message id, and never two actions', () => {
    const groups = SCENARIOS.flatMap(({ history }) => history.steps.flatMap((step) => (step.kind === 'group' ? [step.facts] : [])));
    for (const facts of groups) {
      const bodies = new Map<string, Set<string>>();
      for (const fact of facts) {
        if (fact.kind !== 'message') continue;
        const id = `${fact.shop} ${fact.messageId}`;
        bodies.set(id, (bodies.get(id) ?? new Set()).add(JSON.stringify(fact.body)));
      }
      expect([...bodies.values()].every((versions) => versions.size === 1)).toBe(true);
      expect(facts.filter((fact) => fact.kind !== 'message').length).toBeLessThanOrEqual(1);
    }
  });

  it('stops only workers that run, settles only while they run, and ends settled', () => {
    for (const { history } of SCENARIOS) {
      let isRunning = true;
      for (const step of history.steps) {
        if (step.kind !== 'group') expect(isRunning).toBe(step.kind !== 'start-workers');
        if (step.kind === 'stop-workers') isRunning = false;
        if (step.kind === 'start-workers') isRunning = true;
      }
      expect(history.steps.at(-1)).toEqual({ kind: 'settle' });
    }
  });

  it.each(Object.entries(CASES))('often has %s', (_, [share, has]) => {
    expect(SCENARIOS.filter(has).length / SCENARIOS.length).toBeGreaterThan(share);
  });
});

describe('windows', () => {
  it('do not share a month, begin with those of the leap days and leave the future for last', () => {
    const windows = listWindows('2026-11-22');
    expect(windows.slice(0, 3).map((window) => window.firstDay)).toEqual(['2016-02-26', '2020-02-26', '2024-02-26']);
    expect(windows.findIndex((window) => window.monthsTo >= '2026-11-22')).toBeGreaterThan(100);
    const inOrder = [...windows].sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1));
    expect(inOrder.filter((window, index) => window.monthsFrom <= (inOrder[index - 1]?.monthsTo ?? ''))).toEqual([]);
  });

  it('lie within their months, over the edges of their thirds, and over the turn of months and years', () => {
    const windows = listWindows('2026-11-22').slice(0, 100);
    expect(windows.filter((window) => window.firstDay < window.monthsFrom || window.lastDay > window.monthsTo)).toEqual([]);
    expect(windows.every((window) => daysBetween(window.firstDay, window.lastDay).length === WINDOW_DAYS)).toBe(true);
    const over = (ending: string) =>
      windows.filter(({ firstDay, lastDay }) => daysBetween(addDays(firstDay, 1), lastDay).some((day) => day.endsWith(ending)));
    for (const ending of ['-11', '-21', '-01', '-01-01']) expect(over(ending).length).toBeGreaterThan(0);
  });
});
