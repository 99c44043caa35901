import { evenWeights, paceAlong, weightsOf } from './pace.js';

const TARGET = 36_500_000;

describe('the pace of a target', () => {
  it('spread evenly expects as much of every day: 31 of 365 days by the end of January', () => {
    expect(paceAlong(evenWeights(2025), TARGET, 3_100_000, '2025-01-31')).toEqual({ expectedFen: 3_100_000, aheadFen: 0, aheadDays: 0 });
  });

  it('tells how far ahead or behind, in fen and in days', () => {
    expect(paceAlong(evenWeights(2025), TARGET, 4_000_000, '2025-01-31')).toEqual({
      expectedFen: 3_100_000,
      aheadFen: 900_000,
      aheadDays: 9,
    });
    expect(paceAlong(evenWeights(2025), TARGET, 2_550_000, '2025-01-31')).toEqual({
      expectedFen: 3_100_000,
      aheadFen: -550_000,
      aheadDays: -5.5,
    });
  });

  it('knows leap years, and rounds the expectation to the fen', () => {
    expect(paceAlong(evenWeights(2024), 36_600_000, 6_000_000, '2024-02-29')).toEqual({
      expectedFen: 6_000_000,
      aheadFen: 0,
      aheadDays: 0,
    });
    expect(paceAlong(evenWeights(2025), 100, 0, '2025-01-01').expectedFen).toBe(0);
    expect(paceAlong(evenWeights(2025), 1_000, 0, '2025-01-01').expectedFen).toBe(3);
  });

  it('follows last year’s months: half of it in December leaves half of the target for December', () => {
    const lastYear = [...Array<number>(11).fill(1_000), 11_000];
    const pace = paceAlong(lastYear, 22_000_000, 11_000_000, '2025-11-30');
    expect(pace).toEqual({ expectedFen: 11_000_000, aheadFen: 0, aheadDays: 0 });
    // 2025-12-31 is day 365; half of December's eleven million is due 15.5 days into it.
    expect(paceAlong(lastYear, 22_000_000, 16_500_000, '2025-11-30').aheadDays).toBe(15.5);
    expect(paceAlong(lastYear, 22_000_000, 10_000_000, '2025-11-30').aheadDays).toBe(-30);
  });

  it('is no longer behind or ahead of more than the year has days', () => {
    expect(paceAlong(evenWeights(2025), TARGET, 90_000_000, '2025-12-31').aheadDays).toBe(0);
    expect(paceAlong(evenWeights(2025), TARGET, 90_000_000, '2025-12-21').aheadDays).toBe(10);
    expect(paceAlong(evenWeights(2025), TARGET, -5, '2025-01-10').aheadDays).toBe(-10);
  });
});

it('takes a year as a pattern only if each of its months sold something', () => {
  expect(weightsOf(Array<number>(12).fill(5))).toEqual(Array(12).fill(5));
  expect(weightsOf([0, ...Array<number>(11).fill(5)])).toBeNull();
  expect(weightsOf([-1, ...Array<number>(11).fill(5)])).toBeNull();
  expect(weightsOf(Array<number>(11).fill(5))).toBeNull();
});
