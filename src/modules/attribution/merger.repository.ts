import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const MERGER_PARTIES = sqlFile(import.meta.url, './sql/merger-parties.sql');
const ARCHIVE_MERGED = sqlFile(import.meta.url, './sql/archive-merged.sql');
const RESTORE_MERGED = sqlFile(import.meta.url, './sql/restore-merged.sql');
const MERGERS_LOCK = 4_206_813;

export interface MergerParties {
  readonly knows_merged: boolean;
  readonly merged_into_id: string | null;
  /** Whom the one that stays counts for itself, after all mergers; null: there is no such merchant. */
  readonly standing_id: string | null;
}

/** Merchants entered twice. */
@Injectable()
export class MergerRepository {
  /** One merger at a time: two at once could close a circle that neither of them sees. */
  async takeTurn(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [MERGERS_LOCK]);
  }

  findParties(tx: Tx, mergedId: string, intoMerchantId: string): Promise<MergerParties> {
    return tx.one<MergerParties>(MERGER_PARTIES, [mergedId, intoMerchantId]);
  }

  async archive(tx: Tx, ruleId: string): Promise<void> {
    await tx.query(ARCHIVE_MERGED, [ruleId]);
  }

  async restore(tx: Tx, ruleId: string): Promise<void> {
    await tx.query(RESTORE_MERGED, [ruleId]);
  }
}
