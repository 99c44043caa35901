import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, SIGN_IN, type Tx } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { AccountRepository, type AccountRow } from './account.repository.js';
import { isPassword, NO_ONES_PASSWORD } from './password.js';
import { type Attempt, type Claimed, recordRefusal, type Refusal } from './sign-in-record.js';
import { UnknownUsernameRepository } from './unknown-username.repository.js';

const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 15 * 60_000;

/**
 * Whether a password is right, wherever one is asked for. Failures, of codes too, slow down the next try, per account; and per name where
 * there is no such account, so that a pause tells nobody which names there are.
 */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly unknown: UnknownUsernameRepository,
    private readonly clock: Clock,
  ) {}

  /** The account whose password this is. */
  async prove(by: Principal, attempt: Attempt, username: string, password: string): Promise<AccountRow> {
    const { account, lockedUntil } = await this.database.transaction(SIGN_IN, async (tx) => {
      const found = await this.accounts.findByName(tx, username);
      return { account: found, lockedUntil: found === null ? await this.unknown.lockedUntil(tx, username) : found.locked_until };
    });
    await this.refuseLocked(by, attempt, { username, account }, lockedUntil);
    const isRight = await isPassword(password, account?.password_hash ?? (await NO_ONES_PASSWORD));
    if (account !== null && isRight) return account;
    await this.noteFailure(by, attempt, account === null ? 'unknown-username' : 'wrong-password', { username, account });
    throw new AccountError('auth.wrong-credentials');
  }

  /** Of two failures at once both count. They stay on record although the request fails. */
  async noteFailure(by: Principal, attempt: Attempt, reason: Refusal, claimed: Claimed): Promise<void> {
    await this.database.transaction(by, async (tx) => {
      await this.addFailure(tx, claimed);
      await recordRefusal(tx, attempt, reason, claimed);
    });
  }

  private async addFailure(tx: Tx, { username, account }: Claimed): Promise<void> {
    const now = this.clock.now();
    const failures = await (account === null ? this.unknown.addFailure(tx, username, now) : this.accounts.addFailure(tx, account.id));
    if (failures < FREE_FAILURES) return;
    const until = new Date(now.getTime() + Math.min(1_000 * 2 ** (failures - FREE_FAILURES + 1), LONGEST_LOCK_MS));
    await (account === null ? this.unknown.lock(tx, username, until) : this.accounts.lock(tx, account.id, until));
  }

  private async refuseLocked(by: Principal, attempt: Attempt, claimed: Claimed, until: Date | null): Promise<void> {
    const waitMs = until === null ? 0 : until.getTime() - this.clock.now().getTime();
    if (until === null || waitMs <= 0) return;
    await this.database.transaction(by, (tx) => recordRefusal(tx, attempt, 'locked', claimed));
    throw new AccountError('auth.locked', { until: beijingIso(until), retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  }
}
