import { Injectable } from '@nestjs/common';
import { fenFromSql } from '../../kernel/money.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { Sale } from './unit-price.js';

const PRODUCT_MONTHS = sqlFile(import.meta.url, './sql/product-months.sql');

export interface ProductMonth extends Sale {
  readonly productId: string;
  readonly name: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly category: string;
  readonly month: string;
}

interface Row {
  readonly product_id: string;
  readonly name: string;
  readonly merchant_id: string;
  readonly merchant_name: string;
  readonly category: string;
  readonly month: string;
  readonly paid_fen: string;
  readonly quantity: string;
}

/** Reads rollups and registers only; row-level security leaves the merchants of the reader. */
@Injectable()
export class PriceWatchRepository {
  async productMonths(tx: Tx, prefixes: readonly string[], months: readonly string[], category: string | null): Promise<ProductMonth[]> {
    const rows = await tx.query<Row>(PRODUCT_MONTHS, [prefixes, months.map((month) => `${month}-01`), category]);
    return rows.map((row) => ({
      productId: row.product_id,
      name: row.name,
      merchantId: row.merchant_id,
      merchantName: row.merchant_name,
      category: row.category,
      month: row.month,
      paidFen: fenFromSql(row.paid_fen),
      quantity: fenFromSql(row.quantity),
    }));
  }
}
