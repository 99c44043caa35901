import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx, violatedConstraint } from '../../platform/database/index.js';
import { cursorId, definedOnly, type Page, type PageQuery, Precondition, toPage } from '../../platform/http/index.js';
import { recordEvent } from '../audit/index.js';
import type { ChangeAccount, CreateAccount, InitialPasswordDto, ManagedAccountDto } from './account.dto.js';
import { AccountError, nameTaken } from './account.errors.js';
import { requireFitting } from './account-scope.js';
import { AccountRepository } from './account.repository.js';
import { type ManagedAccount, ManagedAccountRepository } from './managed-account.repository.js';
import { hashPassword, randomPassword } from './password.js';
import { SecondStepRepository } from './second-step.repository.js';
import { SessionRepository } from './session.repository.js';
import { TokenRepository } from './token.repository.js';

/** Accounts, looked after by operators. A password is made here, shown once, and must be changed at the first sign-in. */
@Injectable()
export class ManagedAccounts {
  constructor(
    private readonly database: Database,
    private readonly accounts: ManagedAccountRepository,
    private readonly secrets: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly tokens: TokenRepository,
    private readonly steps: SecondStepRepository,
  ) {}

  async create(
    principal: Principal,
    { username, name, role, divisionCode = null, merchantIds = [], hostIds = [] }: CreateAccount,
  ): Promise<InitialPasswordDto> {
    const scope = { divisionCode, merchantIds: distinct(merchantIds), hostIds: distinct(hostIds) };
    requireFitting(role, scope);
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const account = await this.explained(divisionCode, () =>
      this.database.transaction(principal, async (tx) => {
        const id = await this.accounts.insert(tx, { username, name, role, divisionCode, passwordHash, mustChangePassword: true });
        if (id === null) throw nameTaken(username);
        await this.accounts.setScope(tx, id, scope);
        return this.require(tx, id);
      }),
    );
    return { ...toDto(account), password };
  }

  list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<ManagedAccountDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.accounts.list(tx, cursorId(cursor), limit + 1), limit, toDto, ({ id }) => [id]),
    );
  }

  get(principal: Principal, id: string): Promise<ManagedAccountDto> {
    return this.database.snapshot(principal, async (tx) => toDto(await this.require(tx, id)));
  }

  /** What it may see changes with its next request; disabled, it has no sessions any more. */
  change(principal: Principal, id: string, changes: ChangeAccount, expected = Precondition.NONE): Promise<ManagedAccountDto> {
    return this.explained(changes.divisionCode ?? null, () =>
      this.database.transaction(principal, async (tx) => {
        // Only whoever takes one away must know how many are left; it locks them all, and so comes first.
        const operators = changes.isDisabled === true ? await this.accounts.countOperators(tx) : null;
        const before = await this.locked(tx, id, expected);
        const after = { ...before, ...definedOnly(changes) };
        requireFitting(after.role, after);
        if (before.role === 'operator' && !before.isDisabled && after.isDisabled && operators === 1)
          throw new AccountError('accounts.last-operator', {}, '/isDisabled');
        await this.accounts.update(tx, after);
        await this.accounts.setScope(tx, id, { merchantIds: distinct(after.merchantIds), hostIds: distinct(after.hostIds) });
        if (after.isDisabled) await this.sessions.deleteAll(tx, id);
        return toDto(await this.require(tx, id));
      }),
    );
  }

  async resetPassword(principal: Principal, id: string, expected = Precondition.NONE): Promise<InitialPasswordDto> {
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const account = await this.database.transaction(principal, async (tx) => {
      await this.locked(tx, id, expected);
      await this.secrets.setPassword(tx, id, passwordHash, true);
      await this.tokens.deleteAll(tx, id);
      return this.require(tx, id);
    });
    return { ...toDto(account), password };
  }

  async resetSecondStep(principal: Principal, id: string): Promise<void> {
    await this.database.transaction(principal, async (tx) => {
      await this.require(tx, id);
      await this.steps.remove(tx, id);
      await this.sessions.deleteAll(tx, id);
      await recordEvent(tx, { resource: 'account', resourceId: id, after: { secondStep: null } });
    });
  }

  /** The lock comes before the reading: a statement that waited for it would still see the merchants of before. */
  private async locked(tx: Tx, id: string, expected: Precondition): Promise<ManagedAccount> {
    await this.accounts.lock(tx, id);
    const account = await this.require(tx, id);
    await expected.require(() => toDto(account));
    return account;
  }

  private async require(tx: Tx, id: string): Promise<ManagedAccount> {
    const account = await this.accounts.find(tx, id);
    if (account === null) throw new AccountError('accounts.not-found', { id });
    return account;
  }

  /** What the database refuses, said so that a person can correct it. */
  private async explained<Result>(divisionCode: string | null, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'account_division_code_fkey')
        throw new AccountError('accounts.unknown-division', { code: divisionCode ?? '' }, '/divisionCode');
      if (constraint === 'account_merchant_merchant_id_fkey') throw new AccountError('accounts.unknown-merchant', {}, '/merchantIds');
      if (constraint === 'account_host_host_id_fkey') throw new AccountError('accounts.unknown-host', {}, '/hostIds');
      throw error;
    }
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function toDto(account: ManagedAccount): ManagedAccountDto {
  const { createdAt, ...others } = account;
  return { ...others, createdAt: beijingIso(createdAt) };
}
