import { computed, ref, watchEffect } from 'vue';
import { en } from './en.js';
import { zh } from './zh.js';

export type Language = 'zh' | 'en';

const STORED_AS = 'cunbo.language';
const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

const language = ref<Language>(readStored());
const words = computed(() => (language.value === 'en' ? en : zh));

watchEffect(() => {
  document.documentElement.lang = TAGS[language.value];
});

/** Storage may be refused (private windows); the page then starts in Chinese each time. */
function readStored(): Language {
  try {
    return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

function switchLanguage(): void {
  language.value = language.value === 'zh' ? 'en' : 'zh';
  try {
    localStorage.setItem(STORED_AS, language.value);
  } catch {
    // The choice then lasts as long as the page.
  }
}

export function languageTag(): string {
  return language.value === 'en' ? 'en, zh;q=0.5' : 'zh-CN, en;q=0.5';
}

export function useLanguage() {
  return { language, words, switchLanguage };
}
