import { computed, type ComputedRef, type Ref } from 'vue';
import type { RankingRequest } from '../api/client.js';
import { useLanguage } from '../i18n/use-language.js';
import { EVERYWHERE } from '../ranking/ranking-query.js';
import { partsOf, type PartName, sentenceOf } from '../ranking/sentence.js';
import { useCategories } from './use-categories.js';
import { useDivisionNames } from './use-division-names.js';

/** The sentence a view starts with; its parts are the filters, and the same sentence titles the page, the print and every file. */
export function useSentence(query: Readonly<Ref<RankingRequest>>): {
  parts: ComputedRef<Readonly<Record<PartName, string>>>;
  sentence: ComputedRef<string>;
} {
  const { words, language } = useLanguage();
  const { nameOf } = useDivisionNames();
  const { nameOf: categoryName } = useCategories();
  const parts = computed(() => {
    const { within, category } = query.value;
    const area = within === EVERYWHERE ? null : nameOf(within);
    return partsOf(query.value, { area, category: category === null ? null : categoryName(category) }, words.value, language.value);
  });
  return { parts, sentence: computed(() => sentenceOf(parts.value)) };
}
