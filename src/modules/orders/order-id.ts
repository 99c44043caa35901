import { Injectable } from '@nestjs/common';
import { ShopIds } from '../shops/index.js';
import { OrderError } from './order.errors.js';
import type { OrderKey } from './order.repository.js';

/** An order's public id lets the server find its shop: `<shop id>.<order number in base64url>`. */
@Injectable()
export class OrderIds {
  constructor(private readonly shopIds: ShopIds) {}

  encode({ shopDbId, orderNo }: OrderKey): string {
    return `${this.shopIds.encode(shopDbId)}.${Buffer.from(orderNo).toString('base64url')}`;
  }

  /** Throws `orders.not-found` for an id that was not made here. */
  decode(id: string): OrderKey {
    const [shopId = '', number = ''] = id.split('.');
    const shopDbId = this.shopIds.decode(shopId);
    const orderNo = Buffer.from(number, 'base64url').toString('utf8');
    const isOurs = shopDbId !== null && orderNo !== '' && !orderNo.includes('\0') && Buffer.from(orderNo).toString('base64url') === number;
    if (!isOurs) throw new OrderError('orders.not-found', { id: id.slice(0, 80) });
    return { shopDbId, orderNo };
  }
}
