import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

export interface NewSessionRow {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly csrfToken: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

export interface ListedSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

/** Browser sessions, stored by the hashes of their tokens. */
@Injectable()
export class SessionRepository {
  /** Sweeps those that have ended out on the way. */
  async insert(tx: Tx, session: NewSessionRow, unusedSince: Date): Promise<void> {
    await tx.query('delete from account_session where expires_at < $1 or last_seen_at < $2', [session.createdAt, unusedSince]);
    await tx.query(
      `insert into account_session (token_hash, account_id, csrf_token, created_at, last_seen_at, expires_at, address, user_agent)
       values ($1, $2, $3, $4, $4, $5, $6, $7)`,
      [session.tokenHash, session.accountId, session.csrfToken, session.createdAt, session.expiresAt, session.address, session.userAgent],
    );
  }

  /** Those that are still good, the newest first. */
  list(tx: Tx, accountId: string, now: Date, unusedSince: Date): Promise<ListedSession[]> {
    return tx.query<ListedSession>(
      `select id::text, created_at as "createdAt", last_seen_at as "lastSeenAt", address, user_agent as "userAgent"
       from account_session where account_id = $1 and expires_at > $2 and last_seen_at > $3 order by account_session.id desc`,
      [accountId, now, unusedSince],
    );
  }

  async deleteByToken(tx: Tx, tokenHash: Buffer): Promise<void> {
    await tx.query('delete from account_session where token_hash = $1', [tokenHash]);
  }

  /** Whether there was such a session of the account. */
  async delete(tx: Tx, accountId: string, id: string): Promise<boolean> {
    const rows = await tx.query('delete from account_session where account_id = $1 and id = $2 returning id', [accountId, id]);
    return rows.length > 0;
  }

  /** All of the account, or all but one. */
  async deleteAll(tx: Tx, accountId: string, exceptId: string | null = null): Promise<void> {
    await tx.query('delete from account_session where account_id = $1 and ($2::bigint is null or id <> $2)', [accountId, exceptId]);
  }
}
