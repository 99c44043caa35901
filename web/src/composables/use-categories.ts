import { shallowRef } from 'vue';
import { type Category, listCategories } from '../api/explain.js';
import { useLanguage } from '../i18n/use-language.js';

const categories = shallowRef<readonly Category[]>([]);
let reading: Promise<void> | null = null;

/** The taxonomy hardly changes while a page is open: it is read once. Where it cannot be, codes stand for names. */
async function read(): Promise<void> {
  try {
    categories.value = (await listCategories()).items;
  } catch {
    reading = null;
  }
}

export function useCategories() {
  const { language } = useLanguage();
  reading ??= read();
  const nameOf = (code: string): string => {
    const category = categories.value.find((one) => one.code === code);
    return (language.value === 'zh' ? category?.name : category?.nameEn) ?? code;
  };
  return { categories, nameOf };
}
