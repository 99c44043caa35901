import type { Words } from '../i18n/zh.js';
import { platformInWords } from '../sources/source-words.js';

/** What has no words yet stands for itself. */
export function actionInWords(action: string, words: Words): string {
  return wordOf(words.management.audit.actions, action);
}

export function resourceInWords(resource: string, words: Words): string {
  return wordOf(words.management.audit.resources, resource);
}

/** `lines/0/paidFen` as `子订单 · 1 · 成交（元）`; columns of the database and fields of the API are the same things. */
export function fieldInWords(path: string, words: Words): string {
  const parts = path
    .split('/')
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : wordOf(words.management.audit.fields, camelCase(part))));
  return parts.join(' · ');
}

/** Of the values that are one of a few, what the rest of the pages calls them. */
export function choiceInWords(field: string, value: string, words: Words): string {
  if (field === 'role') return wordOf(words.account.roles, value);
  if (field === 'kind') return wordOf(words.account.apply.kinds, value);
  return field === 'platform' ? platformInWords(value, words.sources) : value;
}

function wordOf(table: Readonly<Record<string, string>>, key: string): string {
  return table[key] ?? key;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
