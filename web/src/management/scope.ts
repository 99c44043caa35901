import type { Role } from '../api/client.js';
import type { AccountScope } from '../api/management.js';

export type ScopeKind = 'everything' | 'division' | 'merchants';

/** What a form holds while somebody is still choosing. */
export interface ChosenScope {
  readonly divisionCode: string | null;
  readonly merchantIds: readonly string[];
}

export const NO_SCOPE: ChosenScope = { divisionCode: null, merchantIds: [] };

export function scopeKindOf(role: Role): ScopeKind {
  if (role === 'bureau') return 'division';
  return role === 'lead' || role === 'clerk' ? 'merchants' : 'everything';
}

/** As the server takes it: what the role needs and nothing else; null: it has not been chosen yet. */
export function scopeFor(role: Role, { divisionCode, merchantIds }: ChosenScope): AccountScope | null {
  const kind = scopeKindOf(role);
  if (kind === 'division') return divisionCode === null ? null : { divisionCode };
  if (kind === 'merchants') return merchantIds.length === 0 ? null : { merchantIds };
  return {};
}
