import { yuanFromFen } from '../../kernel/money.js';
import type { Cell, Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { FigureDto, HeadlineIndicatorsDto, TwoFiguresDto } from '../headline-indicators/index.js';
import { columnsOf, growthCell, inDays } from './sheet-parts.js';
import type { WatchWords } from './watch-words.js';

type Name = 'rural-online-retail' | 'farm-online-retail' | 'all';

/** Both indicators and all sales, of the division and then of its parts. */
export function indicatorSheet(answer: HeadlineIndicatorsDto, words: WatchWords, title: string): Sheet {
  const { within, items, all, areas } = answer;
  const row = (name: Name, code: string, area: string, figures: TwoFiguresDto): Cell[] => [
    words.indicators[name],
    code,
    area,
    ...cellsOf(figures.period, words),
    ...cellsOf(figures.cumulative, words),
  ];
  return {
    name: words.file,
    preamble: preambleOf(answer, words, title),
    columns: headsOf(words),
    rows: [
      ...items.map((item) => row(item.indicator, within, words.total, item)),
      row('all', within, words.total, all),
      ...areas.map(({ code, name, rural }) => row('rural-online-retail', code, name, rural)),
      ...areas.map(({ code, name, farm }) => row('farm-online-retail', code, name, farm)),
    ],
  };
}

function preambleOf(answer: HeadlineIndicatorsDto, words: WatchWords, title: string): string[][] {
  const { range, comparedRange, cumulativeRange, cumulativeComparedRange, ruralRule, items, basis, measure, asOf } = answer;
  const text = words.indicators;
  return [
    [title],
    [words.range, inDays(range), words.compared, inDays(comparedRange)],
    [words.cumulative, inDays(cumulativeRange), words.cumulativeCompared, inDays(cumulativeComparedRange)],
    [words.rule, words.bases[basis], words.measures[measure]],
    [words.rule, text.ruralRule(ruralRule.ruralTownships, ruralRule.townships)],
    ...ruralRule.decided.map(({ name, isRural, reason, decidedOn }) => [words.rule, text.decided(name, isRural, reason, decidedOn)]),
    [words.rule, text.farmRule],
    ...items.map(({ indicator, undecided }) => [words.rule, text[indicator], text.undecided(yuanFromFen(undecided.value))]),
    [words.asOf, asOf],
  ];
}

function headsOf(words: WatchWords): Column[] {
  const figures = (inPeriod: (heading: string) => string): Column[] => [
    ...columnsOf('yuan', ...[words.paid, words.refunded, words.net].map(inPeriod)),
    ...columnsOf('percent', ...[words.share, words.yoy].map(inPeriod)),
    ...columnsOf('yuan', inPeriod(words.base)),
  ];
  return [
    { heading: words.indicators.indicator, kind: 'text' },
    { heading: words.code, kind: 'id' },
    { heading: words.area, kind: 'text' },
    ...figures((heading) => heading),
    ...figures(words.sinceJanuary),
  ];
}

function cellsOf({ paidFen, refundedFen, netFen, share, growth }: FigureDto, words: WatchWords): Cell[] {
  return [paidFen, refundedFen, netFen, share, growthCell(growth, words), growth?.base ?? null];
}
