import type { ManagementWords } from '../i18n/management-zh.js';
import type { OwnAccountWords } from '../i18n/own-account-zh.js';

export const ACTIONS = ['read', 'write'] as const;

/** `figures.read` as `排行和汇总 · 看`; what has no words yet is shown as it is. */
export function permissionInWords(permission: string, areas: ManagementWords['areas'], tokens: OwnAccountWords['tokens']): string {
  const [area = '', action = ''] = permission.split('.');
  const name = Object.entries(areas).find(([known]) => known === area)?.[1];
  const act = ACTIONS.find((known) => known === action);
  return name === undefined || act === undefined ? permission : `${name} · ${tokens[act]}`;
}
