import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Role } from './role.js';
import { SessionRepository } from './session.repository.js';

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly password_hash: string;
  readonly role: Role;
  readonly locked_until: Date | null;
}

/** Accounts as signing in knows them: by name, with their secrets. */
@Injectable()
export class AccountRepository {
  constructor(private readonly sessions: SessionRepository) {}

  async count(tx: Tx): Promise<number> {
    return (await tx.one<{ count: number }>('select count(*)::int as count from account')).count;
  }

  /** Whether it was new. */
  async insert(tx: Tx, username: string, passwordHash: string): Promise<boolean> {
    const rows = await tx.query(
      `insert into account (username, password_hash, role) values ($1, $2, 'operator') on conflict on constraint account_username_once do nothing returning id`,
      [username, passwordHash],
    );
    return rows.length > 0;
  }

  async findByName(tx: Tx, username: string): Promise<AccountRow | null> {
    const [account] = await tx.query<AccountRow>(
      'select id, username, name, password_hash, role, locked_until from account where username = $1 and not is_disabled',
      [username],
    );
    return account ?? null;
  }

  /** Those that are disabled, too. */
  async listOperators(tx: Tx): Promise<Pick<AccountRow, 'id' | 'username'>[]> {
    return tx.query<AccountRow>(`select id, username from account where role = 'operator' order by account.id`);
  }

  async enable(tx: Tx, accountId: string): Promise<void> {
    await tx.query('update account set is_disabled = false where id = $1', [accountId]);
  }

  /** Ends all sessions and the lock. */
  async setPassword(tx: Tx, accountId: string, passwordHash: string, mustChange: boolean): Promise<void> {
    await tx.query(
      'update account set password_hash = $2, must_change_password = $3, failed_sign_ins = 0, locked_until = null, revision = revision + 1 where id = $1',
      [accountId, passwordHash, mustChange],
    );
    await this.sessions.deleteAll(tx, accountId);
  }

  /** Whether the account still stands as it did when this password was proved; keeps it so until the end of the transaction. */
  async holdIfUnchanged(tx: Tx, { id, password_hash }: AccountRow, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `select id from account where id = $1 and password_hash = $2 and not is_disabled and (locked_until is null or locked_until <= $3) for update`,
      [id, password_hash, now],
    );
    return rows.length > 0;
  }

  /** How many there are with it. */
  async addFailure(tx: Tx, accountId: string): Promise<number> {
    const account = await tx.one<{ failures: number }>(
      'update account set failed_sign_ins = failed_sign_ins + 1 where id = $1 returning failed_sign_ins as failures',
      [accountId],
    );
    return account.failures;
  }

  async lock(tx: Tx, accountId: string, until: Date): Promise<void> {
    await tx.query('update account set locked_until = $2 where id = $1', [accountId, until]);
  }

  async clearFailures(tx: Tx, accountId: string): Promise<void> {
    await tx.query('update account set failed_sign_ins = 0, locked_until = null where id = $1 and failed_sign_ins > 0', [accountId]);
  }
}
