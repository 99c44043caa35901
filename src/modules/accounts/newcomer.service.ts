import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { nameTaken } from './account.errors.js';
import { ManagedAccountRepository } from './managed-account.repository.js';
import type { AccountPrincipal } from './own-account.js';
import { toAccountDto } from './own-account.service.js';
import type { AccountDto } from './own-account.dto.js';
import { hashPassword } from './password.js';
import { type Person, requireGoodPassword } from './password-rules.js';
import { principalOf } from './recognition.service.js';
import { RecognitionRepository } from './recognition.repository.js';
import type { AccountScope, Role } from './role.js';

export interface Newcomer extends AccountScope {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}

/** For people who come in by themselves, with a password of their own choice. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly accounts: ManagedAccountRepository,
    private readonly recognised: RecognitionRepository,
  ) {}

  /** What is kept of a password that will do; throws what is wrong with one that will not. */
  hashGood(password: string, person: Person): Promise<string> {
    requireGoodPassword(password, person, '/password');
    return hashPassword(password);
  }

  async refuseTaken(tx: Tx, username: string): Promise<void> {
    if (await this.accounts.isTaken(tx, username)) throw nameTaken(username);
  }

  /** 409 `accounts.name-taken`. */
  async open(tx: Tx, newcomer: Newcomer): Promise<AccountDto> {
    const id = await this.accounts.insert(tx, { ...newcomer, mustChangePassword: false });
    if (id === null) throw nameTaken(newcomer.username);
    await this.accounts.setScope(tx, id, newcomer);
    const account = await this.recognised.findAccount(tx, id);
    if (account === null) throw new Error(`Account ${id} was made and is not there.`);
    return toAccountDto(account);
  }

  /** Somebody as they stand now; null if they may not sign in any more. */
  async principal(tx: Tx, accountId: string): Promise<AccountPrincipal | null> {
    const row = await this.recognised.findAccount(tx, accountId);
    return row === null ? null : principalOf(row);
  }
}
