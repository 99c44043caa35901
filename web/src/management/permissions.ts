import type { ManagementWords } from '../i18n/management-zh.js';
import type { OwnAccountWords } from '../i18n/own-account-zh.js';

export const ACTIONS = ['read', 'write'] as const;

export interface OfferedArea {
  readonly area: string;
  readonly name: string;
  readonly actions: readonly (typeof ACTIONS)[number][];
}

/** What can be ticked for a token: of each area what the account itself may. */
export function areasOffered(areas: ManagementWords['areas'], permissions: readonly string[]): OfferedArea[] {
  return Object.entries(areas)
    .map(([area, name]) => ({ area, name, actions: ACTIONS.filter((action) => permissions.includes(`${area}.${action}`)) }))
    .filter(({ actions }) => actions.length > 0);
}

/** `figures.read` as `排行和汇总 · 看`; what has no words yet is shown as it is. */
export function permissionInWords(permission: string, areas: ManagementWords['areas'], tokens: OwnAccountWords['tokens']): string {
  const [area = '', action = ''] = permission.split('.');
  const name = Object.entries(areas).find(([known]) => known === area)?.[1];
  const act = ACTIONS.find((known) => known === action);
  return name === undefined || act === undefined ? permission : `${name} · ${tokens[act]}`;
}
