import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { OrderKey } from './order.repository.js';
import type { ReviewFlag } from './review-reasons.js';

const LIST_REVIEW_ITEMS = sqlFile(import.meta.url, './sql/list-review-items.sql');
const SETTLE_REVIEW = sqlFile(import.meta.url, './sql/settle-review.sql');

export interface ReviewRow {
  readonly shop_id: string;
  readonly order_no: string;
  readonly is_review_open: boolean;
  readonly review_changed_at: Date;
  readonly review_settled_at: Date | null;
  readonly review_settled_by: string | null;
  readonly review_note: string | null;
}

export interface ReviewFilter {
  readonly isOpen: boolean;
  readonly flag: ReviewFlag | null;
  readonly merchantId: string | null;
}

export interface ReviewPosition extends OrderKey {
  /** A time as text: also `infinity`, before the first page. */
  readonly changedAt: string;
}

export interface Settlement {
  readonly settledBy: string;
  readonly note: string;
}

@Injectable()
export class ReviewItemRepository {
  list(tx: Tx, { isOpen, flag, merchantId }: ReviewFilter, after: ReviewPosition, count: number): Promise<ReviewRow[]> {
    return tx.query<ReviewRow>(LIST_REVIEW_ITEMS, [isOpen, flag, merchantId, after.changedAt, after.shopDbId, after.orderNo, count]);
  }

  /** null where there is nothing to look at. */
  async settle(tx: Tx, { shopDbId, orderNo }: OrderKey, { settledBy, note }: Settlement): Promise<ReviewRow | null> {
    const [row] = await tx.query<ReviewRow>(SETTLE_REVIEW, [shopDbId, orderNo, settledBy, note]);
    return row ?? null;
  }
}
