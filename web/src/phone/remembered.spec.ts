import { likelyFen, NOTHING_REMEMBERED, rememberLine } from './remembered.js';

it('offers product, quantity and price of the last time', () => {
  const remembered = rememberLine(NOTHING_REMEMBERED, { productId: '7', quantity: 2, paidFen: 5_980 });
  expect(remembered).toMatchObject({ productId: '7', quantity: 2 });
  expect(likelyFen(remembered, '7', 3)).toBe(8_970);
  expect(likelyFen(remembered, '8', 3)).toBeNull();
});

it('takes no price from an amount that does not divide', () => {
  const remembered = rememberLine(NOTHING_REMEMBERED, { productId: '7', quantity: 3, paidFen: 1_000 });
  expect(likelyFen(remembered, '7', 3)).toBeNull();
});

it('keeps the prices of other products', () => {
  const first = rememberLine(NOTHING_REMEMBERED, { productId: '7', quantity: 1, paidFen: 500 });
  expect(likelyFen(rememberLine(first, { productId: '8', quantity: 1, paidFen: 900 }), '7', 1)).toBe(500);
});
