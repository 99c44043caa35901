import type { CunboDriver } from './driver.js';
import { factsOf } from './facts.js';
import type { Identities, Kind } from './identities.js';
import { fieldOf, listField, textField } from './json-fields.js';
import { placeOf } from './places.js';
import {
  BASES,
  computeExpected,
  REFUND_VIEWS,
  SUBJECTS,
  type Expected,
  type Measures,
  type Ranking,
  type Scope,
  type Subject,
} from './reference.js';
import type { RankingQuery, Scenario } from './scenario-builder.js';

const PARALLEL_REQUESTS = 8;
const MEASURES = ['paidFen', 'refundedFen', 'netFen', 'orders', 'lines', 'quantity'] as const;
const NOTHING: Measures = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };
const KIND_BY_SUBJECT: Partial<Record<Subject, Kind>> = {
  merchants: 'merchant',
  products: 'product',
  hosts: 'host',
  'live-sessions': 'session',
};

/** Has zone 140671 in it, so its series shows whether a hosted zone counts. */
const SERIES_COUNTY = '140602';

type Check = () => Promise<string[]>;

/** Asks the system for every cell of the window and tells each one that is not what the model expects. */
export async function findMismatches(scenario: Scenario, identities: Identities, driver: CunboDriver): Promise<string[]> {
  const expected = computeExpected(scenario.history.world, factsOf(scenario.history));
  const scopes = BASES.flatMap((basis) =>
    REFUND_VIEWS.map((refundView): Scope => ({ from: scenario.firstDay, to: scenario.lastDay, basis, refundView })),
  );
  const queries = [...SUBJECTS.flatMap((subject) => scopes.map((scope) => ({ subject, scope }))), ...scenario.queries];
  const series = scopes.flatMap((scope) => [scope, { ...scope, within: SERIES_COUNTY }]);
  return runAll([
    ...queries.map((query) => () => checkRanking(query, expected, identities, driver)),
    ...series.map((scope) => () => checkSeries(scope, expected, driver)),
  ]);
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
): Promise<string[]> {
  const path = `/api/v1/rankings/${subject}?${queryString({ ...scope, compare: 'none', limit: '500' })}`;
  const { status, body } = await driver.request('GET', path);
  if (status !== 200) return [`${path}: answered ${status} ${JSON.stringify(body)}`];
  return compareRanking(expected.ranking(subject, scope), body, subject, scope, identities).map(
    (mismatch) => `${subject} ${nameOf(scope)}: ${mismatch}`,
  );
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

function nameOf({ from, to, basis, refundView, ...filters }: Scope): string {
  return [basis, refundView, `${from}..${to}`, ...Object.entries(filters).map(([name, value]) => `${name}=${value}`)].join(' ');
}

function queryString(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString();
}
