import { AREAS, type Area, type Permission } from '../../platform/http/index.js';
import type { Scope } from '../../platform/database/index.js';

/** operator: runs the installation. auditor: reads everything. bureau: an officer for one division. lead and clerk: of merchants. host: of the sessions of hosts. */
export const ROLES = ['operator', 'auditor', 'bureau', 'lead', 'clerk', 'host'] as const;
export type Role = (typeof ROLES)[number];

/** What an account is for; nothing of it for those who see everything. */
export interface AccountScope {
  readonly divisionCode: string | null;
  readonly merchantIds: readonly string[];
  readonly hostIds: readonly string[];
}

/** Roles that work for merchants, and see what is theirs. */
export const MERCHANT_ROLES: readonly Role[] = ['lead', 'clerk'];

const BOTH = ['read', 'write'] as const;
const OWN = on(BOTH, ['own-account']);

/** What each role may ask for at all; what it then sees and may change of it is a matter of its scope. */
const GRANTED: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  operator: granted(on(BOTH, AREAS)),
  auditor: granted(OWN, on(['read'], AREAS)),
  bureau: granted(
    OWN,
    on(['read'], ['figures', 'merchants', 'catalogue', 'sales', 'sessions', 'readings', 'shops', 'review']),
    on(['write'], ['merchants', 'review']),
    on(BOTH, ['campaigns', 'county-watch', 'bulletins', 'reports', 'invitations', 'applications']),
  ),
  lead: granted(
    OWN,
    on(['read'], ['figures', 'campaigns', 'merchants']),
    on(BOTH, ['catalogue', 'sales', 'sessions', 'readings', 'shops', 'intake', 'review', 'invitations']),
  ),
  clerk: granted(
    OWN,
    on(['read'], ['figures', 'campaigns', 'merchants', 'catalogue', 'shops']),
    on(BOTH, ['sales', 'sessions', 'readings']),
  ),
  host: granted(OWN, on(['read'], ['sessions']), on(BOTH, ['readings'])),
};

export function mayAsk(role: Role, permission: Permission): boolean {
  return GRANTED[role].has(permission);
}

/** Whose data a role is about. The codes of divisions begin with those of the divisions around them. */
export function scopeOf(role: Role, { divisionCode, merchantIds, hostIds }: AccountScope): Scope {
  if (role === 'operator' || role === 'auditor') return { kind: 'all' };
  if (role === 'bureau') return { kind: 'division', codePrefix: requireDivision(divisionCode) };
  return role === 'host' ? { kind: 'host', hostIds } : { kind: 'merchants', merchantIds };
}

/** An empty prefix would be that of every division. */
function requireDivision(divisionCode: string | null): string {
  if (divisionCode === null || divisionCode === '') throw new Error('A bureau without a division sees nothing and must not exist.');
  return divisionCode;
}

function on(actions: readonly ('read' | 'write')[], areas: readonly Area[]): Permission[] {
  return areas.flatMap((area) => actions.map((action): Permission => `${area}.${action}`));
}

function granted(...permissions: readonly Permission[][]): ReadonlySet<Permission> {
  return new Set(permissions.flat());
}
