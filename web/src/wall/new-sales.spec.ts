import type { Ranking, RankingItem } from '../api/client.js';
import { newSales } from './new-sales.js';

const NOTHING = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };

function reading(items: readonly Partial<RankingItem>[], unallocated = {}, day = '2026-11-21'): Ranking {
  return {
    range: { from: day, to: day },
    comparedRange: null,
    measure: 'net',
    basis: 'origin',
    refundView: 'cash',
    asOf: `${day}T20:00:00+08:00`,
    items: items.map((item) => ({
      ...NOTHING,
      rank: 1,
      previousRank: null,
      id: '',
      name: '',
      isZone: false,
      value: 0,
      share: null,
      growth: null,
      ...item,
    })),
    total: NOTHING,
    unallocated: { ...NOTHING, ...unallocated },
    nextCursor: null,
  };
}

const HUAIREN = { id: '140681', name: '怀仁市', lines: 2, quantity: 3, paidFen: 9_000 };

it('tells what each place sold between two readings, the largest first', () => {
  const before = reading([HUAIREN]);
  const now = reading([
    { ...HUAIREN, lines: 3, quantity: 5, paidFen: 12_000 },
    { id: '140603', name: '平鲁区', lines: 1, quantity: 1, paidFen: 5_980 },
  ]);
  expect(newSales(before, now, '未归入')).toEqual([
    { id: '140603', name: '平鲁区', lines: 1, quantity: 1, paidFen: 5_980 },
    { id: '140681', name: '怀仁市', lines: 1, quantity: 2, paidFen: 3_000 },
  ]);
});

it('tells of sales that belong to no member', () => {
  const now = reading([HUAIREN], { lines: 1, quantity: 1, paidFen: 100 });
  expect(newSales(reading([HUAIREN]), now, '未归入')).toEqual([{ id: '', name: '未归入', lines: 1, quantity: 1, paidFen: 100 }]);
});

it.each([
  ['a refund', reading([{ ...HUAIREN, refundedFen: 500 }])],
  ['a corrected amount', reading([{ ...HUAIREN, paidFen: 9_500 }])],
  ['an order taken back', reading([{ ...HUAIREN, lines: 1, quantity: 1, paidFen: 3_000 }])],
  ['a zone, which lies over others', reading([HUAIREN, { id: '140671', name: '开发区', isZone: true, lines: 1, paidFen: 100 }])],
  ['another day', reading([{ ...HUAIREN, lines: 9 }], {}, '2026-11-22')],
])('does not take %s for a sale', (_what, now) => {
  expect(newSales(reading([HUAIREN]), now, '未归入')).toEqual([]);
});
