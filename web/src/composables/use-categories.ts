import { shallowRef } from 'vue';
import { type Category, countyWatch } from '../api/county-watch.js';
import { useLanguage } from '../i18n/use-language.js';

// The taxonomy does not change while a page is open.
const categories = shallowRef<readonly Category[]>([]);
let isAsked = false;

/** Names of categories; a code stands for itself until they are there. */
export function useCategories() {
  const { language } = useLanguage();
  if (!isAsked) void read();

  function nameOf(code: string): string {
    const found = categories.value.find((category) => category.code === code);
    if (found === undefined) return code;
    return language.value === 'zh' ? found.name : found.nameEn;
  }

  return { categories, nameOf };
}

async function read(): Promise<void> {
  isAsked = true;
  try {
    categories.value = (await countyWatch.categories()).items;
  } catch {
    isAsked = false;
  }
}
