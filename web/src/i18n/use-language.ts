import { computed } from 'vue';
import { en } from './en.js';
import { language, switchLanguage } from './language.js';
import { zh } from './zh.js';

export { type Language, languageTag } from './language.js';

const words = computed(() => (language.value === 'en' ? en : zh));

export function useLanguage() {
  return { language, words, switchLanguage };
}
