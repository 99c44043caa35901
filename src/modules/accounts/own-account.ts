import type { Principal } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';

/** Whose own account a request is about; programs of ours have none. */
export function ownAccount(principal: Principal): Extract<Principal, { kind: 'account' }> {
  if (principal.kind !== 'account') throw new AccountError('auth.required');
  return principal;
}
