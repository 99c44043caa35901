import type { RankingRequest } from '../api/client.js';
import { formatRange } from '../format/days.js';
import type { Language } from '../i18n/use-language.js';
import type { Words } from '../i18n/zh.js';
import { platformInWords } from '../sources/source-words.js';

export const PART_NAMES = ['area', 'subject', 'range', 'measure', 'basis', 'refundView', 'compare', 'category', 'platform'] as const;
export type PartName = (typeof PART_NAMES)[number];
export type Parts = Readonly<Record<PartName, string>>;

/** By name; null: not filtered by it. */
interface Names {
  readonly area: string | null;
  readonly category: string | null;
}

/** A filter that is not set is empty, and no part of the sentence. */
export function partsOf(query: RankingRequest, names: Names, words: Words, language: Language): Parts {
  const { subject, measure, basis, refundView, compare, platform } = query;
  return {
    area: names.area ?? words.filters.everywhere,
    subject: words.subjects[subject],
    range: formatRange(query, language),
    measure: words.measures[measure],
    basis: words.bases[basis],
    refundView: words.refundViews[refundView],
    compare: words.comparisons[compare],
    category: names.category ?? '',
    platform: platform === null ? '' : platformInWords(platform, words.sources),
  };
}

export function sentenceOf(parts: Parts): string {
  return PART_NAMES.map((name) => parts[name])
    .filter((part) => part !== '')
    .join(' · ');
}
