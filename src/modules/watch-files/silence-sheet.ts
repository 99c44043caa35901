import type { Cell, Sheet } from '../../platform/spreadsheet/index.js';
import type { SilenceWatchDto } from '../silence-watch/index.js';
import { columnsOf, inDays } from './sheet-parts.js';
import type { WatchWords } from './watch-words.js';

export function silenceSheet(answer: SilenceWatchDto, words: WatchWords, title: string): Sheet {
  const { window, former, basis, items, silentCount, formerCount, asOf } = answer;
  const text = words.silence;
  return {
    name: words.file,
    preamble: [
      [title],
      [text.window, inDays(window), text.former, inDays(former)],
      [words.rule, words.bases[basis], text.count(silentCount, formerCount)],
      [words.asOf, asOf],
    ],
    columns: [
      { heading: words.code, kind: 'id' },
      ...columnsOf('text', words.name, text.place, text.lastDay),
      ...columnsOf('yuan', text.paid, text.net),
      ...columnsOf('count', text.lines),
    ],
    rows: items.map(({ divisionCode, name, divisionName, lastSaleDay, paidFen, netFen, lines }): Cell[] => [
      ...[divisionCode, name, divisionName, lastSaleDay],
      ...[paidFen, netFen, lines],
    ]),
  };
}
