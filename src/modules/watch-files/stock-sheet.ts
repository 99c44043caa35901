import type { Cell, Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { MerchantStockDto, StockDto } from '../merchant-stock/index.js';
import { columnsOf, growthCell, inDays } from './sheet-parts.js';
import type { WatchWords } from './watch-words.js';

/** The division by kind and in all, then its parts. */
export function stockSheet(answer: MerchantStockDto, words: WatchWords, title: string): Sheet {
  const { within, range, kinds, total, areas, asOf } = answer;
  return {
    name: words.file,
    preamble: [[title], [words.range, inDays(range)], [words.rule, words.stock.rule], [words.asOf, asOf]],
    columns: headsOf(words),
    rows: [
      ...kinds.map((stock): Cell[] => [within, words.total, words.kinds[stock.kind], ...cellsOf(stock, words)]),
      [within, words.total, words.total, ...cellsOf(total, words)],
      ...areas.map((stock): Cell[] => [stock.code, stock.name, words.total, ...cellsOf(stock, words)]),
    ],
  };
}

function headsOf(words: WatchWords): Column[] {
  const { opening, added, closed, merged, closing, net, rate, onRegister, sold, soldShare, soldLive, soldLiveShare, earlier } = words.stock;
  return [
    { heading: words.code, kind: 'id' },
    ...columnsOf('text', words.area, words.kind),
    ...columnsOf('count', opening, added, closed, merged, closing, net),
    ...columnsOf('percent', rate),
    ...columnsOf('count', onRegister, sold),
    ...columnsOf('percent', soldShare),
    ...columnsOf('count', soldLive),
    ...columnsOf('percent', soldLiveShare),
    ...columnsOf('count', earlier),
    ...columnsOf('percent', words.yoy),
  ];
}

function cellsOf(stock: StockDto, words: WatchWords): Cell[] {
  const { opening, added, closed, merged, closing, net, netGrowthRate, onRegister, sold, soldShare, soldLive, soldLiveShare } = stock;
  const counts = [opening, added, closed, merged, closing, net, netGrowthRate, onRegister, sold, soldShare, soldLive, soldLiveShare];
  return [...counts, stock.earlier, growthCell(stock.closingGrowth, words)];
}
