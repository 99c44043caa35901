import { Injectable } from '@nestjs/common';
import { addDays, beijingIso, type BusinessDay } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Tx, worker } from '../../platform/database/index.js';
import { JobSlots } from '../../platform/queue/index.js';
import { ApiFailure, ASKABLE_PLATFORMS, PlatformQuestions } from '../intake/index.js';
import { ListedDay } from './listed-day.js';
import { PulledTotals } from './pulled-totals.service.js';
import { type LeasedTotal, TotalPullRepository } from './total-pull.repository.js';

const PULLER = worker('reconciliation');
const AT_ONCE = 2;
const LEASE_SECONDS = 600;
/** What was paid shortly before midnight has reached the platform's list by then. */
const FIRST_HOUR = 3;
/** A program that was away on a weekend makes up for it. */
const DAYS_BACK = 7;
/** With the delays between them these take about six hours. */
const MAX_ATTEMPTS = 10;
const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 7_200_000;

/** Asks every shop's platform once a day which orders were paid on the day before, and has those fetched that the ledger does not count so. */
@Injectable()
export class TotalPulling {
  /** To the hour, when days were planned last. */
  private plannedAt = '';

  constructor(
    private readonly database: Database,
    private readonly pulls: TotalPullRepository,
    private readonly questions: PlatformQuestions,
    private readonly pulled: PulledTotals,
    private readonly clock: Clock,
    private readonly slots: JobSlots,
  ) {}

  pullAll(): Promise<void> {
    return this.slots.workOff({
      count: AT_ONCE,
      take: (count) => this.database.transaction(PULLER, (tx) => this.pulls.lease(tx, count, LEASE_SECONDS)),
      work: (total) => this.pullOne(total),
    });
  }

  countDue(): Promise<number> {
    return this.database.transaction(PULLER, async (tx) => {
      await this.planDays(tx);
      return this.pulls.countDue(tx);
    });
  }

  /** Once an hour: shops may have been added since, and what was planned already is not planned again. */
  private async planDays(tx: Tx): Promise<void> {
    const now = beijingIso(this.clock.now());
    const [today, hour] = [now.slice(0, 10), now.slice(0, 13)];
    if (hour === this.plannedAt || Number(now.slice(11, 13)) < FIRST_HOUR) return;
    await this.pulls.plan(tx, ASKABLE_PLATFORMS, { from: addDays(today, -DAYS_BACK), to: addDays(today, -1) });
    tx.afterCommit(() => (this.plannedAt = hour));
  }

  private async pullOne(total: LeasedTotal): Promise<void> {
    try {
      const listed = await this.ask(total);
      await this.database.transaction(PULLER, (tx) => this.pulled.record(tx, total, listed));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      const { fault, retryAfterMs } = error;
      await this.database.transaction(PULLER, (tx) => this.pulls.fail(tx, total, fault, againInMs(total, retryAfterMs)));
    }
  }

  /** An order paid on the day was changed then or later. */
  private async ask({ shopDbId, day }: LeasedTotal): Promise<ListedDay> {
    const listed = new ListedDay(day);
    const list = await this.questions.listPayments(shopDbId, startOf(day), this.clock.now());
    if (list === null)
      throw new ApiFailure('closed', { code: 'api.none', detail: 'This platform has no API that could be asked for orders.' });
    for await (const page of list) listed.add(page);
    return listed;
  }
}

function againInMs({ attempts }: LeasedTotal, retryAfterMs: number | null): number | null {
  if (attempts + 1 >= MAX_ATTEMPTS) return null;
  return Math.max(Math.min(FIRST_DELAY_MS * 2 ** attempts, LONGEST_DELAY_MS), retryAfterMs ?? 0);
}

function startOf(day: BusinessDay): Date {
  return new Date(`${day}T00:00:00+08:00`);
}
