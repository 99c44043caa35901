import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { LiveSessionService } from '../live-sessions/index.js';
import { ProductService } from '../products/index.js';
import { ShopDirectory, ShopIds } from '../shops/index.js';
import type { HandContent } from './hand-word.js';
import type { CorrectOrder, LogOrder } from './order.dto.js';
import { OrderError } from './order.errors.js';
import type { StoredOrder } from './order-reading.repository.js';

/** What a hand-logged order refers to must exist, be visible to the person, and belong to the order's merchant. */
@Injectable()
export class HandOrderReferences {
  constructor(
    private readonly shops: ShopDirectory,
    private readonly shopIds: ShopIds,
    private readonly products: ProductService,
    private readonly sessions: LiveSessionService,
  ) {}

  async requireShop(tx: Tx, { merchantId, shopId }: LogOrder): Promise<string> {
    if (shopId == null) {
      const manual = await this.shops.findManualDbId(tx, merchantId);
      if (manual === null) throw new OrderError('orders.unknown-merchant', { id: merchantId }, '/merchantId');
      return manual;
    }
    const dbId = this.shopIds.decode(shopId);
    const shop = dbId === null ? null : await this.shops.find(tx, dbId);
    if (shop === null || shop.merchantId !== merchantId) throw new OrderError('orders.unknown-shop', { merchantId, id: shopId }, '/shopId');
    return shop.dbId;
  }

  async requireKnown(tx: Tx, merchantId: string, { liveSessionId, lines }: HandContent): Promise<void> {
    if (liveSessionId != null && (await this.sessions.find(tx, liveSessionId))?.merchantId !== merchantId) {
      throw new OrderError('orders.unknown-session', { merchantId, id: liveSessionId }, '/liveSessionId');
    }
    const ids = [...new Set(lines.flatMap(({ productId }) => (productId === null ? [] : [productId])))];
    const known = new Set(
      (await this.products.findAll(tx, ids)).filter((product) => product.merchantId === merchantId).map((product) => product.id),
    );
    const unknown = lines.findIndex(({ productId }) => productId !== null && !known.has(productId));
    if (unknown >= 0)
      throw new OrderError('orders.unknown-product', { merchantId, id: lines[unknown]?.productId ?? '' }, `/lines/${unknown}/productId`);
  }

  requireSame(order: CorrectOrder, before: StoredOrder): void {
    const given = { ...order, shopId: order.shopId == null ? null : this.shopIds.decode(order.shopId) };
    const kept = { merchantId: before.merchant_id, shopId: before.shop_id, orderNo: before.order_no };
    const changed = (['merchantId', 'shopId', 'orderNo'] as const).find((field) => order[field] != null && given[field] !== kept[field]);
    if (changed !== undefined) throw new OrderError('orders.not-the-same', {}, `/${changed}`);
  }
}
