import { Injectable } from '@nestjs/common';
import { type BusinessDay, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Tx, worker } from '../../platform/database/index.js';
import { RetentionRepository } from './retention.repository.js';
import { type Sweep, SweepRepository } from './sweep.repository.js';

const SWEEPER = worker('retention-sweep');
const PAYLOADS_PER_TRANSACTION = 2_000;

/** `waiting`: something else must end first (a register change still to be marked, a reader of bodies); nothing was deleted. */
export type SweepState = 'more' | 'waiting' | 'finished';

export interface Deleted {
  readonly orders: number;
  readonly payloadDays: number;
  readonly payloads: number;
}

export interface SweepStep extends Deleted {
  readonly state: SweepState;
}

export interface SweepReport extends SweepStep {
  readonly day: BusinessDay;
}

const NOTHING: Deleted = { orders: 0, payloadDays: 0, payloads: 0 };

/**
 * Deletes what is older than the policy says: first orders, then message bodies, once a day. Each step is a transaction of its own
 * that also notes how far the sweep has come, so it may be cut off anywhere and repeated.
 */
@Injectable()
export class RetentionSweep {
  /** Few: the orders of a batch are locked while it runs. */
  protected readonly ordersPerTransaction: number = 200;

  constructor(
    private readonly database: Database,
    private readonly retention: RetentionRepository,
    private readonly sweeps: SweepRepository,
    private readonly clock: Clock,
  ) {}

  isDue(): Promise<boolean> {
    const day = businessDayOf(this.clock.now());
    return this.database.transaction(SWEEPER, async (tx) => !(await this.sweeps.isFinished(tx, day)));
  }

  /** By command: sweeps now and to the end, whether the day was swept or not. */
  async sweepAgain(): Promise<SweepReport> {
    const day = businessDayOf(this.clock.now());
    await this.database.transaction(SWEEPER, (tx) => this.sweeps.startOver(tx, day));
    return { day, ...(await this.sweepOn(Infinity)) };
  }

  /** Goes on with the day's sweep for so many steps. */
  async sweepOn(steps: number): Promise<SweepStep> {
    let total: SweepStep = { state: 'more', ...NOTHING };
    for (let taken = 0; taken < steps && total.state === 'more'; taken += 1) total = add(total, await this.step());
    return total;
  }

  private step(): Promise<SweepStep> {
    const asOf = this.clock.now();
    return this.database.transaction(SWEEPER, async (tx) => {
      await tx.preferIndexes();
      const sweep = await this.sweeps.open(tx, businessDayOf(asOf));
      if (sweep.isFinished) return { state: 'finished', ...NOTHING };
      return sweep.areOrdersDone ? this.deletePayloads(tx, sweep, asOf) : this.retireOrders(tx, sweep, asOf);
    });
  }

  private async retireOrders(tx: Tx, sweep: Sweep, asOf: Date): Promise<SweepStep> {
    if (await this.retention.hasChangesToMark(tx)) return { state: 'waiting', ...NOTHING };
    const page = await this.retention.listOldOrders(tx, asOf, sweep.after, this.ordersPerTransaction);
    const last = page.at(-1);
    if (last === undefined) {
      await this.sweeps.markOrdersDone(tx, sweep);
      return { state: 'more', ...NOTHING };
    }
    const due = page.filter((order) => order.isOld && !order.isHeld);
    const orders = due.length === 0 ? 0 : await this.retention.retireOrders(tx, asOf, due);
    await this.sweeps.advance(tx, sweep, last, orders);
    return { ...NOTHING, state: 'more', orders };
  }

  private async deletePayloads(tx: Tx, sweep: Sweep, asOf: Date): Promise<SweepStep> {
    const day = await this.retention.findOldPayloadDay(tx, asOf);
    if (day === null) return this.deleteUnplannedPayloads(tx, sweep, asOf);
    const payloads = await this.retention.dropPayloadDay(tx, asOf, day);
    if (payloads === null) return { state: 'waiting', ...NOTHING };
    await this.sweeps.countPayloads(tx, sweep, 1, payloads);
    return { state: 'more', orders: 0, payloadDays: 1, payloads };
  }

  private async deleteUnplannedPayloads(tx: Tx, sweep: Sweep, asOf: Date): Promise<SweepStep> {
    const payloads = await this.retention.deleteUnplannedPayloads(tx, asOf, PAYLOADS_PER_TRANSACTION);
    if (payloads === 0) {
      await this.sweeps.finish(tx, sweep);
      return { state: 'finished', ...NOTHING };
    }
    await this.sweeps.countPayloads(tx, sweep, 0, payloads);
    return { ...NOTHING, state: 'more', payloads };
  }
}

function add(a: Deleted, b: SweepStep): SweepStep {
  return { state: b.state, orders: a.orders + b.orders, payloadDays: a.payloadDays + b.payloadDays, payloads: a.payloads + b.payloads };
}
