import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { definedOnly } from '../../platform/http/index.js';
import { HostService } from '../hosts/index.js';
import { ProductService } from '../products/index.js';
import { ShopDirectory, ShopIds } from '../shops/index.js';
import type { ChangeLiveSession } from './live-session.dto.js';
import { LiveSessionError } from './live-session.errors.js';
import type { SessionLinkValues } from './live-session.repository.js';

/** What a session names: host, shop and products, all of the session's own merchant. Outside a shop goes by its public id. */
@Injectable()
export class SessionLinks {
  constructor(
    private readonly hosts: HostService,
    private readonly shops: ShopDirectory,
    private readonly shopIds: ShopIds,
    private readonly products: ProductService,
  ) {}

  /** The links as they are stored; what the body does not name stays out, null clears. */
  async resolve(tx: Tx, merchantId: string, { hostId, shopId, productIds }: ChangeLiveSession): Promise<Partial<SessionLinkValues>> {
    if (typeof hostId === 'string') await this.requireHost(tx, merchantId, hostId);
    if (Array.isArray(productIds)) await this.requireProducts(tx, merchantId, productIds);
    const shopDbId = typeof shopId === 'string' ? await this.requireShop(tx, merchantId, shopId) : shopId;
    return definedOnly({ hostId, shopId: shopDbId, productIds: productIds === null ? [] : productIds });
  }

  publicShopId(dbId: string | null): string | null {
    return dbId === null ? null : this.shopIds.encode(dbId);
  }

  private async requireHost(tx: Tx, merchantId: string, id: string): Promise<void> {
    const host = await this.hosts.find(tx, id);
    if (host?.merchantId !== merchantId) throw new LiveSessionError('live-sessions.unknown-host', { id, merchantId }, '/hostId');
  }

  private async requireShop(tx: Tx, merchantId: string, id: string): Promise<string> {
    const dbId = this.shopIds.decode(id);
    const shop = dbId === null ? null : await this.shops.find(tx, dbId);
    if (shop?.merchantId !== merchantId) throw new LiveSessionError('live-sessions.unknown-shop', { id, merchantId }, '/shopId');
    return shop.dbId;
  }

  private async requireProducts(tx: Tx, merchantId: string, ids: readonly string[]): Promise<void> {
    const products = await this.products.findAll(tx, ids);
    const own = new Set(products.filter((product) => product.merchantId === merchantId).map(({ id }) => id));
    const position = ids.findIndex((id) => !own.has(id));
    const id = ids[position];
    if (id !== undefined) throw new LiveSessionError('live-sessions.unknown-product', { id, merchantId }, `/productIds/${position}`);
  }
}
