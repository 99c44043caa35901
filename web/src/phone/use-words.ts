import { computed } from 'vue';
import { language, switchLanguage } from '../i18n/language.js';
import { phoneEn } from './words-en.js';
import { phoneZh } from './words-zh.js';

const words = computed(() => (language.value === 'en' ? phoneEn : phoneZh));

export function useWords() {
  return { language, words, switchLanguage };
}
