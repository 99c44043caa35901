import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { FOLD_ENTRIES } from './rollup-statements.js';

/** Whoever changes rollups holds this lock: the folder for a batch, `rebuild` while it begins and while it swaps. */
export const FOLD_LOCK = 4_206_820;

export interface Fold {
  readonly folded: number;
  /** Business days whose totals changed. */
  readonly days: string[];
  /** Whose they are, see LiveMessage. */
  readonly places: string[];
}

@Injectable()
export class RevenueRepository {
  /** Waits its turn instead of giving up: a hint that came while another folds must not be lost. A rebuild may have swapped the sets meanwhile. */
  async takeFoldLock(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    await tx.takeRollupSet();
  }

  fold(tx: Tx, count: number): Promise<Fold> {
    return tx.one<Fold>(FOLD_ENTRIES, [count], 'once');
  }

  async countToFold(tx: Tx): Promise<number> {
    return (await tx.one<{ count: number }>('select count(*)::int as count from (select from entry_todo limit 10000) pending')).count;
  }
}
