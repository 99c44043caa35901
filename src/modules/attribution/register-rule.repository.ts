import { Injectable } from '@nestjs/common';
import type { BusinessDay } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const ORIGINS_IN_FORCE = sqlFile(import.meta.url, './sql/origins-in-force.sql');
const HOMES_IN_FORCE = sqlFile(import.meta.url, './sql/homes-in-force.sql');
const IS_PRODUCT_SOLD = sqlFile(import.meta.url, './sql/is-product-sold.sql');
const IS_MERCHANT_COUNTED = sqlFile(import.meta.url, './sql/is-merchant-counted.sql');

interface CodeRow {
  readonly id: string;
  readonly code: string;
}

/** What rules say about the entries of the registers. */
@Injectable()
export class RegisterRuleRepository {
  originsInForce(tx: Tx, productIds: readonly string[], day: BusinessDay): Promise<CodeRow[]> {
    return tx.query<CodeRow>(ORIGINS_IN_FORCE, [productIds, day]);
  }

  homesInForce(tx: Tx, merchantIds: readonly string[], day: BusinessDay): Promise<CodeRow[]> {
    return tx.query<CodeRow>(HOMES_IN_FORCE, [merchantIds, day]);
  }

  async isProductSold(tx: Tx, productId: string): Promise<boolean> {
    return (await tx.one<{ is_sold: boolean }>(IS_PRODUCT_SOLD, [productId])).is_sold;
  }

  async isMerchantCounted(tx: Tx, merchantId: string): Promise<boolean> {
    return (await tx.one<{ is_counted: boolean }>(IS_MERCHANT_COUNTED, [merchantId])).is_counted;
  }
}
