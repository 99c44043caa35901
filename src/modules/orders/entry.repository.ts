import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { OrderKey } from './order.repository.js';

const CLAIM_ORDERS = sqlFile(import.meta.url, './sql/claim-orders.sql');
const POST_DIFFERENCE = sqlFile(import.meta.url, './sql/post-difference.sql');
const MARK_REATTRIBUTED = sqlFile(import.meta.url, './sql/mark-reattributed.sql');

export interface ClaimedOrder extends OrderKey {
  /** false: retired since it was marked. */
  readonly isStored: boolean;
}

@Injectable()
export class EntryRepository {
  async claimOrders(tx: Tx, count: number): Promise<ClaimedOrder[]> {
    const rows = await tx.query<{ shop_id: string; order_no: string; is_stored: boolean }>(CLAIM_ORDERS, [count]);
    return rows.map((row) => ({ shopDbId: row.shop_id, orderNo: row.order_no, isStored: row.is_stored }));
  }

  /** How many entries were posted. */
  async postDifference(tx: Tx, orders: readonly OrderKey[]): Promise<number> {
    const keys = [orders.map((order) => order.shopDbId), orders.map((order) => order.orderNo)];
    const { posted } = await tx.one<{ posted: number }>(POST_DIFFERENCE, keys, 'once');
    return posted;
  }

  /** How many changes were there to be taken. */
  async markReattributed(tx: Tx, count: number): Promise<number> {
    return (await tx.one<{ taken: number }>(MARK_REATTRIBUTED, [count], 'once')).taken;
  }

  async countOrdersToPost(tx: Tx): Promise<number> {
    return (await tx.one<{ count: number }>('select count(*)::int as count from (select from order_todo limit 10000) pending')).count;
  }

  async countChangesToMark(tx: Tx): Promise<number> {
    return (await tx.one<{ count: number }>('select count(*)::int as count from (select from reattribution_todo limit 10000) pending'))
      .count;
  }
}
