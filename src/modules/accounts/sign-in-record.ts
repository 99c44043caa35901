import type { Origin, Tx } from '../../platform/database/index.js';
import { recordEvent } from '../audit/index.js';
import type { AccountRow } from './account.repository.js';
import type { AccountPrincipal } from './own-account.js';

/** What somebody tries to prove who they are for. */
export type Attempt = 'auth.sign-in' | 'auth.password-change' | 'auth.second-step';
export type Refusal = 'unknown-username' | 'wrong-password' | 'wrong-code' | 'locked';

/** Whose name it is that was typed; who typed it is not known. */
export interface Claimed {
  readonly username: string;
  readonly account: Pick<AccountRow, 'id'> | null;
}

export function recordRefusal(tx: Tx, attempt: Attempt, reason: Refusal, { username, account }: Claimed): Promise<void> {
  const action = `${attempt}-${reason === 'locked' ? 'locked' : 'failed'}`;
  return recordEvent(tx, { action, resource: 'account', resourceId: account?.id ?? null, after: { username, reason } });
}

/** What somebody did to an account, of which the account's own row tells nothing. */
export function recordAbout(tx: Tx, action: string, accountId: string): Promise<void> {
  return recordEvent(tx, { action, resource: 'account', resourceId: accountId });
}

/** Somebody who has proved who they are. */
export function signingIn({ id, username, role }: Pick<AccountRow, 'id' | 'username' | 'role'>, origin: Origin): AccountPrincipal {
  return { kind: 'account', accountId: id, username, role, scope: { kind: 'sign-in' }, isReadOnly: false, origin };
}
