import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { JobSlots } from '../../platform/queue/index.js';
import { ApiFailure } from './api-failure.js';
import { ApiWaits } from './api-waits.js';
import { type LeasedPull, PlatformPullRepository } from './platform-pull.repository.js';
import { PlatformQuestions } from './platform-questions.service.js';
import { ASKABLE_PLATFORMS } from './platforms/index.js';
import { WantedOrders } from './wanted-orders.service.js';
import type { ListedOrder } from './platforms/platform-api.js';

const PULLER = worker('platform-pull');
const AT_ONCE = 4;
const LEASE_SECONDS = 600;
const EVERY_MS = 600_000;
const FAILED_EVERY_MS = 300_000;
/** Asked for again each time: an order that changed while it was being listed may be missing in the list. */
const OVERLAP_MS = 2 * 3_600_000;
const LONGEST_AWAY_MS = 7 * 86_400_000;
/** What changed this moment may not be in the platform's list yet. */
const SETTLED_MS = 5_000;

/**
 * Asks every shop's platform, every ten minutes, which orders changed in the last two hours, and since the last answer if that is longer ago
 * (a week at the most). What was pushed and lost is fetched so; what was pushed and arrived is found to be no news.
 */
@Injectable()
export class PlatformPull {
  constructor(
    private readonly database: Database,
    private readonly pulls: PlatformPullRepository,
    private readonly wanted: WantedOrders,
    private readonly questions: PlatformQuestions,
    private readonly waits: ApiWaits,
    private readonly slots: JobSlots,
  ) {}

  pullAll(): Promise<void> {
    return this.slots.workOff({
      count: AT_ONCE,
      take: (count) => this.database.transaction(PULLER, (tx) => this.pulls.lease(tx, count, LEASE_SECONDS)),
      work: (pull) => this.pullOne(pull),
    });
  }

  countDue(): Promise<number> {
    return this.database.transaction(PULLER, async (tx) => {
      await this.pulls.plan(tx, ASKABLE_PLATFORMS);
      return this.pulls.countDue(tx);
    });
  }

  private async pullOne(pull: LeasedPull): Promise<void> {
    try {
      await this.pullShop(pull);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      const { fault, retryAfterMs } = error;
      await this.database.transaction(PULLER, (tx) =>
        this.pulls.fail(tx, pull, fault, this.waits.ms(Math.max(FAILED_EVERY_MS, retryAfterMs ?? 0))),
      );
    }
  }

  private async pullShop(pull: LeasedPull): Promise<void> {
    const { shopDbId, pulledUntil } = pull;
    const until = new Date(Date.now() - SETTLED_MS);
    const since = Math.min(pulledUntil?.getTime() ?? until.getTime(), until.getTime()) - OVERLAP_MS;
    const from = new Date(Math.max(since, until.getTime() - LONGEST_AWAY_MS));
    for await (const page of (await this.questions.listChanged(shopDbId, from, until)) ?? [])
      await this.database.transaction(PULLER, (tx) => this.wanted.wantOfShop(tx, shopDbId, page.map(orderNoOf)));
    await this.database.transaction(PULLER, (tx) => this.pulls.succeed(tx, pull, until, EVERY_MS));
  }
}

function orderNoOf({ orderNo }: ListedOrder): string {
  return orderNo;
}
