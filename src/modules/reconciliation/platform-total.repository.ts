import { Injectable } from '@nestjs/common';
import type { BusinessDay } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { TotalSource } from './reconciliation.dto.js';

const RECORD_TOTAL = sqlFile(import.meta.url, './sql/record-total.sql');

export interface TotalOrder {
  readonly orderNo: string;
  /** null: the platform lists it without an amount in yuan. */
  readonly paidFen: number | null;
}

export interface PlatformTotal {
  readonly shopDbId: string;
  readonly day: BusinessDay;
  readonly paidFen: number;
  readonly orders: number;
  readonly source: TotalSource;
  readonly note: string | null;
  readonly recordedBy: string;
  /** Empty: only the total is known, or there were none. */
  readonly orderAmounts: readonly TotalOrder[];
}

@Injectable()
export class PlatformTotalRepository {
  /** Replaces what was known of the day. */
  async record(tx: Tx, total: PlatformTotal): Promise<void> {
    const { shopDbId, day, paidFen, orders, source, note, recordedBy, orderAmounts } = total;
    await tx.query(RECORD_TOTAL, [shopDbId, day, paidFen, orders, source, note, recordedBy]);
    await tx.query('delete from platform_total_order where shop_id = $1 and day = $2::date', [shopDbId, day]);
    await tx.query(
      `insert into platform_total_order (shop_id, day, order_no, paid_fen)
       select $1, $2::date, order_no, paid_fen from unnest($3::text[], $4::bigint[]) as o (order_no, paid_fen)`,
      [shopDbId, day, orderAmounts.map(({ orderNo }) => orderNo), orderAmounts.map((order) => order.paidFen)],
    );
  }
}
