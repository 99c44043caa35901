import { Injectable } from '@nestjs/common';
import { addDays, type DayRange } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { OrderKey } from './order.repository.js';
import type { OrderLineDto, OrderRefundDto } from './order.dto.js';
import { OrderError } from './order.errors.js';

const READ_ORDERS = sqlFile(import.meta.url, './sql/read-orders.sql');
const RETIRED_ORDERS = sqlFile(import.meta.url, './sql/retired-orders.sql');

const PAID_ORDERS = `select order_no from sales_order
  where shop_id = $1 and paid_at >= $2 and paid_at < $3
    and ($4::timestamptz is null or (paid_at, order_no) < ($4::timestamptz, $5::text))
  order by paid_at desc, order_no desc limit $6`;

export interface PaidPosition {
  readonly paidAt: Date;
  readonly orderNo: string;
}

export interface StoredOrder {
  readonly shop_id: string;
  readonly order_no: string;
  readonly merchant_id: string;
  readonly source: 'platform' | 'hand';
  /** null: the message is not on record. */
  readonly origin: string | null;
  readonly status: string;
  readonly created_at: Date;
  readonly paid_at: Date | null;
  readonly shipped_at: Date | null;
  readonly named_session_id: string | null;
  readonly freight_fen: string;
  readonly deposit_fen: string;
  readonly currency: string;
  readonly exchange_rate: string | null;
  readonly void_reason: string | null;
  readonly review_flags: string[];
  readonly lines: OrderLineDto[];
  readonly refunds: OrderRefundDto[];
}

@Injectable()
export class OrderReadingRepository {
  async find(tx: Tx, key: OrderKey): Promise<StoredOrder | null> {
    const [order] = await this.findAll(tx, [key]);
    return order ?? null;
  }

  /** In the order of the keys, without those that there are not. */
  findAll(tx: Tx, keys: readonly OrderKey[]): Promise<StoredOrder[]> {
    return tx.query<StoredOrder>(READ_ORDERS, [keys.map((key) => key.shopDbId), keys.map((key) => key.orderNo)]);
  }

  /** `id` is what the caller called it. */
  async get(tx: Tx, key: OrderKey, id: string): Promise<StoredOrder> {
    const order = await this.find(tx, key);
    if (order !== null) return order;
    const [retired] = await tx.query<{ retired_on: string }>(RETIRED_ORDERS, [[key.shopDbId], [key.orderNo]]);
    if (retired === undefined) throw new OrderError('orders.not-found', { id: id.slice(0, 80) });
    throw new OrderError('orders.retired', { orderNo: key.orderNo, retiredOn: retired.retired_on });
  }

  async list(tx: Tx, shopDbId: string, afterOrderNo: string, count: number): Promise<StoredOrder[]> {
    const keys = await tx.query<{ order_no: string }>(
      'select order_no from sales_order where shop_id = $1 and order_no > $2 order by order_no limit $3',
      [shopDbId, afterOrderNo, count],
    );
    return this.findAll(
      tx,
      keys.map((key) => ({ shopDbId, orderNo: key.order_no })),
    );
  }

  /** Paid on these days, the newest payment first, beginning after `after`. Index: sales_order_by_shop_payment. */
  async listPaid(tx: Tx, shopDbId: string, { from, to }: DayRange, after: PaidPosition | null, count: number): Promise<StoredOrder[]> {
    const keys = await tx.query<{ order_no: string }>(PAID_ORDERS, [
      shopDbId,
      `${from}T00:00:00+08:00`,
      `${addDays(to, 1)}T00:00:00+08:00`,
      after?.paidAt ?? null,
      after?.orderNo ?? null,
      count,
    ]);
    return this.findAll(
      tx,
      keys.map((key) => ({ shopDbId, orderNo: key.order_no })),
    );
  }

  /** How many words have been said by hand: the next correction's number. */
  async countHandWords(tx: Tx, { shopDbId, orderNo }: OrderKey): Promise<number> {
    const { count } = await tx.one<{ count: number }>(
      `select count(*)::int as count from order_word where shop_id = $1 and order_no = $2 and source = 'hand'`,
      [shopDbId, orderNo],
    );
    return count;
  }
}
