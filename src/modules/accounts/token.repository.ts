import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Permission } from '../../platform/http/index.js';

export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly firstCharacters: string;
  readonly permissions: Permission[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface NewToken {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly name: string;
  readonly firstCharacters: string;
  /** null: whatever its account may. */
  readonly permissions: readonly Permission[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** Programs' tokens as their owner looks after them. */
@Injectable()
export class TokenRepository {
  list(tx: Tx, accountId: string): Promise<ListedToken[]> {
    return tx.query<ListedToken>(
      `select id::text, name, first_characters as "firstCharacters", permissions, created_at as "createdAt", expires_at as "expiresAt",
         last_used_at as "lastUsedAt"
       from api_token where account_id = $1 order by api_token.id desc`,
      [accountId],
    );
  }

  /** Whether there was such a token of the account. */
  async delete(tx: Tx, accountId: string, id: string): Promise<boolean> {
    const rows = await tx.query('delete from api_token where account_id = $1 and id = $2 returning id', [accountId, id]);
    return rows.length > 0;
  }

  async deleteAll(tx: Tx, accountId: string): Promise<void> {
    await tx.query('delete from api_token where account_id = $1', [accountId]);
  }

  async insert(tx: Tx, token: NewToken): Promise<string> {
    const { id } = await tx.one<{ id: string }>(
      `insert into api_token (token_hash, account_id, name, first_characters, permissions, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning id::text`,
      [token.tokenHash, token.accountId, token.name, token.firstCharacters, token.permissions, token.createdAt, token.expiresAt],
    );
    return id;
  }
}
