import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Role } from './role.js';

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly password_hash: string;
  readonly role: Role;
  readonly failed_sign_ins: number;
  readonly locked_until: Date | null;
}

export interface SessionRow {
  readonly account_id: string;
  readonly username: string;
  readonly role: Role;
  readonly division_code: string | null;
  readonly merchant_ids: string[];
  readonly must_change_password: boolean;
  readonly csrf_token: string | null;
  readonly token_name: string | null;
}

/** What of an account goes with every session and token. */
const ACCOUNT = `a.id as account_id, a.username, a.role, a.division_code, a.must_change_password,
  array(select m.merchant_id::text from account_merchant m where m.account_id = a.id order by m.merchant_id) as merchant_ids`;

/** Accounts, browser sessions and programs' tokens. Tokens are stored as hashes only. */
@Injectable()
export class AccountRepository {
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
      'select id, username, password_hash, role, failed_sign_ins, locked_until from account where username = $1 and not is_disabled',
      [username],
    );
    return account ?? null;
  }

  /** Ends all sessions and the lock. */
  async setPassword(tx: Tx, accountId: string, passwordHash: string, mustChange: boolean): Promise<void> {
    await tx.query(
      'update account set password_hash = $2, must_change_password = $3, failed_sign_ins = 0, locked_until = null, revision = revision + 1 where id = $1',
      [accountId, passwordHash, mustChange],
    );
    await this.endSessions(tx, accountId);
  }

  async endSessions(tx: Tx, accountId: string): Promise<void> {
    await tx.query('delete from account_session where account_id = $1', [accountId]);
  }

  async setFailures(tx: Tx, accountId: string, failures: number, lockedUntil: Date | null): Promise<void> {
    await tx.query('update account set failed_sign_ins = $2, locked_until = $3 where id = $1', [accountId, failures, lockedUntil]);
  }

  async insertSession(
    tx: Tx,
    session: { tokenHash: Buffer; accountId: string; csrfToken: string; expiresAt: Date },
    now: Date,
  ): Promise<void> {
    await tx.query('delete from account_session where expires_at < $1', [now]);
    await tx.query('insert into account_session (token_hash, account_id, csrf_token, expires_at) values ($1, $2, $3, $4)', [
      session.tokenHash,
      session.accountId,
      session.csrfToken,
      session.expiresAt,
    ]);
  }

  async deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
    await tx.query('delete from account_session where token_hash = $1', [tokenHash]);
  }

  async findSession(tx: Tx, tokenHash: Buffer, now: Date): Promise<SessionRow | null> {
    const [session] = await tx.query<SessionRow>(
      `select ${ACCOUNT}, s.csrf_token, null as token_name from account_session s join account a on a.id = s.account_id
       where s.token_hash = $1 and s.expires_at > $2 and not a.is_disabled`,
      [tokenHash, now],
    );
    return session ?? null;
  }

  async insertToken(tx: Tx, token: { tokenHash: Buffer; accountId: string; name: string; expiresAt: Date | null }): Promise<void> {
    await tx.query('insert into api_token (token_hash, account_id, name, expires_at) values ($1, $2, $3, $4)', [
      token.tokenHash,
      token.accountId,
      token.name,
      token.expiresAt,
    ]);
  }

  /** Notes the use at most once a minute: a program may call a hundred times a second. */
  async findToken(tx: Tx, tokenHash: Buffer, now: Date): Promise<SessionRow | null> {
    const [token] = await tx.query<SessionRow & { is_stale: boolean }>(
      `select ${ACCOUNT}, null as csrf_token, t.name as token_name, coalesce(t.last_used_at < $2::timestamptz - interval '1 minute', true) as is_stale
       from api_token t join account a on a.id = t.account_id
       where t.token_hash = $1 and (t.expires_at is null or t.expires_at > $2) and not a.is_disabled`,
      [tokenHash, now],
    );
    if (token?.is_stale === true) await tx.query('update api_token set last_used_at = $2 where token_hash = $1', [tokenHash, now]);
    return token ?? null;
  }
}
