import fc from 'fast-check';
import { addDays, type DayRange, lengthInDays } from '../../kernel/business-day.js';
import { bucketsOf, dayBucketsOf, type Grain } from './range-buckets.js';

const pieces = (range: DayRange): string[] => {
  const { grains, starts } = bucketsOf(range);
  return grains.map((grain, index) => `${grain} ${starts[index]}`);
};

describe('A range', () => {
  it.each<[from: string, to: string, ...pieces: string[]]>([
    ['2026-11-21', '2026-11-21', 'day 2026-11-21'],
    ['2026-11-01', '2026-11-30', 'month 2026-11-01'],
    ['2024-02-01', '2024-02-29', 'month 2024-02-01'],
    ['2025-02-20', '2025-02-28', 'day 2025-02-20', 'ten-days 2025-02-21'],
    ['2026-11-01', '2026-11-21', 'ten-days 2026-11-01', 'ten-days 2026-11-11', 'day 2026-11-21'],
    ['2026-10-30', '2026-12-10', 'day 2026-10-30', 'day 2026-10-31', 'month 2026-11-01', 'ten-days 2026-12-01'],
    ['2026-12-21', '2027-01-31', 'ten-days 2026-12-21', 'month 2027-01-01'],
  ])('from %s to %s is read in few pieces', (from, to, ...expected) => {
    expect(pieces({ from, to })).toEqual(expected);
  });

  const anyRange = fc
    .record({ start: fc.nat({ max: 4_000 }), length: fc.nat({ max: 731 }) })
    .map(({ start, length }) => ({ from: addDays('2015-01-01', start), to: addDays('2015-01-01', start + length) }));

  it('is covered by its pieces without gap or overlap, and 24 months are at most 60', () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        const { grains, starts } = bucketsOf(range);
        const days = starts.flatMap((start, index) => daysOf(grains[index] ?? 'day', start));
        expect(days).toEqual(dayBucketsOf(range).starts);
        expect(days).toHaveLength(lengthInDays(range));
        expect(starts.length).toBeLessThanOrEqual(60);
      }),
    );
  });
});

/** Written apart from the code: by trying day after day. */
function daysOf(grain: Grain, start: string): string[] {
  const isInside = (day: string): boolean => {
    if (grain === 'day') return day === start;
    const isSameMonth = day.slice(0, 7) === start.slice(0, 7);
    if (grain === 'month' || start.endsWith('-21')) return isSameMonth;
    return isSameMonth && Number(day.slice(8)) < Number(start.slice(8)) + 10;
  };
  const days = [start];
  for (let day = addDays(start, 1); isInside(day); day = addDays(day, 1)) days.push(day);
  return days;
}
