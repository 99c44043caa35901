import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { ChangePolicy } from './retention-policy.dto.js';

const POLICY_LOCK = 4_206_818;

export interface RetentionPolicy {
  readonly transaction_months: number;
  readonly payload_days: number;
  readonly quiet_days: number;
  readonly reason: string;
  readonly decided_at: Date;
  readonly decided_by: string;
}

/** Decisions are added, never changed: the newest holds. */
@Injectable()
export class RetentionPolicyRepository {
  /** One decision at a time: two at once would both be made in the belief to follow the same one. */
  async takeTurn(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [POLICY_LOCK]);
  }

  getCurrent(tx: Tx): Promise<RetentionPolicy> {
    return tx.one<RetentionPolicy>(
      'select transaction_months, payload_days, quiet_days, reason, decided_at, decided_by from retention_policy order by id desc limit 1',
    );
  }

  async add(tx: Tx, { transactionMonths, payloadDays, quietDays, reason }: ChangePolicy, by: string): Promise<void> {
    await tx.query(
      'insert into retention_policy (transaction_months, payload_days, quiet_days, reason, decided_by) values ($1, $2, $3, $4, $5)',
      [transactionMonths, payloadDays, quietDays, reason, by],
    );
  }

  async findLastSweptDay(tx: Tx): Promise<string | null> {
    const { day } = await tx.one<{ day: string | null }>(
      `select to_char(max(day), 'YYYY-MM-DD') as day from retention_sweep where finished_at is not null`,
    );
    return day;
  }
}
