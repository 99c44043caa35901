import type { Ranking, RankingItem } from '../api/client.js';
import { largestShare, moneyUnitOf, shareOf } from './columns.js';

const nothing = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };

function member(netFen: number, share: number | null): RankingItem {
  const rank = { rank: 1, previousRank: null, id: '140681', name: '怀仁市', isZone: false, growth: null };
  return { ...nothing, ...rank, netFen, paidFen: netFen, value: netFen, share };
}

function ranking(items: readonly RankingItem[], netFen: number): Ranking {
  const range = { from: '2026-11-01', to: '2026-11-21' };
  const question = { range, comparedRange: null, measure: 'net', basis: 'origin', refundView: 'cash' } as const;
  const total = { ...nothing, netFen, paidFen: netFen };
  return { ...question, asOf: '2026-11-22T08:00:00+08:00', items, total, unallocated: nothing, nextCursor: null };
}

describe('the columns of a ranking', () => {
  it('take the unit of the largest member, not of the total', () => {
    expect(moneyUnitOf(ranking([member(90_000_000, 0.5)], 180_000_000))).toBe('yuan');
    expect(moneyUnitOf(ranking([member(100_000_000, 0.5)], 200_000_000))).toBe('wan');
    expect(moneyUnitOf(ranking([], 200_000_000))).toBe('wan');
  });

  it('give the last lines a share of the total, and none where the total is not above zero', () => {
    expect(shareOf({ ...nothing, netFen: 50 }, ranking([], 200))).toBe(0.25);
    expect(shareOf(nothing, ranking([], 0))).toBeNull();
    expect(shareOf({ ...nothing, netFen: 50 }, ranking([], -200))).toBeNull();
  });

  it('scale bars by the largest share, whatever has none or is below zero', () => {
    expect(largestShare([member(1, 0.2), member(1, null), member(-1, -0.4)])).toBe(0.2);
    expect(largestShare([])).toBe(0);
  });
});
