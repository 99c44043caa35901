import type { Principal } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';

export type AccountPrincipal = Extract<Principal, { kind: 'account' }>;

/**
 * Whose own account a request is about, with no rights but those of signing in: an auditor, too, may write what is its own. Programs of ours
 * have none.
 */
export function ownAccount(principal: Principal): AccountPrincipal {
  if (principal.kind !== 'account') throw new AccountError('auth.required');
  return { ...principal, scope: { kind: 'sign-in' }, isReadOnly: false };
}
