import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

export interface SecondStepRow {
  readonly secret: Buffer;
  readonly begunAt: Date;
  readonly isConfirmed: boolean;
  readonly lastUsedStep: number | null;
}

/** The second steps of accounts: sealed secrets, and the hashes of recovery codes that were not used yet. */
@Injectable()
export class SecondStepRepository {
  /** Locks it, so that of two who use one code at once the second finds it used. */
  async find(tx: Tx, accountId: string): Promise<SecondStepRow | null> {
    const [row] = await tx.query<SecondStepRow>(
      `select secret, begun_at as "begunAt", confirmed_at is not null as "isConfirmed", last_used_step::float8 as "lastUsedStep"
       from account_second_step where account_id = $1 for update`,
      [accountId],
    );
    return row ?? null;
  }

  /** In place of one that was never confirmed; false where one is in force. */
  async begin(tx: Tx, accountId: string, secret: Buffer, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `insert into account_second_step (account_id, secret, begun_at) values ($1, $2, $3)
       on conflict (account_id) do update set secret = excluded.secret, begun_at = excluded.begun_at
       where account_second_step.confirmed_at is null returning account_id`,
      [accountId, secret, now],
    );
    return rows.length > 0;
  }

  async confirm(tx: Tx, accountId: string, step: number, codeHashes: readonly Buffer[], now: Date): Promise<void> {
    await tx.query('update account_second_step set confirmed_at = $2, last_used_step = $3 where account_id = $1', [accountId, now, step]);
    await tx.query('insert into account_recovery_code (account_id, code_hash) select $1, hash from unnest($2::bytea[]) hash', [
      accountId,
      codeHashes,
    ]);
  }

  async useStep(tx: Tx, accountId: string, step: number): Promise<void> {
    await tx.query('update account_second_step set last_used_step = $2 where account_id = $1', [accountId, step]);
  }

  /** Whether there was such a code; there is none of it any more. */
  async useRecoveryCode(tx: Tx, accountId: string, codeHash: Buffer): Promise<boolean> {
    const rows = await tx.query('delete from account_recovery_code where account_id = $1 and code_hash = $2 returning account_id', [
      accountId,
      codeHash,
    ]);
    return rows.length > 0;
  }

  async remove(tx: Tx, accountId: string): Promise<void> {
    await tx.query('delete from account_recovery_code where account_id = $1', [accountId]);
    await tx.query('delete from account_second_step where account_id = $1', [accountId]);
  }
}
