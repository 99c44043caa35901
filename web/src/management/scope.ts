import type { Role } from '../api/client.js';
import type { AccountScope } from '../api/management.js';

export type ScopeKind = 'everything' | 'division' | 'merchants' | 'hosts';

/** What a form holds while somebody is still choosing. */
export interface ChosenScope {
  readonly divisionCode: string | null;
  readonly merchantIds: readonly string[];
  readonly hostIds: readonly string[];
}

export const NO_SCOPE: ChosenScope = { divisionCode: null, merchantIds: [], hostIds: [] };

const KINDS: Readonly<Record<Role, ScopeKind>> = {
  operator: 'everything',
  auditor: 'everything',
  bureau: 'division',
  lead: 'merchants',
  clerk: 'merchants',
  host: 'hosts',
};

export function scopeKindOf(role: Role): ScopeKind {
  return KINDS[role];
}

/** As the server takes it: what the role needs and nothing else; null: it has not been chosen yet. */
export function scopeFor(role: Role, { divisionCode, merchantIds, hostIds }: ChosenScope): AccountScope | null {
  const kind = scopeKindOf(role);
  if (kind === 'division') return divisionCode === null ? null : { divisionCode };
  if (kind === 'merchants') return merchantIds.length === 0 ? null : { merchantIds };
  if (kind === 'hosts') return hostIds.length === 0 ? null : { hostIds };
  return {};
}
