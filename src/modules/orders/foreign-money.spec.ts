import { fenByRate } from './foreign-money.js';

describe('An amount in another currency', () => {
  it.each([
    ['29.90', '7.0899', 21_199],
    ['0.01', '7.0899', 7],
    ['1000', '0.0456', 4_560],
    ['0', '7.0899', 0],
    ['1', '0.005', 1],
    ['1', '0.0049', 0],
    ['99999999999999.999999', '1', 10_000_000_000_000_000],
  ])('of %s at %s yuan is %i fen, half a fen up', (amount, yuanPerUnit, fen) => {
    expect(fenByRate(amount, yuanPerUnit)).toBe(fen);
  });
});
