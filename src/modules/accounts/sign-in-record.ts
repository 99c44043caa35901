import type { Origin, Principal, Tx } from '../../platform/database/index.js';
import { recordEvent } from '../audit/index.js';
import type { AccountRow } from './account.repository.js';

export type AccountPrincipal = Extract<Principal, { kind: 'account' }>;

/** What somebody tries to prove who they are for. */
export type Attempt = 'auth.sign-in' | 'auth.password-change';

/** Whose name it is that was typed; who typed it is not known. */
export interface Claimed {
  readonly username: string;
  readonly account: Pick<AccountRow, 'id'> | null;
}

export function recordRefusal(tx: Tx, attempt: Attempt, why: 'failed' | 'locked', { username, account }: Claimed): Promise<void> {
  const reason = why === 'locked' ? 'locked' : account === null ? 'unknown-username' : 'wrong-password';
  const after = { username, reason };
  return recordEvent(tx, { action: `${attempt}-${why}`, resource: 'account', resourceId: account?.id ?? null, after });
}

export function recordSignIn(tx: Tx, { id }: Pick<AccountRow, 'id'>): Promise<void> {
  return recordEvent(tx, { action: 'auth.sign-in', resource: 'account', resourceId: id });
}

export function recordSignOut(tx: Tx, { accountId }: AccountPrincipal): Promise<void> {
  return recordEvent(tx, { action: 'auth.sign-out', resource: 'account', resourceId: accountId });
}

/** Somebody who has proved who they are, with no rights but those of signing in: also an auditor's session must be written. */
export function signingIn({ id, username, role }: Pick<AccountRow, 'id' | 'username' | 'role'>, origin: Origin): AccountPrincipal {
  return { kind: 'account', accountId: id, username, role, scope: { kind: 'sign-in' }, isReadOnly: false, origin };
}

export function aboutOneself(principal: AccountPrincipal): AccountPrincipal {
  return { ...principal, scope: { kind: 'sign-in' }, isReadOnly: false };
}
