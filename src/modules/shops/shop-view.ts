import { Inject, Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { doorOf } from './platforms.js';
import { ShopCredentials } from './shop-credentials.js';
import type { ShopDto } from './shop.dto.js';
import { ShopIds } from './shop-id.js';
import type { Shop } from './shop.schema.js';

/** A shop as the outside sees it: public id, webhook address, and of its secrets only that they exist. */
@Injectable()
export class ShopView {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ids: ShopIds,
    private readonly credentials: ShopCredentials,
  ) {}

  publicId(dbId: string): string {
    return this.ids.encode(dbId);
  }

  toDto(shop: Shop): ShopDto {
    const id = this.publicId(shop.id);
    const door = doorOf(shop.platform);
    const credentials = this.credentials.open(`shop:${shop.id}`, shop.credentials);
    return {
      id,
      merchantId: shop.merchantId,
      platform: shop.platform,
      name: shop.name,
      externalShopId: shop.externalShopId,
      webhookUrl: door === null ? null : `${this.config.publicUrl}/webhooks/${door}/${id}`,
      appId: shop.appId,
      hasCredentials: credentials !== null || shop.appId !== null,
      hasPreviousSecret: Object.keys(credentials ?? {}).some((name) => name.startsWith('previous')),
      createdAt: beijingIso(shop.createdAt),
      archivedAt: shop.archivedAt === null ? null : beijingIso(shop.archivedAt),
      revision: shop.revision,
    };
  }
}
