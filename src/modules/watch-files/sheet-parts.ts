import type { DayRange } from '../../kernel/business-day.js';
import type { Cell, Column } from '../../platform/spreadsheet/index.js';
import { CATEGORIES } from '../products/index.js';
import type { Growth } from '../rankings/index.js';
import { WATCH_WORDS, type WatchWords } from './watch-words.js';

export function inDays({ from, to }: DayRange): string {
  return `${from}—${to}`;
}

export function growthCell(growth: Growth | null, words: WatchWords): Cell {
  if (growth === null) return null;
  return growth.kind === 'rate' ? growth.rate : words.growth[growth.kind];
}

export function columnsOf(kind: Column['kind'], ...headings: readonly string[]): Column[] {
  return headings.map((heading) => ({ heading, kind }));
}

export function categoryName(code: string, words: WatchWords): string {
  const category = CATEGORIES.find((one) => one.code === code);
  return (words === WATCH_WORDS.zh ? category?.name : category?.nameEn) ?? code;
}
