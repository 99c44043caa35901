import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { untilDone } from '../../platform/queue/index.js';
import { LivePush } from '../../platform/live-push/index.js';
import { newsOf } from './revenue-news.js';
import { type Fold, RevenueRepository } from './revenue.repository.js';

const FOLDER = worker('folding');
/** One batch: larger ones gain little and hold the lock longer. */
export const ENTRIES_PER_TRANSACTION = 5_000;

/** Folds entries into rollups until none is left; total and to-do row change in one commit, so a crash repeats or keeps both. */
@Injectable()
export class Folding {
  constructor(
    private readonly database: Database,
    private readonly revenue: RevenueRepository,
    private readonly livePush: LivePush,
  ) {}

  foldAll(): Promise<void> {
    return untilDone(ENTRIES_PER_TRANSACTION, async () => (await this.foldBatch()).folded);
  }

  countToFold(): Promise<number> {
    return this.database.transaction(FOLDER, (tx) => this.revenue.countToFold(tx));
  }

  private foldBatch(): Promise<Fold> {
    return this.database.transaction(FOLDER, async (tx) => {
      await tx.preferIndexes();
      await this.revenue.takeFoldLock(tx);
      const fold = await this.revenue.fold(tx, ENTRIES_PER_TRANSACTION);
      tx.afterCommit(() => newsOf(fold).forEach((message) => this.livePush.publish(message)));
      return fold;
    });
  }
}
