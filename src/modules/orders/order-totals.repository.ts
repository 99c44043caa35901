import { Injectable } from '@nestjs/common';
import { fenFromSql } from '../../kernel/money.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { OrderKey } from './order.repository.js';

const ORDER_TOTALS = sqlFile(import.meta.url, './sql/order-totals.sql');

export interface OrderTotals {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly lines: number;
  /** 1 if it is paid, else 0. */
  readonly orders: number;
}

@Injectable()
export class OrderTotalsRepository {
  /** In the order of the keys. */
  async of(tx: Tx, keys: readonly OrderKey[]): Promise<OrderTotals[]> {
    const rows = await tx.query<{ paid_fen: string; refunded_fen: string; lines: number; orders: number }>(ORDER_TOTALS, [
      keys.map((key) => key.shopDbId),
      keys.map((key) => key.orderNo),
    ]);
    return rows.map((row) => ({
      paidFen: fenFromSql(row.paid_fen),
      refundedFen: fenFromSql(row.refunded_fen),
      lines: row.lines,
      orders: row.orders,
    }));
  }
}
