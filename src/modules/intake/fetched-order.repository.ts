import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const REPLACE_FETCHED = sqlFile(import.meta.url, './sql/replace-fetched-order.sql');
const RELEASE_IF_APPLIED = sqlFile(import.meta.url, './sql/release-if-applied.sql');

export interface FetchedOrder {
  readonly shopDbId: string;
  readonly orderNo: string;
  readonly bodyHash: Buffer;
  readonly key: string;
  readonly fetchedAt: Date;
}

@Injectable()
export class FetchedOrderRepository {
  /** Whether it differs from what was fetched last. */
  async replace(tx: Tx, { shopDbId, orderNo, bodyHash, key, fetchedAt }: FetchedOrder): Promise<boolean> {
    const { is_news } = await tx.one<{ is_news: boolean }>(REPLACE_FETCHED, [shopDbId, orderNo, bodyHash, key, fetchedAt]);
    return is_news;
  }

  async releaseIfApplied(tx: Tx, shopDbId: string, orderNo: string, askedAt: Date): Promise<void> {
    await tx.query(RELEASE_IF_APPLIED, [shopDbId, orderNo, askedAt]);
  }
}
