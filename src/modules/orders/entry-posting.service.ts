import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { Hints, untilDone } from '../../platform/queue/index.js';
import { EntryRepository } from './entry.repository.js';

const POSTER = worker('entry-posting');
const ORDERS_PER_TRANSACTION = 500;
const CHANGES_PER_TRANSACTION = 100;

/** Keeps entries equal to what orders say: claim, post the difference, commit; until nothing is left. */
@Injectable()
export class EntryPosting {
  constructor(
    private readonly database: Database,
    private readonly entries: EntryRepository,
    private readonly hints: Hints,
  ) {}

  postAll(): Promise<void> {
    return untilDone(ORDERS_PER_TRANSACTION, () => this.postBatch());
  }

  async markAll(): Promise<void> {
    while ((await this.database.transaction(POSTER, (tx) => this.entries.markReattributed(tx, CHANGES_PER_TRANSACTION))) > 0)
      this.hints.hint('orders.post-entries');
  }

  countOrdersToPost(): Promise<number> {
    return this.database.transaction(POSTER, (tx) => this.entries.countOrdersToPost(tx));
  }

  countChangesToMark(): Promise<number> {
    return this.database.transaction(POSTER, (tx) => this.entries.countChangesToMark(tx));
  }

  private postBatch(): Promise<number> {
    return this.database.transaction(POSTER, async (tx) => {
      await tx.preferIndexes();
      const orders = await this.entries.claimOrders(tx, ORDERS_PER_TRANSACTION);
      if (orders.length === 0) return 0;
      const posted = await this.entries.postDifference(
        tx,
        orders.filter((order) => order.isStored),
      );
      if (posted > 0) tx.afterCommit(() => this.hints.hint('revenue.fold-entries'));
      return orders.length;
    });
  }
}
