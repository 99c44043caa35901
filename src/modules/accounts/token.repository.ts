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
}
