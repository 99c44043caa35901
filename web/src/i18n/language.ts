import { ref, watchEffect } from 'vue';

export type Language = 'zh' | 'en';

const STORED_AS = 'cunbo.language';
const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** The reader's choice, without any words: each entry brings its own. */
export const language = ref<Language>(readStored());

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

export function switchLanguage(): void {
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
