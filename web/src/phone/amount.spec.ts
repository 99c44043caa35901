import { fenOf, yuanOf } from './amount.js';

it.each([
  ['59.8', 5_980],
  ['５９．８０', 5_980],
  ['1,234', 123_400],
  ['0.07', 7],
  ['¥ 12元', 1_200],
  ['12.345', null],
  ['', null],
  ['-5', null],
  ['1e3', null],
  ['.5', null],
  ['9999999999', null],
])('%s is %s fen', (typed, fen) => {
  expect(fenOf(typed)).toBe(fen);
});

it.each([5_980, 6_000, 7, 0, 123_456_789])('%s fen are read again as they were written', (fen) => {
  expect(fenOf(yuanOf(fen))).toBe(fen);
});
