import { against, type CardSession, factText, type SessionCardFacts } from './session-card.js';

const session = (net: number | null): CardSession => ({
  id: '1',
  title: '',
  startedAt: '',
  endedAt: null,
  merchantId: '1',
  hostId: null,
  asOf: '',
  facts: [{ metric: 'net_paid', value: net, missing: net === null ? 'unknown' : null }],
});
const card = (now: number | null, before: readonly (number | null)[]): SessionCardFacts => ({
  session: session(now),
  before: before.map(session),
});

it.each([
  [500, [100, 400, 500, 900, null], { known: 4, higherThan: 2 }],
  [0, [-100, 0], { known: 2, higherThan: 1 }],
  [500, [], null],
  [500, [null], null],
  [null, [100], null],
])('%s beside %j', (now, before, expected) => {
  expect(against(card(now, before), 'net_paid')).toEqual(expected);
});

it.each([
  [{ metric: 'gpm', value: 102_880.5, missing: null }, 'yuan', '1,028.81'],
  [{ metric: 'gpm', value: null, missing: 'zero-denominator' }, 'yuan', '—'],
  [{ metric: 'gpm', value: null, missing: 'unknown' }, 'yuan', '…'],
  [{ metric: 'views', value: 1_200, missing: null }, 'count', '1,200'],
] as const)('%j reads as it should', (fact, unit, text) => {
  expect(factText([fact], fact.metric, unit)).toBe(text);
});
