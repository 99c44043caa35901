import { Injectable } from '@nestjs/common';
import { Database, SIGN_IN } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import type { AccountDto } from './own-account.dto.js';
import { permissionsForTokens } from './program-token.js';
import { RecognitionRepository, type StandingRow } from './recognition.repository.js';

/** An account as its owner sees it. */
@Injectable()
export class OwnAccounts {
  constructor(
    private readonly database: Database,
    private readonly recognised: RecognitionRepository,
  ) {}

  async get(accountId: string): Promise<AccountDto> {
    const row = await this.database.transaction(SIGN_IN, (tx) => this.recognised.findAccount(tx, accountId));
    if (row === null) throw new AccountError('auth.required');
    return toAccountDto(row);
  }
}

export function toAccountDto(row: StandingRow): AccountDto {
  return {
    username: row.username,
    name: row.name,
    role: row.role,
    divisionCode: row.division_code,
    merchantIds: row.merchant_ids,
    hostIds: row.host_ids,
    mustChangePassword: row.must_change_password,
    hasSecondStep: row.has_second_step,
    mustSetUpSecondStep: row.must_set_up_second_step,
    tokenPermissions: permissionsForTokens(row.role),
  };
}
