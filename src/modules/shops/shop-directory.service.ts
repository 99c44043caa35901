import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Credentials } from './credential-shape.js';
import { PlatformAppRepository } from './platform-app.repository.js';
import type { Platform } from './platforms.js';
import { type CredentialOwner, ShopCredentials } from './shop-credentials.js';
import { ShopError } from './shop.errors.js';
import { ShopIds } from './shop-id.js';
import { ShopRepository } from './shop.repository.js';
import type { Shop } from './shop.schema.js';

export interface KnownShop {
  readonly dbId: string;
  readonly merchantId: string;
  readonly platform: Platform;
  readonly appId: string | null;
  readonly externalShopId: string | null;
  /** Whose the credentials are: the shop's own, or those of the app it belongs to. */
  readonly owner: CredentialOwner;
  /** null: none were given, so nothing of it can be verified. */
  readonly credentials: Credentials | null;
}

/** Shops for other modules, by database id. Archived ones are found, too: refunds of their past orders must still be counted. */
@Injectable()
export class ShopDirectory {
  constructor(
    private readonly shops: ShopRepository,
    private readonly apps: PlatformAppRepository,
    private readonly credentials: ShopCredentials,
    private readonly ids: ShopIds,
  ) {}

  async find(tx: Tx, dbId: string): Promise<KnownShop | null> {
    const shop = await this.shops.find(tx, dbId);
    return shop === null ? null : this.know(tx, shop);
  }

  /** Throws `shops.not-found` where there is none that the principal may see. */
  async requireVisible(tx: Tx, dbId: string): Promise<KnownShop> {
    const shop = await this.find(tx, dbId);
    if (shop === null) throw new ShopError('shops.not-found', { id: this.ids.encode(dbId) });
    return shop;
  }

  /** The shop that an app's message names; null if none of ours is that shop. */
  async findOfApp(tx: Tx, appId: string, externalShopId: string): Promise<string | null> {
    return (await this.shops.findOfApp(tx, appId, externalShopId))?.id ?? null;
  }

  /** The shop of a merchant's orders entered by hand; null if the principal may not see the merchant. */
  async findManualDbId(tx: Tx, merchantId: string): Promise<string | null> {
    return (await this.shops.findManual(tx, merchantId))?.id ?? null;
  }

  /** Own fields go before the app's: the tokens by which a shop authorised an app are the shop's. */
  private async know(tx: Tx, shop: Shop): Promise<KnownShop> {
    const { id: dbId, merchantId, platform, appId, externalShopId } = shop;
    const own = this.credentials.open(`shop:${dbId}`, shop.credentials);
    const app = appId === null ? null : await this.apps.find(tx, appId);
    const shared = app === null ? null : this.credentials.open(`app:${app.id}`, app.credentials);
    const credentials = own === null && shared === null ? null : { ...shared, ...own };
    return { dbId, merchantId, platform, appId, externalShopId, owner: `shop:${dbId}`, credentials };
  }
}
