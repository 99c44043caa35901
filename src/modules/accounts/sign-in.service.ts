import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { accountKeeper, Database, type Origin, type Principal, SIGN_IN } from '../../platform/database/index.js';
import { AddressLimit, type Permission } from '../../platform/http/index.js';
import { AccountError } from './account.errors.js';
import { AccountRepository, type AccountRow } from './account.repository.js';
import { ownAccount } from './own-account.js';
import { PasswordProof } from './password-proof.service.js';
import { SessionRepository } from './session.repository.js';
import { SecondStepCodes } from './second-step-codes.service.js';
import { SESSION_MS, UNUSED_SESSION_MS } from './session-times.js';
import { recordAbout, signingIn } from './sign-in-record.js';
import { newProgramToken, requireWithin } from './program-token.js';
import { hashOf, randomToken } from './token-text.js';
import { TokenRepository } from './token.repository.js';

const FAILURES_OF_AN_ADDRESS = 30;
const FAILURES_WINDOW_MS = 5 * 60_000;

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** Where somebody signs in from, and the session that browser had until now. */
export interface Browser {
  readonly origin: Origin;
  readonly formerToken: string | undefined;
}

export interface NewSession {
  readonly accountId: string;
  readonly token: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

/** Signing in and out. Every sign-in begins another session, and ends the one the browser had: nobody can be given one beforehand. */
@Injectable()
export class SignIn {
  private readonly failures: AddressLimit;

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly tokens: TokenRepository,
    private readonly passwords: PasswordProof,
    private readonly codes: SecondStepCodes,
    private readonly clock: Clock,
  ) {
    this.failures = new AddressLimit(FAILURES_OF_AN_ADDRESS, FAILURES_WINDOW_MS, clock);
  }

  async signIn({ username, password, code }: Credentials, browser: Browser): Promise<NewSession> {
    const somebody = { ...SIGN_IN, origin: browser.origin };
    this.failures.take(browser.origin.address);
    const account = await this.passwords.prove(somebody, 'auth.sign-in', username, password);
    const verdict = await this.codes.judge(account.id, code);
    if (verdict === 'wrong') {
      await this.passwords.noteFailure(somebody, 'auth.sign-in', 'wrong-code', { username, account });
      throw new AccountError('auth.wrong-code');
    }
    this.failures.giveBack(browser.origin.address);
    if (verdict === 'missing') throw new AccountError('auth.second-step');
    return this.begin(account, browser);
  }

  async signOut(principal: Principal, token: string): Promise<void> {
    const own = ownAccount(principal);
    await this.database.transaction(own, async (tx) => {
      await this.sessions.deleteByToken(tx, hashOf(token));
      await recordAbout(tx, 'auth.sign-out', own.accountId);
    });
  }

  /** A token for programs, shown once; for the operator at the terminal. */
  async createToken(
    username: string,
    name: string,
    expiresAt: Date | null,
    permissions: readonly Permission[] | null = null,
  ): Promise<string> {
    const { token, stored } = newProgramToken();
    await this.database.transaction(accountKeeper('create-token'), async (tx) => {
      const account = await this.accounts.findByName(tx, username);
      if (account === null) throw new AccountError('accounts.unknown', { username });
      requireWithin(account.role, permissions);
      await this.tokens.insert(tx, { ...stored, accountId: account.id, name, permissions, createdAt: this.clock.now(), expiresAt });
    });
    return token;
  }

  private begin(account: AccountRow, { origin, formerToken }: Browser): Promise<NewSession> {
    const accountId = account.id;
    const now = this.clock.now();
    const session = {
      accountId,
      token: randomToken(),
      csrfToken: randomBytes(24).toString('base64url'),
      expiresAt: new Date(now.getTime() + SESSION_MS),
    };
    const { token, ...stored } = session;
    const row = {
      ...stored,
      tokenHash: hashOf(token),
      createdAt: now,
      address: origin.address,
      userAgent: plainText(origin.userAgent ?? ''),
    };
    return this.database.transaction(signingIn(account, origin), async (tx) => {
      // The password was proved in a transaction before: meanwhile it may have been changed, or the account paused.
      if (!(await this.accounts.holdIfUnchanged(tx, account, now))) throw new AccountError('auth.wrong-credentials');
      await this.accounts.clearFailures(tx, accountId);
      if (formerToken !== undefined) await this.sessions.deleteByToken(tx, hashOf(formerToken));
      await this.sessions.insert(tx, row, new Date(now.getTime() - UNUSED_SESSION_MS));
      await recordAbout(tx, 'auth.sign-in', accountId);
      return session;
    });
  }
}

/** Programs call themselves what they like. */
function plainText(userAgent: string): string {
  return userAgent.replace(/\p{Cc}/gu, ' ');
}
