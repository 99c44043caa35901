import { watchEffect } from 'vue';
import { useLanguage } from '../i18n/use-language.js';

/** The sentence at the top is also the title of the window. */
export function useTitle(sentence: () => string): void {
  const { words } = useLanguage();
  watchEffect(() => {
    document.title = `${sentence()} · ${words.value.brand}`;
  });
}
