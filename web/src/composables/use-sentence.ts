import { computed, type ComputedRef, type Ref } from 'vue';
import type { RankingRequest } from '../api/client.js';
import { formatRange } from '../format/days.js';
import { useLanguage } from '../i18n/use-language.js';
import { EVERYWHERE } from '../ranking/ranking-query.js';
import { useDivisionNames } from './use-division-names.js';

export const PART_NAMES = ['area', 'subject', 'range', 'measure', 'basis', 'refundView', 'compare'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** The sentence a view starts with; its parts are the filters, and the same sentence titles the page and the print. */
export function useSentence(query: Readonly<Ref<RankingRequest>>): {
  parts: ComputedRef<Readonly<Record<PartName, string>>>;
  sentence: ComputedRef<string>;
} {
  const { words, language } = useLanguage();
  const { nameOf } = useDivisionNames();
  const parts = computed(() => {
    const { subject, within, measure, basis, refundView, compare } = query.value;
    return {
      area: within === EVERYWHERE ? words.value.filters.everywhere : nameOf(within),
      subject: words.value.subjects[subject],
      range: formatRange(query.value, language.value),
      measure: words.value.measures[measure],
      basis: words.value.bases[basis],
      refundView: words.value.refundViews[refundView],
      compare: words.value.comparisons[compare],
    };
  });
  const sentence = computed(() => PART_NAMES.map((name) => parts.value[name]).join(' · '));
  return { parts, sentence };
}
