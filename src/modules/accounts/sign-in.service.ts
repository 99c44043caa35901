import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { accountKeeper, Database, type Origin, type Principal, SIGN_IN, type Tx } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { AccountRepository, type AccountRow, type SessionRow } from './account.repository.js';
import { hashPassword, isPassword, NO_ONES_PASSWORD } from './password.js';
import { type Role, scopeOf } from './role.js';
import {
  aboutOneself,
  type AccountPrincipal,
  type Attempt,
  recordRefusal,
  recordSignIn,
  recordSignOut,
  signingIn,
} from './sign-in-record.js';

const SESSION_MS = 12 * 3_600_000;
const FREE_FAILURES = 5;
const LEAST_PASSWORD = 12;
const LONGEST_LOCK_MS = 15 * 60_000;

export interface NewSession {
  readonly token: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly username: string;
  readonly role: Role;
}

/** What a session or token proves. `csrfToken` is null for programs: nothing sends their token by itself. */
export interface Recognised {
  readonly principal: AccountPrincipal;
  readonly role: Role;
  readonly mustChangePassword: boolean;
  readonly csrfToken: string | null;
}

/** Sign-in with a password, and recognising the session or token of a request. Failures slow down the next try, per account. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  async signIn(username: string, password: string, origin: Origin): Promise<NewSession> {
    return this.begin(await this.proven({ ...SIGN_IN, origin }, 'auth.sign-in', username, password), origin);
  }

  /** The account whose password this is. A refusal is recorded by a transaction of its own: it must stay although the request fails. */
  private async proven(by: Principal, attempt: Attempt, username: string, password: string): Promise<AccountRow> {
    const account = await this.database.transaction(SIGN_IN, (tx) => this.accounts.findByName(tx, username));
    const lockedUntil = account?.locked_until ?? null;
    if (lockedUntil !== null && lockedUntil > this.clock.now()) {
      await this.database.transaction(by, (tx) => recordRefusal(tx, attempt, 'locked', { username, account }));
      throw new AccountError('auth.locked', { until: beijingIso(lockedUntil) });
    }
    const isRight = await isPassword(password, account?.password_hash ?? (await NO_ONES_PASSWORD));
    return isRight && account !== null ? account : this.refuse(by, attempt, username, account);
  }

  async signOut(principal: Principal, token: string): Promise<void> {
    if (principal.kind !== 'account') throw new AccountError('auth.required');
    await this.database.transaction(aboutOneself(principal), async (tx) => {
      await this.accounts.deleteSession(tx, hashOf(token));
      await recordSignOut(tx, principal);
    });
  }

  async recogniseSession(token: string): Promise<Recognised | null> {
    return toRecognised(await this.database.transaction(SIGN_IN, (tx) => this.accounts.findSession(tx, hashOf(token), this.clock.now())));
  }

  async recogniseToken(token: string): Promise<Recognised | null> {
    return toRecognised(await this.database.transaction(SIGN_IN, (tx) => this.accounts.findToken(tx, hashOf(token), this.clock.now())));
  }

  /** Ends all sessions. The pause after wrong passwords holds here, too: whoever sits at an open page must not try for the password. */
  async changePassword(principal: Principal, current: string, wanted: string): Promise<void> {
    if (principal.kind !== 'account') throw new AccountError('auth.required');
    const { username, accountId } = principal;
    const oneself = aboutOneself(principal);
    await this.proven(oneself, 'auth.password-change', username, current);
    const isWeak = wanted.length < LEAST_PASSWORD || wanted.toLowerCase().includes(username.toLowerCase()) || wanted === current;
    if (isWeak) throw new AccountError('auth.weak-password', { least: LEAST_PASSWORD }, '/newPassword');
    const passwordHash = await hashPassword(wanted);
    await this.database.transaction(oneself, (tx) => this.accounts.setPassword(tx, accountId, passwordHash, false));
  }

  /** A token for programs, shown once. */
  async createToken(username: string, name: string, expiresAt: Date | null): Promise<string> {
    const token = `cunbo_${randomBytes(32).toString('base64url')}`;
    await this.database.transaction(accountKeeper('create-token'), async (tx) => {
      const account = await this.accounts.findByName(tx, username);
      if (account === null) throw new AccountError('accounts.unknown', { username });
      await this.accounts.insertToken(tx, { tokenHash: hashOf(token), accountId: account.id, name, expiresAt });
    });
    return token;
  }

  private async refuse(by: Principal, attempt: Attempt, username: string, account: AccountRow | null): Promise<never> {
    await this.database.transaction(by, async (tx) => {
      if (account !== null) await this.countFailure(tx, account);
      await recordRefusal(tx, attempt, 'failed', { username, account });
    });
    throw new AccountError('auth.wrong-credentials');
  }

  private async countFailure(tx: Tx, account: AccountRow): Promise<void> {
    const failures = account.failed_sign_ins + 1;
    const lockMs = failures < FREE_FAILURES ? 0 : Math.min(1_000 * 2 ** (failures - FREE_FAILURES + 1), LONGEST_LOCK_MS);
    const until = lockMs === 0 ? null : new Date(this.clock.now().getTime() + lockMs);
    await this.accounts.setFailures(tx, account.id, failures, until);
  }

  private begin(account: AccountRow, origin: Origin): Promise<NewSession> {
    const session = {
      token: randomBytes(32).toString('base64url'),
      csrfToken: randomBytes(24).toString('base64url'),
      expiresAt: new Date(this.clock.now().getTime() + SESSION_MS),
      username: account.username,
      role: account.role,
    };
    return this.database.transaction(signingIn(account, origin), async (tx) => {
      if (account.failed_sign_ins > 0) await this.accounts.setFailures(tx, account.id, 0, null);
      await this.accounts.insertSession(tx, { ...session, tokenHash: hashOf(session.token), accountId: account.id }, this.clock.now());
      await recordSignIn(tx, account);
      return session;
    });
  }
}

// The token is 256 random bits: a plain hash cannot be reversed by trying.
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function toRecognised(row: SessionRow | null): Recognised | null {
  if (row === null) return null;
  const { account_id: accountId, username, role, csrf_token: csrfToken, must_change_password: mustChangePassword } = row;
  const scope = scopeOf(role, row.division_code, row.merchant_ids);
  return {
    principal: { kind: 'account', accountId, username, role, scope, isReadOnly: role === 'auditor', tokenName: row.token_name },
    role,
    csrfToken,
    mustChangePassword,
  };
}
