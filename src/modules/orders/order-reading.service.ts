import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '../../platform/database/index.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/index.js';
import { ShopIds } from '../shops/index.js';
import type { OrderDto, OrderQuery } from './order.dto.js';
import { OrderError } from './order.errors.js';
import { OrderIds } from './order-id.js';
import { OrderReadingRepository } from './order-reading.repository.js';
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

  /** Orders of one shop by order number. */
  list(principal: Principal, { shopId, limit, cursor }: OrderQuery): Promise<Page<OrderDto>> {
    const shopDbId = this.shopIds.decode(shopId);
    if (shopDbId === null) throw new OrderError('orders.unknown-shop', { merchantId: '', id: shopId }, '/shopId');
    const after = String(decodeCursor(cursor, 1)?.[0] ?? '');
    return this.database.snapshot(principal, async (tx) => {
      const rows = await this.orders.list(tx, shopDbId, after, limit + 1);
      return toPage(
        rows,
        limit,
        (row) => this.view.toDto(row),
        (row) => [row.order_no],
      );
    });
  }
}
