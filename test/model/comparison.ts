import type { CunboDriver } from './driver.js';
import { factsOf } from './facts.js';
import type { Identities, Kind } from './identities.js';
import { fieldOf, listField, textField } from './json-fields.js';
import { placeOf, SUCCESSIONS } from './places.js';
import type { RankingQuery } from './query-builder.js';
import { computeExpected, type Expected, type Measures, type Ranking } from './reference.js';
import { checkRefunds } from './refund-comparison.js';
import { nameOf, queryString } from './requests.js';
import type { Scenario } from './scenario-builder.js';
import type { Scope, Subject } from './scopes.js';

const PARALLEL_REQUESTS = 8;
const MEASURES = ['paidFen', 'refundedFen', 'netFen', 'orders', 'lines', 'quantity'] as const;
const NOTHING: Measures = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };
const KIND_BY_SUBJECT: Partial<Record<Subject, Kind>> = {
  merchants: 'merchant',
  products: 'product',
  hosts: 'host',
  'live-sessions': 'session',
};

type MapKind = 'as-was' | 'today';
type Check = () => Promise<string[]>;

/** Asks the system for the cells of the window and tells each one that is not what the model expects. */
export async function findMismatches({ history, looks }: Scenario, identities: Identities, driver: CunboDriver): Promise<string[]> {
  const expected = computeExpected(history.world, factsOf(history));
  const mismatches = await runAll([
    ...looks.rankings.map((query) => () => checkRanking(query, expected, identities, driver)),
    ...looks.series.map((scope) => () => checkSeries(scope, expected, driver)),
    ...looks.refunds.map((scope) => () => checkRefunds(scope, expected, identities, driver)),
  ]);
  if (looks.today.length === 0) return mismatches;
  return [
    ...mismatches,
    ...(await onTodaysMap(driver, () =>
      runAll(looks.today.map((query) => () => checkRanking(query, expected, identities, driver, 'today'))),
    )),
  ];
}

/** Divisions are no more only while this looks at them: histories go on selling there. */
async function onTodaysMap(driver: CunboDriver, look: Check): Promise<string[]> {
  if (!driver.installSuccessions) throw new Error("Today's map is asked for, but the driver cannot install successions");
  await driver.installSuccessions(SUCCESSIONS);
  try {
    return await look();
  } finally {
    await driver.installSuccessions([]);
  }
}

async function runAll(checks: readonly Check[]): Promise<string[]> {
  const mismatches: string[] = [];
  for (let start = 0; start < checks.length; start += PARALLEL_REQUESTS) {
    const found = await Promise.all(checks.slice(start, start + PARALLEL_REQUESTS).map((check) => check()));
    mismatches.push(...found.flat());
  }
  return mismatches;
}

async function checkRanking(
  { subject, scope }: RankingQuery,
  expected: Expected,
  identities: Identities,
  driver: CunboDriver,
  map: MapKind = 'as-was',
): Promise<string[]> {
  const path = `/api/v1/rankings/${subject}?${queryString({ ...scope, ...(map === 'today' && { map }), compare: 'none', limit: '500' })}`;
  const { status, body } = await driver.request('GET', path);
  if (status !== 200) return [`${path}: answered ${status} ${JSON.stringify(body)}`];
  const ranking = map === 'today' ? expected.rankingToday(subject, scope) : expected.ranking(subject, scope);
  return compareRanking(ranking, body, subject, scope, identities).map((mismatch) => `${subject} ${map} ${nameOf(scope)}: ${mismatch}`);
}

function compareRanking(expected: Ranking, body: unknown, subject: Subject, scope: Scope, identities: Identities): string[] {
  const items = listField(body, 'items');
  const members = items.filter((item) => fieldOf(item, 'isZone') !== true);
  const zones = items.filter((item) => fieldOf(item, 'isZone') === true);
  const kind = KIND_BY_SUBJECT[subject];
  const keyOf = (item: unknown) => (kind ? identities.keyOf(kind, textField(item, 'id')) : textField(item, 'id'));
  return [
    ...compareRows(expected.members, members, keyOf),
    ...(showsZones(scope) ? compareRows(expected.zones, zones, keyOf).map((mismatch) => `zone ${mismatch}`) : []),
    ...compareMeasures('total', expected.total, fieldOf(body, 'total'), 'sum'),
    ...compareMeasures('unallocated', expected.unallocated, fieldOf(body, 'unallocated'), 'sum'),
    ...compareRanks(members),
    ...(fieldOf(body, 'nextCursor') === null ? [] : ['nextCursor: expected null']),
  ];
}

/** Whether a zone is shown inside its host county alone is left open by the contract. */
function showsZones({ within }: Scope): boolean {
  return within === undefined || ['province', 'city'].includes(placeOf(within).level);
}

function compareRows(expected: ReadonlyMap<string, Measures>, items: readonly unknown[], keyOf: (item: unknown) => string): string[] {
  const got = new Map(items.map((item) => [keyOf(item), item]));
  const missing = [...expected].filter(([key]) => !got.has(key)).map(([key, row]) => `${key}: expected ${JSON.stringify(row)}, got no row`);
  const compared = [...got].flatMap(([key, item]) => {
    const row = expected.get(key);
    return row ? compareMeasures(key, row, item, 'member') : [`${key}: expected no row, got ${JSON.stringify(item)}`];
  });
  return [...missing, ...compared, ...(got.size === items.length ? [] : ['a member is listed twice'])];
}

/** Where members have no count of orders, what their total shows is left open. */
function compareMeasures(row: string, expected: Measures, got: unknown, role: 'member' | 'sum'): string[] {
  const open = role === 'sum' && expected.orders === null ? ['orders'] : [];
  return MEASURES.filter((name) => !open.includes(name) && fieldOf(got, name) !== expected[name]).map(
    (name) => `${row} ${name}: expected ${expected[name]}, got ${JSON.stringify(fieldOf(got, name))}`,
  );
}

/** Ranked by net, best first; ties share a rank (1, 2, 2, 4). */
function compareRanks(members: readonly unknown[]): string[] {
  const values = members.map((member) => Number(fieldOf(member, 'value')));
  return members.flatMap((member, index) => {
    const value = values[index] ?? NaN;
    const rank = 1 + values.filter((other) => other > value).length;
    const isRight = fieldOf(member, 'rank') === rank && value === fieldOf(member, 'netFen') && value <= (values[index - 1] ?? Infinity);
    return isRight
      ? []
      : [`row ${index + 1}: expected its net as value, in falling order, with rank ${rank}, got ${JSON.stringify(member)}`];
  });
}

async function checkSeries(scope: Scope, expected: Expected, driver: CunboDriver): Promise<string[]> {
  const path = `/api/v1/revenue?${queryString({ ...scope, by: 'day' })}`;
  const { status, body } = await driver.request('GET', path);
  if (status !== 200) return [`${path}: answered ${status} ${JSON.stringify(body)}`];
  return compareSeries(expected.byDay(scope), body).map((mismatch) => `series ${nameOf(scope)}: ${mismatch}`);
}

/** A day without revenue may be shown as zeros or left out. */
function compareSeries(expected: ReadonlyMap<string, Measures>, body: unknown): string[] {
  const got = new Map(listField(body, 'items').map((item) => [textField(item, fieldOf(item, 'day') === undefined ? 'from' : 'day'), item]));
  const days = new Set([...expected.keys(), ...got.keys()]);
  return [...days].flatMap((day) => compareMeasures(day, expected.get(day) ?? NOTHING, got.get(day) ?? NOTHING, 'member'));
}
