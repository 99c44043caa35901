import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import type { Language } from '../../kernel/domain-error.js';
import { parseInstant } from '../../kernel/instant.js';
import { Database, nameOf, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, OnceWriter, type Page, toPage, type WriteRequest } from '../../platform/http/index.js';
import { recordEvent } from '../audit/index.js';
import { requireOrder } from './hand-word.js';
import { OrderError } from './order.errors.js';
import { OrderIds } from './order-id.js';
import { OrderReadingRepository, type StoredOrder } from './order-reading.repository.js';
import type { OrderKey } from './order.repository.js';
import { OrderView } from './order-view.js';
import type { ReviewItemDto, ReviewQuery } from './review-item.dto.js';
import { ReviewItemRepository, type ReviewPosition, type ReviewRow } from './review-item.repository.js';
import { isReviewFlag, REVIEW_REASONS } from './review-reasons.js';

/** The list of orders in which something is strange: what they say is counted, and a person looks at it and says so. */
@Injectable()
export class ReviewItems {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly items: ReviewItemRepository,
    private readonly reading: OrderReadingRepository,
    private readonly ids: OrderIds,
    private readonly view: OrderView,
  ) {}

  list(principal: Principal, query: ReviewQuery, language: Language): Promise<Page<ReviewItemDto>> {
    const { flag = null, merchantId = null, state, limit } = query;
    const after = positionOf(query.cursor);
    return this.database.snapshot(principal, async (tx) => {
      const rows = await this.items.list(tx, { isOpen: state === 'open', flag, merchantId }, after, limit + 1);
      const orders = await this.ordersOf(tx, rows);
      return toPage(
        rows,
        limit,
        (row) => this.toDto(row, orders, language),
        (row) => [row.review_changed_at.toISOString(), row.shop_id, row.order_no],
      );
    });
  }

  /** The row's lock decides: a change of its flags comes wholly before this, and is seen with the answer, or after, and opens it again. */
  settle(write: WriteRequest, orderId: string, note: string, language: Language): Promise<ReviewItemDto> {
    const key = this.ids.decode(orderId);
    return this.writer.run(write, async (tx) => {
      const row = await this.items.settle(tx, key, { settledBy: nameOf(write.principal), note });
      const orders = await this.ordersOf(tx, [{ shop_id: key.shopDbId, order_no: key.orderNo }]);
      const order = requireOrder(orders.get(keyText(key)) ?? null, orderId);
      if (row === null) throw new OrderError('orders.nothing-to-review', { orderNo: order.order_no });
      const item = this.toDto(row, orders, language);
      const after = { state: item.state, note, flags: item.flags.map(({ code }) => code) };
      await recordEvent(tx, { resource: 'review-item', resourceId: orderId, after });
      return item;
    });
  }

  private async ordersOf(tx: Tx, rows: readonly Pick<ReviewRow, 'shop_id' | 'order_no'>[]): Promise<Map<string, StoredOrder>> {
    const orders = await this.reading.findAll(tx, rows.map(keyOf));
    return new Map(orders.map((order) => [keyText(keyOf(order)), order]));
  }

  private toDto(row: ReviewRow, orders: ReadonlyMap<string, StoredOrder>, language: Language): ReviewItemDto {
    const stored = orders.get(keyText(keyOf(row))) ?? null;
    const order = this.view.toDto(requireOrder(stored, row.order_no));
    const { id: orderId, orderNo, shopId, merchantId, paidAt, paidFen, refundedFen } = order;
    return {
      ...{ orderId, orderNo, shopId, merchantId, paidAt, paidFen, refundedFen },
      flags: order.reviewFlags.filter(isReviewFlag).map((code) => ({ code, reason: REVIEW_REASONS[code][language] })),
      state: row.is_review_open ? 'open' : 'settled',
      changedAt: beijingIso(row.review_changed_at),
      settledAt: row.review_settled_at === null ? null : beijingIso(row.review_settled_at),
      settledBy: row.review_settled_by,
      note: row.review_note,
    };
  }
}

function keyOf(row: Pick<ReviewRow, 'shop_id' | 'order_no'>): OrderKey {
  return { shopDbId: row.shop_id, orderNo: row.order_no };
}

function keyText({ shopDbId, orderNo }: OrderKey): string {
  return `${shopDbId}:${orderNo}`;
}

function positionOf(cursor: string | undefined): ReviewPosition {
  const key = decodeCursor(cursor, 3);
  if (key === null) return { changedAt: 'infinity', shopDbId: '0', orderNo: '' };
  const [changedAt, shopDbId = '', orderNo = ''] = [parseInstant(key[0]), String(key[1]), String(key[2])];
  if (changedAt === null || !/^\d{1,18}$/.test(shopDbId)) throw new InputError('input.cursor');
  return { changedAt: changedAt.toISOString(), shopDbId, orderNo };
}
