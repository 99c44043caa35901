import { computed } from 'vue';
import { language } from '../i18n/language.js';
import { cardEn } from './card-words-en.js';
import { cardZh } from './card-words-zh.js';

const cardWords = computed(() => (language.value === 'en' ? cardEn : cardZh));

export function useCardWords() {
  return { cardWords };
}
