import type { CunboDriver } from './driver.js';
import type { Identities } from './identities.js';
import { fieldOf, listField, textField } from './json-fields.js';
import type { Expected } from './reference.js';
import type { RefundGrouping, Refunds, RefundScope } from './refund-reference.js';
import { nameOf, queryString } from './requests.js';

const RATE_TOLERANCE = 1e-9;

export async function checkRefunds(scope: RefundScope, expected: Expected, identities: Identities, driver: CunboDriver): Promise<string[]> {
  const path = `/api/v1/refunds?${queryString({ ...scope })}`;
  const { status, body } = await driver.request('GET', path);
  if (status !== 200) return [`${path}: answered ${status} ${JSON.stringify(body)}`];
  return compareRefunds(expected.refunds(scope), body, scope.by, identities).map((mismatch) => `refunds ${nameOf(scope)}: ${mismatch}`);
}

function compareRefunds(expected: Refunds, body: unknown, by: RefundGrouping, identities: Identities): string[] {
  const got = new Map(listField(body, 'items').map((item) => [keyOf(item, by, identities), item]));
  const keys = new Set([...expected.items.keys(), ...got.keys()]);
  const items = [...keys].flatMap((key) =>
    compareFields(key || 'no product', expected.items.get(key), got.get(key), ['refundedFen', 'refunds']),
  );
  return [
    ...items,
    ...compareFields('whole', expected, body, ['paidFen', 'refundedFen']),
    ...compareRate(expected.rate, fieldOf(body, 'rate')),
  ];
}

function keyOf(item: unknown, by: RefundGrouping, identities: Identities): string {
  const key = fieldOf(item, 'key');
  if (by === 'reason' || by === 'phase') return textField(item, 'key');
  return key === null || key === '' ? '' : identities.keyOf(by, textField(item, 'key'));
}

function compareFields<Name extends string>(
  row: string,
  expected: Readonly<Record<Name, number>> | undefined,
  got: unknown,
  names: readonly Name[],
): string[] {
  if (expected === undefined) return [`${row}: expected no row, got ${JSON.stringify(got)}`];
  if (got === undefined) return [`${row}: expected ${JSON.stringify(expected)}, got no row`];
  return names
    .filter((name) => fieldOf(got, name) !== expected[name])
    .map((name) => `${row} ${name}: expected ${expected[name]}, got ${JSON.stringify(fieldOf(got, name))}`);
}

function compareRate(expected: number | null, got: unknown): string[] {
  const isRight =
    expected === null ? got === null : typeof got === 'number' && Math.abs(got - expected) <= RATE_TOLERANCE * Math.abs(expected);
  return isRight ? [] : [`rate: expected ${expected}, got ${JSON.stringify(got)}`];
}
