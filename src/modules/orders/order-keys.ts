import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { OrderIds } from './order-id.js';
import { OrderReadingRepository } from './order-reading.repository.js';
import type { OrderKey } from './order.repository.js';

/** For other modules: the order an address names is there, and the principal may see it. */
@Injectable()
export class OrderKeys {
  constructor(
    private readonly ids: OrderIds,
    private readonly orders: OrderReadingRepository,
  ) {}

  /** Throws `orders.not-found` or `orders.retired`. */
  async require(tx: Tx, id: string): Promise<OrderKey> {
    const key = this.ids.decode(id);
    await this.orders.get(tx, key, id);
    return key;
  }
}
