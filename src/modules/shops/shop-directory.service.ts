import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Platform } from './platforms.js';
import { ShopCredentials } from './shop-credentials.js';
import { ShopRepository } from './shop.repository.js';

export interface KnownShop {
  readonly dbId: string;
  readonly merchantId: string;
  readonly platform: Platform;
  /** Keys its messages may be signed with, the current one first; none for manual. */
  readonly secrets: Buffer[];
}

/** Shops for other modules, by database id. Archived ones are found, too: refunds of their past orders must still be counted. */
@Injectable()
export class ShopDirectory {
  constructor(
    private readonly shops: ShopRepository,
    private readonly credentials: ShopCredentials,
  ) {}

  async find(tx: Tx, dbId: string): Promise<KnownShop | null> {
    const shop = await this.shops.find(tx, dbId);
    if (shop === null) return null;
    return { dbId: shop.id, merchantId: shop.merchantId, platform: shop.platform, secrets: this.credentials.keys(shop) };
  }

  /** The shop of a merchant's orders entered by hand; null if the principal may not see the merchant. */
  async findManualDbId(tx: Tx, merchantId: string): Promise<string | null> {
    return (await this.shops.findManual(tx, merchantId))?.id ?? null;
  }
}
