import { addedStock, NO_STOCK, rankAmong, rankedRate, stockFigures } from './stock-figures.js';

describe('the stock of merchants', () => {
  it('grows as the field reckons it: 19562 came to 193252, which is 11.26 % of those before', () => {
    const { closing, net, netGrowthRate } = stockFigures({ ...NO_STOCK, opening: 193_252 - 19_562, added: 19_562 });
    expect({ closing, net }).toEqual({ closing: 193_252, net: 19_562 });
    expect(((netGrowthRate ?? 0) * 100).toFixed(2)).toBe('11.26');
  });

  it('closes with what it opened with, less who went; shares are of whoever was there on some day', () => {
    expect(stockFigures({ ...NO_STOCK, opening: 6, added: 2, closed: 3, merged: 1, sold: 4, soldLive: 2 })).toMatchObject({
      closing: 5,
      net: -1,
      netGrowthRate: -1 / 6,
      onRegister: 8,
      soldShare: 0.5,
      soldLiveShare: 0.25,
    });
  });

  it('has no rate of nothing', () => {
    expect(stockFigures({ ...NO_STOCK, added: 3 })).toMatchObject({ netGrowthRate: null, soldShare: 0 });
    expect(stockFigures(NO_STOCK)).toMatchObject({ netGrowthRate: null, soldShare: null, soldLiveShare: null });
  });

  it('adds up, kind by kind', () => {
    const one = { opening: 1, added: 2, closed: 3, merged: 4, earlier: 5, sold: 6, soldLive: 7 };
    expect(addedStock(one, addedStock(one, NO_STOCK))).toEqual({
      opening: 2,
      added: 4,
      closed: 6,
      merged: 8,
      earlier: 10,
      sold: 12,
      soldLive: 14,
    });
  });
});

it('ranks by what is known, ties alike, and by no rate of fewer than five', () => {
  expect([5, 3, 3, 1].map((value, _index, all) => rankAmong(value, all))).toEqual([1, 2, 2, 4]);
  expect(rankAmong(3, [null, 5, 3])).toBe(2);
  expect(rankAmong(null, [1])).toBeNull();
  expect(rankedRate(stockFigures({ ...NO_STOCK, opening: 4, added: 4 }))).toBeNull();
  expect(rankedRate(stockFigures({ ...NO_STOCK, opening: 5, added: 5 }))).toBe(1);
});
