import { Injectable } from '@nestjs/common';
import { FIRST_DAY, LAST_DAY } from '../../kernel/business-day.js';
import { parseInstant } from '../../kernel/instant.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { decodeCursor, entityTagOf, InputError, type Page, toPage } from '../../platform/http/index.js';
import { ShopIds } from '../shops/index.js';
import type { ListedOrderDto, OrderDto, OrderQuery } from './order.dto.js';
import { OrderError } from './order.errors.js';
import { OrderIds } from './order-id.js';
import { OrderReadingRepository, type PaidPosition, type StoredOrder } from './order-reading.repository.js';
import { OrderView } from './order-view.js';

@Injectable()
export class OrderReading {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderReadingRepository,
    private readonly ids: OrderIds,
    private readonly shopIds: ShopIds,
    private readonly view: OrderView,
  ) {}

  get(principal: Principal, id: string): Promise<OrderDto> {
    const key = this.ids.decode(id);
    return this.database.snapshot(principal, async (tx) => this.view.toDto(await this.orders.get(tx, key, id)));
  }

  /** Orders of one shop: by order number, or those paid on some days, the newest payment first. */
  list(principal: Principal, { shopId, paidFrom, paidTo, limit, cursor }: OrderQuery): Promise<Page<ListedOrderDto>> {
    const shopDbId = this.shopIds.decode(shopId);
    if (shopDbId === null) throw new OrderError('orders.unknown-shop', { merchantId: '', id: shopId }, '/shopId');
    const isByPayment = paidFrom !== undefined || paidTo !== undefined;
    return this.database.snapshot(principal, async (tx) => {
      const rows = isByPayment
        ? await this.orders.listPaid(tx, shopDbId, { from: paidFrom ?? FIRST_DAY, to: paidTo ?? LAST_DAY }, paidPosition(cursor), limit + 1)
        : await this.orders.list(tx, shopDbId, String(decodeCursor(cursor, 1)?.[0] ?? ''), limit + 1);
      return toPage(
        rows,
        limit,
        (row) => this.listed(row),
        ({ paid_at, order_no }) => (isByPayment ? [paid_at?.toISOString() ?? '', order_no] : [order_no]),
      );
    });
  }

  private listed(order: StoredOrder): ListedOrderDto {
    const view = this.view.toDto(order);
    return { ...view, entityTag: entityTagOf(view) };
  }
}

function paidPosition(cursor: string | undefined): PaidPosition | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const paidAt = parseInstant(key[0]);
  if (paidAt === null) throw new InputError('input.cursor');
  return { paidAt, orderNo: String(key[1]) };
}
