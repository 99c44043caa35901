import type { UnmappedItem } from '../api/intake.js';
import { itemsByShop, mappingsOf } from './unmapped-groups.js';

function item(shopId: string, itemId: string, skuId: string | null, paidFen: number): UnmappedItem {
  return { shopId, itemId, skuId, title: itemId, paidFen, lines: 1, quantity: 1, lastPaidAt: '2026-11-22T08:00:00+08:00' };
}

const BOWL_BLUE = item('a', 'bowl', 'blue', 500);
const BOWL_WHITE = item('a', 'bowl', 'white', 300);
const PLATE = item('a', 'plate', null, 100);
const TEA = item('b', 'tea', null, 5_000);

describe('unmapped items', () => {
  it('stand shop by shop, most money first, in the order they came within a shop', () => {
    const groups = itemsByShop([PLATE, TEA, BOWL_BLUE]);
    expect(groups.map(({ shopId, items, paidFen }) => [shopId, items.map(({ itemId }) => itemId), paidFen])).toEqual([
      ['b', ['tea'], 5_000],
      ['a', ['plate', 'bowl'], 600],
    ]);
  });

  it('are mapped each SKU for itself', () => {
    expect(mappingsOf([BOWL_BLUE, PLATE], '7', false)).toEqual([
      { shopId: 'a', itemId: 'bowl', skuId: 'blue', productId: '7' },
      { shopId: 'a', itemId: 'plate', productId: '7' },
    ]);
  });

  it('are mapped once with all their SKUs', () => {
    expect(mappingsOf([BOWL_BLUE, BOWL_WHITE, PLATE], '7', true)).toEqual([
      { shopId: 'a', itemId: 'bowl', productId: '7' },
      { shopId: 'a', itemId: 'plate', productId: '7' },
    ]);
  });
});
