import { AccountError } from './account.errors.js';
import { MERCHANT_ROLES, type Role } from './role.js';

/** A bureau has a division, leads and clerks have merchants, and nobody has what is not theirs. */
export function requireFitting(role: Role, divisionCode: string | null, merchantIds: readonly string[]): void {
  const isFitting = (role === 'bureau') === (divisionCode !== null) && MERCHANT_ROLES.includes(role) === merchantIds.length > 0;
  if (!isFitting)
    throw new AccountError('accounts.wrong-scope', {}, role === 'bureau' || divisionCode !== null ? '/divisionCode' : '/merchantIds');
}
