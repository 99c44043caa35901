import fc from 'fast-check';
import { addDays, type DayRange } from '../../kernel/business-day.js';
import { dayPiecesOf, type Grain, type Piece, piecesOf } from './range-pieces.js';

const inWords = (pieces: readonly Piece[]): string[] =>
  pieces.map(({ grain, start, sign }) => `${sign === 1 ? '' : 'without '}${grain} ${start}`);

describe('A range', () => {
  it.each<[from: string, to: string, ...pieces: string[]]>([
    ['2026-11-21', '2026-11-21', 'day 2026-11-21'],
    ['2026-11-01', '2026-11-30', 'month 2026-11-01'],
    ['2024-02-01', '2024-02-29', 'month 2024-02-01'],
    ['2025-02-20', '2025-02-28', 'day 2025-02-20', 'ten-days 2025-02-21'],
    ['2026-11-01', '2026-11-21', 'ten-days 2026-11-01', 'ten-days 2026-11-11', 'day 2026-11-21'],
    ['2026-11-01', '2026-11-09', 'ten-days 2026-11-01', 'without day 2026-11-10'],
    ['2026-10-30', '2026-12-10', 'day 2026-10-30', 'day 2026-10-31', 'month 2026-11-01', 'ten-days 2026-12-01'],
    ['2026-12-21', '2027-01-31', 'ten-days 2026-12-21', 'month 2027-01-01'],
    ['2025-01-01', '2025-12-31', 'year 2025-01-01'],
    [
      '2025-11-22',
      '2026-11-21',
      'ten-days 2025-11-21',
      'without day 2025-11-21',
      'month 2025-12-01',
      'year 2026-01-01',
      'without ten-days 2026-11-21',
      'day 2026-11-21',
      'without month 2026-12-01',
    ],
  ])('from %s to %s is read in few pieces', (from, to, ...expected) => {
    expect(inWords(piecesOf({ from, to })).sort()).toEqual(expected.sort());
  });

  const anyRange = fc
    .record({ start: fc.nat({ max: 4_000 }), length: fc.nat({ max: 731 }) })
    .map(({ start, length }) => ({ from: addDays('2015-01-01', start), to: addDays('2015-01-01', start + length) }));

  it('is covered by its pieces once, and nothing else is; 24 months are at most 24', () => {
    fc.assert(
      fc.property(anyRange, fc.constantFrom<Grain>('day', 'ten-days', 'month', 'year'), (range, widest) => {
        const pieces = piecesOf(range, widest);
        const times = new Map<string, number>();
        for (const { grain, start, sign } of pieces) for (const day of daysOf(grain, start)) times.set(day, (times.get(day) ?? 0) + sign);
        expect([...times].flatMap(([day, count]) => (count === 0 ? [] : [`${day} ${count}`])).sort()).toEqual(
          daysFromTo(range).map((day) => `${day} 1`),
        );
        if (widest === 'year') expect(pieces.length).toBeLessThanOrEqual(24);
      }),
    );
  });

  it('can be read day by day', () => {
    expect(inWords(dayPiecesOf({ from: '2026-02-27', to: '2026-03-01' }))).toEqual(['day 2026-02-27', 'day 2026-02-28', 'day 2026-03-01']);
  });
});

function daysFromTo({ from, to }: DayRange): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Written apart from the code: by trying day after day. */
function daysOf(grain: Grain, start: string): string[] {
  const isInside = (day: string): boolean => {
    if (grain === 'day') return day === start;
    if (grain === 'year') return day.slice(0, 4) === start.slice(0, 4);
    const isSameMonth = day.slice(0, 7) === start.slice(0, 7);
    if (grain === 'month' || start.endsWith('-21')) return isSameMonth;
    return isSameMonth && Number(day.slice(8)) < Number(start.slice(8)) + 10;
  };
  const days = [start];
  for (let day = addDays(start, 1); isInside(day); day = addDays(day, 1)) days.push(day);
  return days;
}
