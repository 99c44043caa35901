import fc from 'fast-check';
import {
  addDays,
  beijingIso,
  businessDayOf,
  isBusinessDay,
  isWholeMonths,
  lengthInDays,
  precedingRange,
  requireBusinessDay,
  sameDayLastYear,
  startOfMonth,
  startOfWeek,
} from './business-day.js';
import { KernelError } from './kernel-error.js';

const range = (from: string, to: string) => ({ from, to });
const days = fc
  .date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('A business day', () => {
  it.each([
    ['2026-11-19T15:59:59.999Z', '2026-11-19'],
    ['2026-11-19T16:00:00Z', '2026-11-20'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['2024-02-29T00:00:00+08:00', '2024-02-29'],
  ])('begins at midnight in Beijing: %s is on %s', (instant, day) => {
    expect(businessDayOf(new Date(instant))).toBe(day);
  });

  it.each(['2015-01-01', '2024-02-29', '2099-12-31'])('may be %s', (day) => {
    expect(isBusinessDay(day)).toBe(true);
    expect(requireBusinessDay(day)).toBe(day);
  });

  it.each([
    '2014-12-31',
    '2100-01-01',
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '2026-11-20T00:00:00Z',
    '20261120',
    ' 2026-11-20',
    '',
    20261120,
    null,
  ])('is not %j', (day) => {
    expect(isBusinessDay(day)).toBe(false);
    expect(() => requireBusinessDay(day)).toThrow(KernelError);
  });

  it('is counted over months, years and leap days', () => {
    expect([addDays('2024-02-28', 1), addDays('2024-03-01', -1), addDays('2026-12-31', 1), addDays('2026-01-01', -1)]).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2027-01-01',
      '2025-12-31',
    ]);
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 800 }), (day, count) => lengthInDays(range(day, addDays(day, count))) === count + 1),
    );
  });

  it('has the same day a year earlier, but for 29 February', () => {
    expect([sameDayLastYear('2026-11-20'), sameDayLastYear('2024-02-29'), sameDayLastYear('2025-02-28')]).toEqual([
      '2025-11-20',
      '2023-02-28',
      '2024-02-28',
    ]);
  });

  it('lies in a month and in a week from Monday', () => {
    expect(startOfMonth('2026-11-22')).toBe('2026-11-01');
    expect(['2026-11-22', '2026-11-16', '2026-11-23', '2024-03-03'].map(startOfWeek)).toEqual([
      '2026-11-16',
      '2026-11-16',
      '2026-11-23',
      '2024-02-26',
    ]);
  });
});

describe('The range before', () => {
  it.each([
    [range('2026-11-01', '2026-11-30'), range('2026-10-01', '2026-10-31')],
    [range('2026-01-01', '2026-03-31'), range('2025-10-01', '2025-12-31')],
    [range('2024-03-01', '2024-03-31'), range('2024-02-01', '2024-02-29')],
    [range('2025-01-01', '2026-12-31'), range('2023-01-01', '2024-12-31')],
    [range('2026-11-01', '2026-11-21'), range('2026-10-11', '2026-10-31')],
    [range('2026-11-20', '2026-11-20'), range('2026-11-19', '2026-11-19')],
    [range('2026-01-02', '2026-02-01'), range('2025-12-02', '2026-01-01')],
  ])('%j is compared with %j', (current, before) => {
    expect(precedingRange(current)).toEqual(before);
  });

  it('ends the day before and is as long, or as many months', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 400 }), (from, count) => {
        const current = range(from, addDays(from, count));
        const before = precedingRange(current);
        expect(before.to).toBe(addDays(from, -1));
        if (!isWholeMonths(current)) expect(lengthInDays(before)).toBe(count + 1);
      }),
    );
  });

  it('knows whole months', () => {
    expect([range('2024-02-01', '2024-02-29'), range('2026-11-01', '2026-12-31')].map(isWholeMonths)).toEqual([true, true]);
    expect([range('2024-02-01', '2024-02-28'), range('2026-11-02', '2026-11-30')].map(isWholeMonths)).toEqual([false, false]);
  });
});

describe('A time in an answer', () => {
  it.each([
    ['2026-11-22T00:00:00Z', '2026-11-22T08:00:00+08:00'],
    ['2026-11-22T16:30:00.5Z', '2026-11-23T00:30:00.500+08:00'],
    ['2014-12-31T16:00:00Z', '2015-01-01T00:00:00+08:00'],
  ])('is in Beijing time: %s is %s', (instant, text) => {
    expect(beijingIso(new Date(instant))).toBe(text);
  });

  it('names the same instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true }),
        (at) => Date.parse(beijingIso(at)) === at.getTime(),
      ),
    );
  });
});
