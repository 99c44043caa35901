import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { Platform } from '../shops/index.js';

const LIST_DELIVERIES = sqlFile(import.meta.url, './sql/list-deliveries.sql');
const COUNT_OPEN_WORK = sqlFile(import.meta.url, './sql/count-open-work.sql');
const LIST_DELIVERY_HOURS = sqlFile(import.meta.url, './sql/list-delivery-hours.sql');
const LIST_AWAITING_ORDERS = sqlFile(import.meta.url, './sql/list-awaiting-orders.sql');

export const DELIVERY_COUNTS = [
  'accepted',
  'repeated',
  'conflicting',
  'unreadable',
  'refused',
  'busy',
  'applied',
  'ignored',
  'quarantined',
] as const;
export type DeliveryCount = (typeof DELIVERY_COUNTS)[number];
/** As PostgreSQL hands sums over. */
export type DeliveryCounts = Readonly<Record<DeliveryCount, string>>;

export interface DeliveryRow extends DeliveryCounts {
  readonly shop_id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly merchant_id: string;
  readonly last_message_at: Date | null;
  readonly lag_count: string;
  readonly lag_sum_ms: string;
  readonly lag_max_ms: string | null;
  readonly lag_min_ms: string | null;
  readonly awaiting: number;
  readonly open_quarantined: number;
  readonly weeks: number;
  readonly expected: number;
  readonly is_pulled: boolean;
  readonly pulled_at: Date | null;
  readonly fault_code: string | null;
  readonly fault_detail: string | null;
}

export interface DeliveryHourRow extends DeliveryCounts {
  readonly hour: Date;
  readonly lag_ms: string | null;
}

export interface AwaitingRow {
  readonly shop_id: string;
  readonly shop_name: string;
  readonly platform: Platform;
  readonly order_no: string;
  readonly first_wanted_at: Date;
  readonly due_at: Date;
  readonly attempts: number;
  readonly fault_code: string | null;
  readonly fault_detail: string | null;
}

@Injectable()
export class DeliveryHealthRepository {
  list(tx: Tx, afterShopDbId: string, count: number): Promise<DeliveryRow[]> {
    return tx.query<DeliveryRow>(LIST_DELIVERIES, [afterShopDbId, count]);
  }

  listHours(tx: Tx, shopDbId: string, from: Date, until: Date): Promise<DeliveryHourRow[]> {
    return tx.query<DeliveryHourRow>(LIST_DELIVERY_HOURS, [shopDbId, from, until]);
  }

  listAwaiting(
    tx: Tx,
    shopDbId: string | null,
    after: readonly [shopDbId: string, orderNo: string],
    count: number,
  ): Promise<AwaitingRow[]> {
    return tx.query<AwaitingRow>(LIST_AWAITING_ORDERS, [shopDbId, ...after, count]);
  }

  countOpenWork(tx: Tx): Promise<{ readonly state: string; readonly count: number }[]> {
    return tx.query(COUNT_OPEN_WORK);
  }

  /** Makes the shop's next question due now, from a time on. */
  /** A pull that is under way may have begun too late or too early for this: it loses its lease, and what it says of its success with it. */
  async pullSoon(tx: Tx, shopDbId: string, from: Date): Promise<void> {
    await tx.query(
      `insert into shop_pull as p (shop_id, pulled_until, due_at) values ($1, $2, now())
       on conflict (shop_id) do update set pulled_until = least(p.pulled_until, excluded.pulled_until), due_at = excluded.due_at, leased_until = null`,
      [shopDbId, from],
    );
  }
}
