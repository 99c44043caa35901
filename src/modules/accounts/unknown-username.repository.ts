import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

/** Failed sign-ins under names that no account has, counted as an account's are. Forgotten a month after the last one. */
@Injectable()
export class UnknownUsernameRepository {
  async lockedUntil(tx: Tx, username: string): Promise<Date | null> {
    const [name] = await tx.query<{ locked_until: Date | null }>('select locked_until from unknown_username where name_hash = $1', [
      hashOf(username),
    ]);
    return name?.locked_until ?? null;
  }

  /** How many there are with it. */
  async addFailure(tx: Tx, username: string, now: Date): Promise<number> {
    await tx.query(`delete from unknown_username where noted_at < $1::timestamptz - interval '30 days'`, [now]);
    const name = await tx.one<{ failures: number }>(
      `insert into unknown_username as u (name_hash, failures, noted_at) values ($1, 1, $2)
       on conflict (name_hash) do update set failures = u.failures + 1, noted_at = excluded.noted_at returning failures`,
      [hashOf(username), now],
    );
    return name.failures;
  }

  async lock(tx: Tx, username: string, until: Date): Promise<void> {
    await tx.query('update unknown_username set locked_until = $2 where name_hash = $1', [hashOf(username), until]);
  }
}

function hashOf(username: string): Buffer {
  return createHash('sha256').update(username).digest();
}
