import { Injectable } from '@nestjs/common';
import { accountKeeper, Database, SIGN_IN } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { AccountRepository } from './account.repository.js';
import { hashPassword, randomPassword } from './password.js';

export const FIRST_ADMINISTRATOR = 'admin';

@Injectable()
export class Administrators {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
  ) {}

  /** Makes `admin` while there is no account at all. Answers the generated password, to be shown once, or null if none was generated. */
  async ensureFirst(givenPassword: string | null): Promise<string | null> {
    if ((await this.database.transaction(SIGN_IN, (tx) => this.accounts.count(tx))) > 0) return null;
    const password = givenPassword ?? randomPassword();
    const passwordHash = await hashPassword(password);
    const isNew = await this.database.transaction(accountKeeper('first-start'), (tx) =>
      this.accounts.insert(tx, FIRST_ADMINISTRATOR, passwordHash),
    );
    return isNew && givenPassword === null ? password : null;
  }

  /** For the operator at the terminal: sets the password, ends all sessions and the lock. */
  async resetPassword(username: string, givenPassword: string | null): Promise<string> {
    const password = givenPassword ?? randomPassword();
    const passwordHash = await hashPassword(password);
    await this.database.transaction(accountKeeper('reset-password'), async (tx) => {
      const account = await this.accounts.findByName(tx, username);
      if (account === null) throw new AccountError('accounts.unknown', { username });
      await this.accounts.setPassword(tx, account.id, passwordHash, false);
    });
    return password;
  }
}
