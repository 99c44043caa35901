import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { AccountRepository } from './account.repository.js';
import { ownAccount } from './own-account.js';
import { hashPassword } from './password.js';
import { PasswordProof } from './password-proof.service.js';
import { requireGoodPassword } from './password-rules.js';

/** Changing one's own password, by the one that holds. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordProof,
    private readonly clock: Clock,
  ) {}

  /** Ends all sessions. The pause after wrong passwords holds here, too: whoever sits at an open page must not try for the password. */
  async change(principal: Principal, current: string, wanted: string): Promise<void> {
    const own = ownAccount(principal);
    const account = await this.passwords.prove(own, 'auth.password-change', own.username, current);
    const { id, username, name } = account;
    if (wanted === current) throw new AccountError('auth.password-is-old', {}, '/newPassword');
    requireGoodPassword(wanted, { username, name }, '/newPassword');
    const passwordHash = await hashPassword(wanted);
    await this.database.transaction(own, async (tx) => {
      if (!(await this.accounts.holdIfUnchanged(tx, account, this.clock.now()))) throw new AccountError('auth.wrong-credentials');
      await this.accounts.setPassword(tx, id, passwordHash, false);
    });
  }
}
