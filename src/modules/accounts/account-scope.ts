import type { Scope } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { type AccountScope, MERCHANT_ROLES, type Role } from './role.js';

/** A bureau has a division, leads and clerks have merchants, hosts have hosts, and nobody has what is not theirs. */
export function requireFitting(role: Role, { divisionCode, merchantIds, hostIds }: AccountScope): void {
  if ((role === 'bureau') !== (divisionCode !== null)) throw new AccountError('accounts.wrong-scope', {}, '/divisionCode');
  if (MERCHANT_ROLES.includes(role) !== merchantIds.length > 0) throw new AccountError('accounts.wrong-scope', {}, '/merchantIds');
  if ((role === 'host') !== hostIds.length > 0) throw new AccountError('accounts.wrong-scope', {}, '/hostIds');
}

/** Whether a division lies inside that of a bureau. */
export function isInDivision(scope: Scope, divisionCode: string): boolean {
  return scope.kind === 'division' && divisionCode.startsWith(scope.codePrefix);
}
