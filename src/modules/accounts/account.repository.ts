import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly password_hash: string;
  readonly role: 'operator';
  readonly failed_sign_ins: number;
  readonly locked_until: Date | null;
}

export interface SessionRow {
  readonly account_id: string;
  readonly username: string;
  readonly role: 'operator';
  readonly csrf_token: string | null;
}

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
      'select id, username, password_hash, role, failed_sign_ins, locked_until from account where username = $1',
      [username],
    );
    return account ?? null;
  }

  async setPassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
    await tx.query('update account set password_hash = $2, failed_sign_ins = 0, locked_until = null where id = $1', [
      accountId,
      passwordHash,
    ]);
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
      `select s.account_id, a.username, a.role, s.csrf_token from account_session s join account a on a.id = s.account_id
       where s.token_hash = $1 and s.expires_at > $2`,
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
      `select t.account_id, a.username, a.role, null as csrf_token, coalesce(t.last_used_at < $2::timestamptz - interval '1 minute', true) as is_stale
       from api_token t join account a on a.id = t.account_id
       where t.token_hash = $1 and (t.expires_at is null or t.expires_at > $2)`,
      [tokenHash, now],
    );
    if (token?.is_stale === true) await tx.query('update api_token set last_used_at = $2 where token_hash = $1', [tokenHash, now]);
    return token ?? null;
  }
}
