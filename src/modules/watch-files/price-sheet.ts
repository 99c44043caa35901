import type { Cell, Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { PricesDto, PriceWatchDto } from '../price-watch/index.js';
import { categoryName, columnsOf } from './sheet-parts.js';
import type { WatchWords } from './watch-words.js';

/** Of each product all months together and then month by month; categories first. */
export function priceSheet(answer: PriceWatchDto, words: WatchWords, title: string): Sheet {
  const { months, comparedMonths, rule, categories, items, asOf } = answer;
  const of = (all: readonly string[]): string => `${all[0] ?? ''}—${all.at(-1) ?? ''}`;
  return {
    name: words.file,
    preamble: [
      [title],
      [words.range, of(months), words.compared, of(comparedMonths)],
      [words.rule, words.prices.rule(rule.thresholdPercent, rule.minQuantity)],
      [words.asOf, asOf],
    ],
    columns: headsOf(words),
    rows: [
      ...categories.flatMap((each) => rowsOf(['', '', categoryName(each.category, words)], each, '', words)),
      ...items.flatMap((each) =>
        rowsOf(
          [each.name, each.merchantName, categoryName(each.category, words)],
          each,
          each.hasFallen ? words.prices.isFallen : '',
          words,
        ),
      ),
    ],
  };
}

function headsOf(words: WatchWords): Column[] {
  const text = words.prices;
  return [
    ...columnsOf('text', text.product, text.merchant, text.category, text.month),
    ...columnsOf('yuan', words.paid),
    ...columnsOf('count', text.quantity),
    ...columnsOf('yuan', text.unitPrice),
    ...columnsOf('text', text.comparedMonth),
    ...columnsOf('yuan', text.comparedPaid),
    ...columnsOf('count', text.comparedQuantity),
    ...columnsOf('yuan', text.comparedPrice),
    ...columnsOf('percent', text.change),
    ...columnsOf('text', text.fallen),
  ];
}

function rowsOf(who: readonly Cell[], { now, then, change, months }: PricesDto, fallen: string, words: WatchWords): Cell[][] {
  const { whole } = words.prices;
  return [
    [...who, whole, now.paidFen, now.quantity, now.unitPriceFen, whole, then.paidFen, then.quantity, then.unitPriceFen, change, fallen],
    ...months.map(({ month, paidFen, quantity, unitPriceFen, comparedMonth, compared }): Cell[] => [
      ...[...who, month, paidFen, quantity, unitPriceFen, comparedMonth],
      ...[compared.paidFen, compared.quantity, compared.unitPriceFen, null, ''],
    ]),
  ];
}
