import { closedMonths } from './months.js';

describe('closed months', () => {
  it.each([
    ['2026-11-30', ['2026-10', '2026-09', '2026-08']],
    ['2026-01-01', ['2025-12', '2025-11', '2025-10']],
    ['2015-02-10', ['2015-01']],
  ])('on %s', (today, months) => {
    expect(closedMonths(today, 3)).toEqual(months);
  });
});
