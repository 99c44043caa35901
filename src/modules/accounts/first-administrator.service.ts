import { Injectable } from '@nestjs/common';
import { accountKeeper, Database, SIGN_IN } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { AccountRepository, type AccountRow } from './account.repository.js';
import { hashPassword, randomPassword } from './password.js';
import { faultOf, LEAST_PASSWORD, requireGoodPassword } from './password-rules.js';
import { SecondStepRepository } from './second-step.repository.js';
import { recordAbout } from './sign-in-record.js';
import { TokenRepository } from './token.repository.js';

export const FIRST_ADMINISTRATOR = 'admin';

@Injectable()
export class Administrators {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly steps: SecondStepRepository,
    private readonly tokens: TokenRepository,
  ) {}

  /** Makes `admin` while there is no account at all. Answers the generated password, to be shown once, or null if none was generated. */
  async ensureFirst(givenPassword: string | null): Promise<string | null> {
    if ((await this.database.transaction(SIGN_IN, (tx) => this.accounts.count(tx))) > 0) return null;
    const password = givenPassword ?? randomPassword();
    const passwordHash = await hashPassword(password);
    const isNew = await this.database.transaction(SIGN_IN, (tx) => this.accounts.insert(tx, FIRST_ADMINISTRATOR, passwordHash));
    return isNew && givenPassword === null ? password : null;
  }

  /** What is to be said about the password an installation was given, or null. It is never refused: an installation that is there must start. */
  warningAbout(givenPassword: string | null): string | null {
    const fault = givenPassword === null ? null : faultOf(givenPassword, { username: FIRST_ADMINISTRATOR, name: '' });
    return fault === null ? null : new AccountError(fault, { least: LEAST_PASSWORD }).sentence('en');
  }

  /** For the operator at the terminal: sets the password, ends all sessions and the lock. One that is given must be a good one. */
  async resetPassword(username: string, givenPassword: string | null): Promise<string> {
    const { id, name } = await this.require(username);
    if (givenPassword !== null) requireGoodPassword(givenPassword, { username, name }, '');
    const password = givenPassword ?? randomPassword();
    const passwordHash = await hashPassword(password);
    await this.database.transaction(accountKeeper('reset-password'), (tx) => this.accounts.setPassword(tx, id, passwordHash, false));
    return password;
  }

  /** For the operator at the terminal who has lost everything: takes away whatever keeps this operator from signing in. Answers the new password. */
  async recover(username: string): Promise<string> {
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    await this.database.transaction(accountKeeper('recover-administrator'), async (tx) => {
      const operators = await this.accounts.listOperators(tx);
      const account = operators.find((operator) => operator.username === username);
      const names = operators.map((operator) => operator.username).join(', ');
      if (account === undefined) throw new AccountError('accounts.no-operator', { username, names });
      await this.accounts.enable(tx, account.id);
      await this.steps.remove(tx, account.id);
      await recordAbout(tx, 'auth.second-step-removed', account.id);
      await this.accounts.setPassword(tx, account.id, passwordHash, false);
      await this.tokens.deleteAll(tx, account.id);
    });
    return password;
  }

  private async require(username: string): Promise<AccountRow> {
    const account = await this.database.transaction(SIGN_IN, (tx) => this.accounts.findByName(tx, username));
    if (account === null) throw new AccountError('accounts.unknown', { username });
    return account;
  }
}
