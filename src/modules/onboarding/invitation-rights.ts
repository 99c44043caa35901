import type { Principal } from '../../platform/database/index.js';
import { isInDivision, type Role, ROLES } from '../accounts/index.js';

/** Whom each role may invite. What for is a matter of its scope, which row-level security judges as well. */
const INVITED_BY: Readonly<Record<Role, readonly Role[]>> = {
  operator: ROLES,
  auditor: [],
  bureau: ['bureau', 'lead', 'clerk'],
  lead: ['clerk', 'host'],
  clerk: [],
  host: [],
};

/** Whether somebody may give this role for this division; merchants and hosts are looked for among those that they see. */
export function mayInvite(giver: Principal, role: Role, divisionCode: string | null): boolean {
  if (giver.kind !== 'account') return false;
  const own = ROLES.find((known) => known === giver.role);
  const isGiven = own !== undefined && INVITED_BY[own].includes(role);
  const { scope } = giver;
  return isGiven && (divisionCode === null || scope.kind === 'all' || isInDivision(scope, divisionCode));
}
