import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, SIGN_IN } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { AccountRepository, type AccountRow } from './account.repository.js';
import { isPassword, NO_ONES_PASSWORD } from './password.js';
import { type Attempt, type Claimed, recordRefusal, type Refusal } from './sign-in-record.js';

const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 15 * 60_000;
/** No account has it: a failure noted for it takes as long as one that is. */
const NO_ONES_ID = '0';

/** Whether a password is right, wherever one is asked for. Failures, of codes too, slow down the next try, per account. */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  /** The account whose password this is. */
  async prove(by: Principal, attempt: Attempt, username: string, password: string): Promise<AccountRow> {
    const account = await this.database.transaction(SIGN_IN, (tx) => this.accounts.findByName(tx, username));
    await this.refuseLocked(by, attempt, { username, account }, account?.locked_until ?? null);
    const isRight = await isPassword(password, account?.password_hash ?? (await NO_ONES_PASSWORD));
    if (account !== null && isRight) return account;
    await this.noteFailure(by, attempt, account === null ? 'unknown-username' : 'wrong-password', { username, account });
    throw new AccountError('auth.wrong-credentials');
  }

  /** Of two failures at once both count. They stay on record although the request fails. */
  async noteFailure(by: Principal, attempt: Attempt, reason: Refusal, claimed: Claimed): Promise<void> {
    const accountId = claimed.account?.id ?? NO_ONES_ID;
    await this.database.transaction(by, async (tx) => {
      const failures = await this.accounts.addFailure(tx, accountId);
      const lockMs = failures < FREE_FAILURES ? 0 : Math.min(1_000 * 2 ** (failures - FREE_FAILURES + 1), LONGEST_LOCK_MS);
      if (lockMs > 0) await this.accounts.lock(tx, accountId, new Date(this.clock.now().getTime() + lockMs));
      await recordRefusal(tx, attempt, reason, claimed);
    });
  }

  private async refuseLocked(by: Principal, attempt: Attempt, claimed: Claimed, until: Date | null): Promise<void> {
    const waitMs = until === null ? 0 : until.getTime() - this.clock.now().getTime();
    if (until === null || waitMs <= 0) return;
    await this.database.transaction(by, (tx) => recordRefusal(tx, attempt, 'locked', claimed));
    throw new AccountError('auth.locked', { until: beijingIso(until), retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  }
}
