import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import type { AccountTokenDto, CreateToken, NewTokenDto } from './account-token.dto.js';
import { ownAccount } from './own-account.js';
import { newProgramToken, requireWithin } from './program-token.js';
import { RecognitionRepository } from './recognition.repository.js';
import type { Role } from './role.js';
import { requireSettled } from './settled.js';
import { type ListedToken, TokenRepository } from './token.repository.js';

/** Tokens for programs, which act for the account that made them and may do a part of what it may. */
@Injectable()
export class Tokens {
  constructor(
    private readonly database: Database,
    private readonly tokens: TokenRepository,
    private readonly recognised: RecognitionRepository,
    private readonly clock: Clock,
  ) {}

  async list(principal: Principal): Promise<AccountTokenDto[]> {
    const own = ownAccount(principal);
    const { accountId } = own;
    return (await this.database.transaction(own, (tx) => this.tokens.list(tx, accountId))).map(toDto);
  }

  create(principal: Principal, { name, permissions: wanted, expiresAt }: CreateToken): Promise<NewTokenDto> {
    const permissions = wanted ?? null;
    const own = ownAccount(principal);
    const { accountId } = own;
    const createdAt = this.clock.now();
    const expiry = new Date(expiresAt);
    if (expiry <= createdAt) throw new AccountError('auth.token-expired', {}, '/expiresAt');
    const { token, stored } = newProgramToken();
    return this.database.transaction(own, async (tx) => {
      const role = await this.requireReady(tx, accountId);
      requireWithin(role, permissions);
      const id = await this.tokens.insert(tx, { ...stored, accountId, name, permissions, createdAt, expiresAt: expiry });
      const { firstCharacters } = stored;
      return { ...toDto({ id, name, firstCharacters, permissions, createdAt, expiresAt: expiry, lastUsedAt: null }), token };
    });
  }

  async delete(principal: Principal, id: string): Promise<void> {
    const own = ownAccount(principal);
    const { accountId } = own;
    const isDeleted = await this.database.transaction(own, (tx) => this.tokens.delete(tx, accountId, id));
    if (!isDeleted) throw new AccountError('auth.unknown-token', { id });
  }

  /** Tokens go without a second step: whoever must set one up, or change the first password, does so before making any. */
  private async requireReady(tx: Tx, accountId: string): Promise<Role> {
    const account = await this.recognised.findAccount(tx, accountId);
    if (account === null) throw new AccountError('auth.required');
    const { role, must_change_password: mustChangePassword, must_set_up_second_step: mustSetUpSecondStep } = account;
    requireSettled({ mustChangePassword, mustSetUpSecondStep });
    return role;
  }
}

function toDto({ id, name, firstCharacters, permissions, createdAt, expiresAt, lastUsedAt }: ListedToken): AccountTokenDto {
  return {
    id,
    name,
    firstCharacters,
    permissions,
    createdAt: beijingIso(createdAt),
    expiresAt: expiresAt === null ? null : beijingIso(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : beijingIso(lastUsedAt),
  };
}
