import { Injectable } from '@nestjs/common';
import type { BusinessDay } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const OLD_ORDERS = sqlFile(import.meta.url, './sql/old-orders.sql');
const OLD_PAYLOADS = sqlFile(import.meta.url, './sql/old-payloads.sql');

/** Where a walk over old orders has come to. The time is the database's own text: JavaScript would cut microseconds off. */
export interface OrderPlace {
  readonly createdAt: string;
  readonly shopDbId: string;
  readonly orderNo: string;
}

export const BEFORE_ALL_ORDERS: OrderPlace = { createdAt: '-infinity', shopDbId: '0', orderNo: '' };

export interface OldOrder extends OrderPlace {
  /** The day of the last thing that happened to it. */
  readonly settledOn: BusinessDay;
  readonly isOld: boolean;
  readonly isHeld: boolean;
}

export interface OldPayloads {
  readonly day: BusinessDay;
  readonly has_partition: boolean;
  readonly gone: number;
  readonly kept: number;
}

interface OldOrderRow {
  readonly created_at: string;
  readonly shop_id: string;
  readonly order_no: string;
  readonly settled_on: string;
  readonly is_old: boolean;
  readonly is_held: boolean;
}

/** Deleting is done by functions of the database that refuse what is held or not old enough; here they are only called. */
@Injectable()
export class RetentionRepository {
  async listOldOrders(tx: Tx, asOf: Date, after: OrderPlace, count: number): Promise<OldOrder[]> {
    const rows = await tx.query<OldOrderRow>(OLD_ORDERS, [asOf, after.createdAt, after.shopDbId, after.orderNo, count]);
    return rows.map((row) => ({
      createdAt: row.created_at,
      shopDbId: row.shop_id,
      orderNo: row.order_no,
      settledOn: row.settled_on,
      isOld: row.is_old,
      isHeld: row.is_held,
    }));
  }

  /** Answers how many were retired: those that were taken up again meanwhile are passed by. */
  async retireOrders(tx: Tx, asOf: Date, orders: readonly OrderPlace[]): Promise<number> {
    const retired = await tx.query('select shop_id, order_no from retire_orders($1, $2, $3)', [
      orders.map((order) => order.shopDbId),
      orders.map((order) => order.orderNo),
      asOf,
    ]);
    return retired.length;
  }

  /** A change of a register that is still to be marked may move orders that are about to go. */
  async hasChangesToMark(tx: Tx): Promise<boolean> {
    return (await tx.one<{ has: boolean }>('select exists (select from reattribution_todo) as has')).has;
  }

  /** The oldest day whose bodies are a partition and may go; null if there is none. */
  async findOldPayloadDay(tx: Tx, asOf: Date): Promise<BusinessDay | null> {
    const { day } = await tx.one<{ day: string | null }>(
      `select to_char(min(d), 'YYYY-MM-DD') as day from inbox_payload_days() d
       where d < beijing_day($1::timestamptz) - (select payload_days from current_retention())`,
      [asOf],
    );
    return day;
  }

  /** Answers how many bodies are gone; null when the table was in use: nothing happened. */
  async dropPayloadDay(tx: Tx, asOf: Date, day: BusinessDay): Promise<number | null> {
    const { gone } = await tx.one<{ gone: string | null }>('select drop_payload_day($1, $2) as gone', [day, asOf]);
    return gone === null ? null : Number(gone);
  }

  async deleteUnplannedPayloads(tx: Tx, asOf: Date, count: number): Promise<number> {
    return Number((await tx.one<{ gone: string }>('select delete_unplanned_payloads($1, $2) as gone', [asOf, count])).gone);
  }

  listOldPayloads(tx: Tx, asOf: Date): Promise<OldPayloads[]> {
    return tx.query<OldPayloads>(OLD_PAYLOADS, [asOf]);
  }
}
