import { Injectable } from '@nestjs/common';
import type { BusinessDay } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { OrderPlace } from './retention.repository.js';

const OPEN_SWEEP = sqlFile(import.meta.url, './sql/open-sweep.sql');

export interface Sweep {
  readonly day: BusinessDay;
  readonly after: OrderPlace;
  readonly areOrdersDone: boolean;
  readonly isFinished: boolean;
}

interface SweepRow {
  readonly after_created_at: string;
  readonly after_shop_id: string;
  readonly after_order_no: string;
  readonly are_orders_done: boolean;
  readonly is_finished: boolean;
}

/** How far the day's sweep has come: written in the transaction that deletes, so a sweep that is cut off goes on where it was. */
@Injectable()
export class SweepRepository {
  async isFinished(tx: Tx, day: BusinessDay): Promise<boolean> {
    const { finished } = await tx.one<{ finished: boolean }>(
      'select exists (select from retention_sweep where day = $1 and finished_at is not null) as finished',
      [day],
    );
    return finished;
  }

  async open(tx: Tx, day: BusinessDay): Promise<Sweep> {
    const row = await tx.one<SweepRow>(OPEN_SWEEP, [day]);
    return {
      day,
      after: { createdAt: row.after_created_at, shopDbId: row.after_shop_id, orderNo: row.after_order_no },
      areOrdersDone: row.are_orders_done,
      isFinished: row.is_finished,
    };
  }

  /** From the beginning: what the day's sweep has deleted stays counted. */
  async startOver(tx: Tx, day: BusinessDay): Promise<void> {
    await this.open(tx, day);
    await tx.query(
      `update retention_sweep set after_created_at = default, after_shop_id = default, after_order_no = default,
              are_orders_done = false, finished_at = null where day = $1`,
      [day],
    );
  }

  async advance(tx: Tx, { day }: Sweep, { createdAt, shopDbId, orderNo }: OrderPlace, retired: number): Promise<void> {
    await tx.query(
      `update retention_sweep set after_created_at = $2, after_shop_id = $3, after_order_no = $4, retired_orders = retired_orders + $5
       where day = $1`,
      [day, createdAt, shopDbId, orderNo, retired],
    );
  }

  async markOrdersDone(tx: Tx, { day }: Sweep): Promise<void> {
    await tx.query('update retention_sweep set are_orders_done = true where day = $1', [day]);
  }

  async countPayloads(tx: Tx, { day }: Sweep, droppedDays: number, payloads: number): Promise<void> {
    await tx.query(
      `update retention_sweep set dropped_payload_days = dropped_payload_days + $2, deleted_payloads = deleted_payloads + $3 where day = $1`,
      [day, droppedDays, payloads],
    );
  }

  async finish(tx: Tx, { day }: Sweep): Promise<void> {
    await tx.query('update retention_sweep set finished_at = now() where day = $1', [day]);
  }
}
