import { computed } from 'vue';
import { type Draft, unsentProduct } from './draft.js';
import { currentInWords, draftInWords, type Speech } from './draft-words.js';
import { usePhone } from './phone.js';
import { findOrder, findSession } from './things.js';
import { useNames } from './use-names.js';
import { useWords } from './use-words.js';

/** Drafts in words, with the names of what they are about, as far as the phone knows it. */
export function useDraftWords() {
  const phone = usePhone();
  const { language, words } = useWords();
  const { lineWords, productName } = useNames();
  const speech = computed((): Speech => ({ words: words.value, language: language.value, lineWords }));

  function aboutOf({ content, kind }: Draft): string {
    if ('product' in content) return productName('id' in content.product ? content.product.id : unsentProduct(content.product.draft));
    const order = findOrder(phone.day.value, 'order' in content ? content.order : null, phone.drafts.value);
    if (order !== null) return kind === 'correct-order' ? '' : order.lines.map(lineWords).join(words.value.and);
    if (kind === 'log-order' || kind === 'correct-order') return '';
    return findSession(phone.day.value, 'session' in content ? content.session : null, phone.drafts.value)?.title ?? '';
  }

  return {
    draftWords: (draft: Draft): string => draftInWords(draft, aboutOf(draft), speech.value),
    comparisonOf: (draft: Draft) => (draft.trouble === null ? null : currentInWords(draft, draft.trouble, speech.value)),
  };
}
