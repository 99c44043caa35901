import { compareWithCounted } from './declared-total.js';

describe('a declared total beside what is counted of its session', () => {
  it.each([
    [3_000_000, 0, { differenceFen: -3_000_000, uncountedFen: 3_000_000, state: 'declared-only' }],
    [3_000_000, 1_200_000, { differenceFen: -1_800_000, uncountedFen: 1_800_000, state: 'partly-counted' }],
    [3_000_000, 3_000_000, { differenceFen: 0, uncountedFen: 0, state: 'counted' }],
    [3_000_000, 3_150_000, { differenceFen: 150_000, uncountedFen: 0, state: 'counted' }],
  ])('%d declared, %d counted', (declared, counted, expected) => {
    expect(compareWithCounted(declared, counted)).toEqual(expected);
  });
});
