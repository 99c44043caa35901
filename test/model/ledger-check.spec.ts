import fc from 'fast-check';
import { computeBookings } from './bookings.js';
import { factsOf, type AttributionRule, type Fact, type OrderChanged } from './facts.js';
import { historySeed, type HistorySeed } from './histories.js';
import { checkHistory } from './ledger-check.js';
import { isPossible } from './judgement.js';
import { ModelDriver, type Mishearing } from './model-driver.js';
import { buildScenario } from './scenario-builder.js';
import { freshWindows, listWindows, type Window } from './windows.js';

const [WINDOW] = listWindows('2026-11-22') as [Window];

/** What fast-check reports after shrinking, when the system mishears messages in some way; null if it never notices. */
async function reportOf(mishear: () => Mishearing): Promise<{ seed: HistorySeed; message: string } | null> {
  const property = fc.asyncProperty(historySeed, (seed) => checkHistory(seed, WINDOW, new ModelDriver(mishear())));
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed: 3, numRuns: 40 });
  if (!failed || !counterexample) return null;
  return { seed: counterexample[0], message: errorInstance instanceof Error ? errorInstance.message : '' };
}

/** A message that comes again becomes another order. */
function countingTwice(): Mishearing {
  const seen = new Set<string>();
  return (message) => {
    if (message.kind !== 'message') return [message];
    const isRepeated = seen.size === seen.add(message.messageId).size;
    if (!isRepeated || !isPossible(message.body)) return [message];
    const messageId = `${message.messageId}-again`;
    return [{ ...message, messageId, body: { ...message.body, data: { ...message.body.data, orderNo: messageId } } }];
  };
}

/** The last message to arrive wins. */
function believingTheLast(): Mishearing {
  let arrivals = 0;
  return (message) => {
    if (message.kind !== 'message') return [message];
    arrivals += 1;
    if (!isPossible(message.body)) return [message];
    const timestamp = new Date(Date.UTC(2024, 1, 1) + arrivals).toISOString();
    return [{ ...message, body: { ...message.body, timestamp, data: { ...message.body.data, version: arrivals } } }];
  };
}

const withRule = (fact: Fact, change: Partial<AttributionRule>): Fact[] =>
  fact.kind === 'create-rule' ? [{ ...fact, rule: { ...fact.rule, ...change } }] : [fact];

function withoutReasons(fact: Fact): Fact[] {
  if (fact.kind !== 'message' || !isPossible(fact.body)) return [fact];
  const { body } = fact;
  const refunds = (body.data.refunds ?? []).map((refund) => ({ ...refund, reason: null }));
  const misheard: OrderChanged = { ...body, data: { ...body.data, refunds } };
  return [{ ...fact, body: misheard }];
}

/** Systems that get one thing about rules or refunds wrong. */
const MISHEARINGS: Record<string, Mishearing> = {
  'forgets that a rule was withdrawn': (fact) => (fact.kind === 'withdraw-rule' ? [] : [fact]),
  'takes a rule to begin earlier than it does': (fact) => withRule(fact, { validFrom: undefined }),
  'takes a rule to hold for longer than it does': (fact) => withRule(fact, { validTo: undefined }),
  'knows no lots': (fact) => withRule(fact, { lot: undefined }),
  'forgets a merger': (fact) => (fact.kind === 'merge-merchants' ? [] : [fact]),
  'forgets that a home was moved': (fact) => (fact.kind === 'change-home' ? [] : [fact]),
  'does not hear reasons': withoutReasons,
};

function hasRevenue(seed: HistorySeed): boolean {
  const { history } = buildScenario(seed, WINDOW);
  return computeBookings(history.world, factsOf(history)).some((booking) => booking.lines > 0);
}

describe('checking a history', () => {
  it('finds nothing wrong when the model answers for itself', async () => {
    expect(await reportOf(() => (message) => [message])).toBeNull();
  }, 60_000);

  it('finds a duplicate counted twice, and shrinks it to one message', async () => {
    const report = await reportOf(countingTwice);
    expect(report?.message).toMatch(/paidFen: expected \d+, got \d+|lines: expected 1, got 2/);
    const facts = factsOf(buildScenario(report!.seed, WINDOW).history);
    expect(new Set(facts.flatMap((fact) => (fact.kind === 'message' ? [fact.messageId] : []))).size).toBe(1);
  }, 60_000);

  it('finds a system in which the last message to arrive wins, and shrinks it to a few messages', async () => {
    const report = await reportOf(believingTheLast);
    expect(report).not.toBeNull();
    expect(report!.seed.messages.length).toBeLessThanOrEqual(3);
  }, 60_000);

  it.each(Object.entries(MISHEARINGS))(
    'finds a system that %s',
    async (_, mishear) => {
      const property = fc.asyncProperty(historySeed, (seed) => checkHistory(seed, WINDOW, new ModelDriver(mishear)));
      expect((await fc.check(property, { seed: 5, numRuns: 300, endOnFailure: true })).failed).toBe(true);
    },
    60_000,
  );

  it('passes over days on which something is booked already', async () => {
    const driver = new ModelDriver();
    const takeWindow = freshWindows(driver);
    const [first, second, third] = listWindows('2026-11-22');
    const [seed] = fc.sample(historySeed.filter(hasRevenue), { numRuns: 1, seed: 1 });
    await checkHistory(seed!, second!, driver);
    expect([await takeWindow(), await takeWindow()]).toEqual([first, third]);
  });
});
