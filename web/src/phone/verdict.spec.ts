import { isAlreadyAs, verdictOn } from './verdict.js';

it.each([
  [201, '', 'sent'],
  [0, 'network', 'later'],
  [429, 'http.too-many', 'later'],
  [502, 'unknown', 'later'],
  [401, 'auth.required', 'sign-in'],
  [403, 'auth.csrf', 'sign-in'],
  [403, 'auth.out-of-scope', 'refused'],
  [412, 'http.changed-meanwhile', 'changed'],
  [409, 'orders.platform-speaks', 'refused'],
  [422, 'unknown', 'refused'],
  [400, 'input.invalid', 'refused'],
] as const)('%s %s means %s', (status, code, verdict) => {
  expect(verdictOn(status, code)).toBe(verdict);
});

describe('a thing', () => {
  const view = { id: '1', endedAt: '2026-11-20T22:00:00+08:00', lines: [{ lineNo: '1', productId: '7', paidFen: 100 }] };

  it.each([
    [{ endedAt: '2026-11-20T14:00:00.000Z' }, true],
    [{ endedAt: '2026-11-20T14:00:01.000Z' }, false],
    [{ lines: [{ productId: '7', paidFen: 100 }] }, true],
    [{ lines: [{ productId: '7', paidFen: 101 }] }, false],
    [{ lines: [] }, false],
    [{ liveSessionId: null }, false],
  ])('is told to be as %j would make it, or not', (wanted, expected) => {
    expect(isAlreadyAs(wanted, view)).toBe(expected);
  });
});
