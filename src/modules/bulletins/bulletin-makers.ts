import type { Principal } from '../../platform/database/index.js';
import { BulletinError } from './bulletin.errors.js';

/** A person with an account: who had a hand in what is told apart by it. */
export interface Maker {
  readonly accountId: string;
  readonly username: string;
}

/** The bureau whose scope is the division itself, or an operator. Row-level security decides the same by itself. */
export function requireMaker(principal: Principal, divisionCode: string): Maker {
  if (principal.kind !== 'account') throw new BulletinError('bulletins.people-only');
  if (!mayMake(principal, divisionCode)) throw new BulletinError('bulletins.not-yours', { code: divisionCode });
  return { accountId: principal.accountId, username: principal.username };
}

export function mayMake(principal: Principal, divisionCode: string): boolean {
  if (principal.kind !== 'account' || principal.isReadOnly) return false;
  return principal.scope.kind === 'all' || (principal.scope.kind === 'division' && principal.scope.codePrefix === divisionCode);
}
