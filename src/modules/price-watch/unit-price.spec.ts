import { comparedMonths, hasFallen, monthsUntil, priceChange, unitPriceFen } from './unit-price.js';

const RULE = { thresholdPercent: 15, minQuantity: 30 };

it('is what was paid by items, and nothing without items', () => {
  expect(unitPriceFen({ paidFen: 100_00, quantity: 3 })).toBe(3_333);
  expect(unitPriceFen({ paidFen: 0, quantity: 3 })).toBe(0);
  expect(unitPriceFen({ paidFen: 100, quantity: 0 })).toBeNull();
});

it('changes against a price that is there', () => {
  expect(priceChange({ paidFen: 800, quantity: 10 }, { paidFen: 500, quantity: 5 })).toBeCloseTo(-0.2, 12);
  expect(priceChange({ paidFen: 800, quantity: 10 }, { paidFen: 0, quantity: 5 })).toBeNull();
  expect(priceChange({ paidFen: 800, quantity: 10 }, { paidFen: 500, quantity: 0 })).toBeNull();
});

it.each([
  ['by more than the threshold', 84, 30, 30, true],
  ['by the threshold exactly', 85, 30, 30, false],
  ['with too few items now', 50, 29, 30, false],
  ['with too few items then', 50, 30, 29, false],
  ['not at all', 120, 30, 30, false],
])('has fallen %s: %d with %d items, of 100 with %d', (_what, price, quantity, quantityThen, expected) => {
  expect(hasFallen({ paidFen: price * quantity, quantity }, { paidFen: 100 * quantityThen, quantity: quantityThen }, RULE)).toBe(expected);
});

it('goes over months and years', () => {
  expect(monthsUntil('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(comparedMonths(['2026-01', '2026-02'], 'yoy')).toEqual(['2025-01', '2025-02']);
  expect(comparedMonths(['2026-01', '2026-02'], 'previous')).toEqual(['2025-11', '2025-12']);
});
