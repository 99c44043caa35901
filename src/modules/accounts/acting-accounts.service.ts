import { Injectable } from '@nestjs/common';
import { Database, SIGN_IN } from '../../platform/database/index.js';
import type { Permission } from '../../platform/http/index.js';
import type { AccountPrincipal } from './own-account.js';
import { RecognitionRepository } from './recognition.repository.js';
import { principalOf } from './recognition.service.js';
import { mayAsk } from './role.js';

/** Background work that a person began is done as that person, by the rights the account has at that moment. */
@Injectable()
export class ActingAccounts {
  constructor(
    private readonly database: Database,
    private readonly recognised: RecognitionRepository,
  ) {}

  /** null: it is disabled, gone, or may not do this any more. */
  async find(accountId: string, permission: Permission): Promise<AccountPrincipal | null> {
    const row = await this.database.transaction(SIGN_IN, (tx) => this.recognised.findAccount(tx, accountId));
    return row === null || !mayAsk(row.role, permission) ? null : principalOf(row);
  }
}
