import { formatInstant, formatRange } from '../../kernel/day-words.js';
import type { Language } from '../../kernel/domain-error.js';
import { figureStateOf } from '../../kernel/figure-state.js';
import type { Cell, Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { MeasuresDto, RankingDto, RankingItemDto } from './ranking.dto.js';
import { type Comparison, type Measure, MEASURES, type Subject } from './ranking-query.js';
import { RANKING_WORDS, type RankingWords } from './ranking-words.js';

export interface RankingFile {
  readonly subject: Subject;
  readonly compare: Comparison;
  readonly sentence: string;
  readonly ranking: RankingDto;
}

/** A ranking as a sheet: what it shows in a sentence, of which days, read when; then its members, what belongs to none, and the whole. */
export function rankingSheet(file: RankingFile, language: Language): Sheet {
  const words = RANKING_WORDS[language];
  const { subject, ranking } = file;
  const hasGrowth = ranking.comparedRange !== null;
  const rest = (name: string, measures: MeasuresDto): Cell[] => [
    ...['', null, '', name],
    ...MEASURES.map((measure) => valueOf(measures, measure)),
    shareOf(measures, ranking),
    ...(hasGrowth ? [null, null] : []),
  ];
  return {
    name: words.file.name,
    preamble: preambleOf(file, language, words),
    columns: columnsOf(file, words),
    rows: [
      ...ranking.items.map((item) => rowOf(item, words, hasGrowth)),
      rest(words.file.unallocated(words.members[subject]), ranking.unallocated),
      rest(words.file.total, ranking.total),
    ],
  };
}

function preambleOf({ sentence, ranking }: RankingFile, language: Language, { file, states }: RankingWords): string[][] {
  const state = figureStateOf(ranking.range, ranking.asOf.slice(0, 10), ranking.issued);
  return [
    [sentence],
    [file.range, formatRange(ranking.range, language)],
    ...(ranking.comparedRange === null ? [] : [[file.comparedRange, formatRange(ranking.comparedRange, language)]]),
    [file.asOf, formatInstant(ranking.asOf, language) + file.beijingTime],
    [file.state, states[state]],
    ...(ranking.sellers === 'own' ? [[file.ownOnly]] : []),
    ...(ranking.items.some(({ isZone }) => isZone) ? [[file.zones]] : []),
  ];
}

function columnsOf({ subject, compare, ranking }: RankingFile, { file, measures, members }: RankingWords): Column[] {
  const kindOf = (measure: Measure): Column['kind'] => (isMoney(measure) ? 'yuan' : 'count');
  const base = { heading: file.withUnit(ranking.measure, file.base[compare]), kind: kindOf(ranking.measure) };
  return [
    { heading: file.rank, kind: 'count', width: 8 },
    { heading: file.previousRank, kind: 'count', width: 10 },
    { heading: file.code, kind: 'id' },
    { heading: members[subject], kind: 'text' },
    ...MEASURES.map((measure): Column => ({ heading: file.withUnit(measure, measures[measure]), kind: kindOf(measure) })),
    { heading: file.share, kind: 'percent' },
    ...(ranking.comparedRange === null ? [] : [{ heading: file.growth[compare], kind: 'percent', width: 18 } as const, base]),
  ];
}

function rowOf(item: RankingItemDto, words: RankingWords, hasGrowth: boolean): Cell[] {
  return [
    item.isZone ? words.file.zone : item.rank,
    item.previousRank,
    item.id,
    item.name,
    ...MEASURES.map((measure) => valueOf(item, measure)),
    item.share,
    ...(hasGrowth ? [growthOf(item, words), item.growth?.base ?? null] : []),
  ];
}

function growthOf({ growth }: RankingItemDto, words: RankingWords): Cell {
  if (growth === null) return null;
  return growth.kind === 'rate' ? (growth.rate ?? null) : words.growth[growth.kind];
}

function valueOf(measures: MeasuresDto, measure: Measure): number | null {
  if (measure === 'net') return measures.netFen;
  if (measure === 'paid') return measures.paidFen;
  return measure === 'refunded' ? measures.refundedFen : measures[measure];
}

function shareOf(measures: MeasuresDto, { measure, total }: RankingDto): number | null {
  const [value, whole] = [valueOf(measures, measure), valueOf(total, measure)];
  return value === null || whole === null || whole <= 0 ? null : value / whole;
}

function isMoney(measure: Measure): boolean {
  return measure === 'net' || measure === 'paid' || measure === 'refunded';
}
