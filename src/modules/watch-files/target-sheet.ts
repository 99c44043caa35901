import type { Cell, Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { TargetProgressDto } from '../sales-targets/index.js';
import { categoryName, columnsOf } from './sheet-parts.js';
import type { WatchWords } from './watch-words.js';

export function targetSheet(targets: readonly TargetProgressDto[], asOf: string, words: WatchWords, title: string): Sheet {
  return {
    name: words.file,
    preamble: [[title], [words.rule, words.targets.rule], [words.asOf, asOf]],
    columns: headsOf(words),
    rows: targets.map((target) => rowOf(target, words)),
  };
}

function headsOf(words: WatchWords): Column[] {
  const text = words.targets;
  return [
    { heading: words.code, kind: 'id' },
    ...columnsOf('text', words.area, text.category, text.year, text.measure, text.basis),
    ...columnsOf('yuan', text.target, text.sold),
    ...columnsOf('percent', text.progress),
    ...columnsOf('text', text.through),
    ...columnsOf('yuan', text.even, text.evenAhead),
    ...columnsOf('text', text.evenDays),
    ...columnsOf('yuan', text.likeLastYear, text.likeAhead),
    ...columnsOf('text', text.likeDays, text.reason),
  ];
}

function rowOf(target: TargetProgressDto, words: WatchWords): Cell[] {
  const { divisionCode, divisionName, category, year, measure, basis, valueFen, reason, progress } = target;
  const { range, soldFen, progress: reached, even, likeLastYear } = progress;
  return [
    divisionCode,
    divisionName,
    category === null ? words.targets.allGoods : categoryName(category, words),
    String(year),
    words.measures[measure],
    words.bases[basis],
    valueFen,
    soldFen,
    reached,
    range?.to ?? null,
    even?.expectedFen ?? null,
    even?.aheadFen ?? null,
    even?.aheadDays ?? null,
    likeLastYear?.expectedFen ?? null,
    likeLastYear?.aheadFen ?? null,
    likeLastYear?.aheadDays ?? null,
    reason,
  ];
}
