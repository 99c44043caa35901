import { baselineDays, baselineRange, daysOf, meanOfWeeks } from './baseline-weeks.js';

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

function meanByHand(range: { from: string; to: string }, sold: (day: string) => number): number {
  const before = daysOf(baselineRange(range)).map(({ day }) => day);
  return daysOf(range)
    .map(
      ({ day }) => before.filter((earlier) => weekdayOf(earlier) === weekdayOf(day)).reduce((sum, earlier) => sum + sold(earlier), 0) / 4,
    )
    .reduce((sum, mean) => sum + mean, 0);
}

it('is the four weeks before', () => {
  expect(baselineRange({ from: '2026-11-01', to: '2026-11-21' })).toEqual({ from: '2026-10-04', to: '2026-10-31' });
});

it.each([
  ['one day', '2026-11-11', '2026-11-11'],
  ['three days over a weekend', '2026-11-13', '2026-11-15'],
  ['a week', '2026-11-01', '2026-11-07'],
  ['ten days', '2026-11-05', '2026-11-14'],
  ['three weeks and a day', '2026-11-01', '2026-11-22'],
])('gives the mean of the same weekdays for each day: %s', (_what, from, to) => {
  const range = { from, to };
  const sold = (day: string): number => Number(day.slice(8)) * 1_000 + weekdayOf(day) * 7;
  const sum = baselineDays(range).reduce((total, { day, weight }) => total + weight * sold(day), 0);
  expect(sum / 4).toBe(meanByHand(range, sold));
  expect(baselineDays(range).reduce((total, { weight }) => total + weight, 0)).toBe(4 * daysOf(range).length);
});

it('rounds half a fen away from zero', () => {
  expect([0n, 1n, 2n, 3n, 4n, 5n, 6n, -1n, -2n, -3n, -6n].map(meanOfWeeks)).toEqual([0n, 0n, 1n, 1n, 1n, 1n, 2n, 0n, -1n, -1n, -2n]);
});
