import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

export interface SealedTokens {
  readonly sealed: Buffer;
  readonly expiresAt: Date;
}

@Injectable()
export class ApiTokenRepository {
  async find(tx: Tx, owner: string): Promise<SealedTokens | null> {
    const [row] = await tx.query<{ sealed: Buffer; expires_at: Date }>('select sealed, expires_at from platform_token where owner = $1', [
      owner,
    ]);
    return row === undefined ? null : { sealed: row.sealed, expiresAt: row.expires_at };
  }

  async save(tx: Tx, owner: string, sealed: Buffer, expiresAt: Date): Promise<void> {
    await tx.query(
      `insert into platform_token (owner, sealed, expires_at, renewed_at) values ($1, $2, $3, now())
       on conflict (owner) do update set sealed = excluded.sealed, expires_at = excluded.expires_at, renewed_at = excluded.renewed_at`,
      [owner, sealed, expiresAt],
    );
  }
}
