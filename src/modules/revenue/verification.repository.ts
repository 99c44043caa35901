import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { VERIFY_ROLLUPS } from './rollup-statements.js';

const SETTLED_ORDERS = sqlFile(import.meta.url, './sql/settled-orders.sql');
const VERIFY_ORDERS = sqlFile(import.meta.url, './sql/verify-orders.sql');
const VERIFY_STRAYS = sqlFile(import.meta.url, './sql/verify-strays.sql');
const VERIFY_RETIRED_ORDERS = sqlFile(import.meta.url, './sql/verify-retired-orders.sql');

/** One thing that is not as it must be. `check` says what was compared, `cell` where. */
export interface Difference {
  readonly check: string;
  readonly cell: string;
  readonly expected: string;
  readonly found: string;
}

export interface OrderPlace {
  readonly shopDbId: string;
  readonly orderNo: string;
}

export interface OrdersPage {
  readonly orders: number;
  readonly differences: Difference[];
  /** null after the last page. */
  readonly next: OrderPlace | null;
}

export interface Horizon {
  /** Orders of which only their entries and a trace are left. */
  readonly retiredOrders: number;
  /** Of this pay day and all later ones every order is there to be recomputed; null: of all days. */
  readonly recomputableFrom: string | null;
}

interface RetiredOrderRow extends Omit<Difference, 'check'> {
  readonly shop_id: string;
  readonly order_no: string;
}

interface PageRow {
  readonly shop_id: string;
  readonly order_no: string;
  readonly is_settled: boolean;
}

@Injectable()
export class VerificationRepository {
  async countEntries(tx: Tx): Promise<{ entries: number; pending: number }> {
    const counts = await tx.one<{ entries: string; pending: string }>(
      'select (select count(*) from revenue_entry) as entries, (select count(*) from entry_todo) as pending',
    );
    return { entries: Number(counts.entries), pending: Number(counts.pending) };
  }

  async verifyOrders(tx: Tx, after: OrderPlace, count: number): Promise<OrdersPage> {
    const page = await tx.query<PageRow>(SETTLED_ORDERS, [after.shopDbId, after.orderNo, count]);
    const settled = page.filter((row) => row.is_settled);
    const found = await tx.query<Omit<Difference, 'check'>>(VERIFY_ORDERS, [
      settled.map((row) => row.shop_id),
      settled.map((row) => row.order_no),
    ]);
    const last = page.at(-1);
    return {
      orders: page.length,
      differences: found.map((difference) => ({ check: 'entries', ...difference })),
      next: last === undefined ? null : { shopDbId: last.shop_id, orderNo: last.order_no },
    };
  }

  /** Entries of retired orders cannot be recomputed any more; they must be what they were when the order was retired. */
  async verifyRetiredOrders(tx: Tx, after: OrderPlace, count: number): Promise<OrdersPage> {
    const page = await tx.query<RetiredOrderRow>(VERIFY_RETIRED_ORDERS, [after.shopDbId, after.orderNo, count]);
    const last = page.at(-1);
    return {
      orders: page.length,
      differences: page
        .filter(({ expected, found }) => expected !== found)
        .map(({ cell, expected, found }) => ({ check: 'retired orders', cell, expected, found })),
      next: last === undefined ? null : { shopDbId: last.shop_id, orderNo: last.order_no },
    };
  }

  async getHorizon(tx: Tx): Promise<Horizon> {
    const { retired, day } = await tx.one<{ retired: string; day: string | null }>(
      `select count(*) as retired, to_char(max(pay_day) + 1, 'YYYY-MM-DD') as day from retired_order`,
    );
    return { retiredOrders: Number(retired), recomputableFrom: day };
  }

  /** Stray rows and the cells of both rollups. */
  async verifySets(tx: Tx): Promise<Difference[]> {
    const differences: Difference[] = [];
    for (const check of [VERIFY_STRAYS, ...VERIFY_ROLLUPS]) differences.push(...(await tx.query<Difference>(check)));
    return differences;
  }
}
