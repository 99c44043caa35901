import { lunarNewYearOf, sameDaysOfLastLunarYear } from './lunar-new-year.js';

it('knows when lunar years begin, and of which it does not', () => {
  expect([2024, 2025, 2026, 2027].map(lunarNewYearOf)).toEqual(['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06']);
  expect([2014, 2015, 2035, 2036].map(lunarNewYearOf)).toEqual([null, '2015-02-19', '2035-02-08', null]);
});

describe('The same days of the lunar year before', () => {
  it.each([
    ['the new year itself', '2026-02-17', '2026-02-17', '2025-01-29', '2025-01-29'],
    ['ten days before to the lantern festival', '2026-02-07', '2026-03-03', '2025-01-19', '2025-02-12'],
    ['a time that begins in the year before', '2026-12-20', '2027-01-05', '2025-12-31', '2026-01-16'],
    ['over a 29 February', '2024-02-25', '2024-03-01', '2023-02-06', '2023-02-11'],
  ])('%s', (_what, from, to, thenFrom, thenTo) => {
    expect(sameDaysOfLastLunarYear({ from, to })).toEqual({ from: thenFrom, to: thenTo });
  });

  it('are none in the months where lunar and solar days drift apart, and in years that are not known', () => {
    expect(sameDaysOfLastLunarYear({ from: '2026-08-20', to: '2026-08-25' })).toBeNull();
    expect(sameDaysOfLastLunarYear({ from: '2015-02-19', to: '2015-02-20' })).toBeNull();
    expect(sameDaysOfLastLunarYear({ from: '2040-02-12', to: '2040-02-13' })).toBeNull();
  });
});
