import type { ManagementWords } from '../i18n/management-zh.js';

type AuditWords = ManagementWords['audit'];

/** What has no words yet stands for itself. */
export function actionInWords(action: string, words: AuditWords): string {
  return words.actions[action] ?? action;
}

export function resourceInWords(resource: string, words: AuditWords): string {
  return words.resources[resource] ?? resource;
}

export function fieldInWords(field: string, words: AuditWords): string {
  return words.fields[field] ?? field;
}
