import { monthsBefore } from './after-the-show.js';

it.each([
  ['2026-11-30', 23, '2024-12-01'],
  ['2026-01-31', 1, '2025-12-01'],
  ['2026-01-01', 0, '2026-01-01'],
] as const)('%s, %s months before: %s', (day, count, expected) => {
  expect(monthsBefore(day, count)).toBe(expected);
});
