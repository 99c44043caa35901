import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { PlatformItem } from '../shops/index.js';

const COUNT_AFFECTED_LINES = sqlFile(import.meta.url, './sql/count-affected-lines.sql');
const UNMAPPED_ITEMS = sqlFile(import.meta.url, './sql/unmapped-items.sql');

export interface UnmappedItemRow {
  readonly shop_id: string;
  readonly item_id: string;
  readonly sku_id: string;
  readonly title: string;
  readonly paid_fen: string;
  readonly lines: number;
  readonly quantity: string;
  readonly last_paid_at: Date;
}

/** What was sold under platform items. */
@Injectable()
export class ItemSalesRepository {
  async countAffectedLines(tx: Tx, { shopDbId, itemId, skuId }: PlatformItem): Promise<number> {
    return (await tx.one<{ lines: number }>(COUNT_AFFECTED_LINES, [shopDbId, itemId, skuId])).lines;
  }

  listUnmapped(tx: Tx, after: PlatformItem, count: number): Promise<UnmappedItemRow[]> {
    return tx.query<UnmappedItemRow>(UNMAPPED_ITEMS, [after.shopDbId, after.itemId, after.skuId, count]);
  }
}
