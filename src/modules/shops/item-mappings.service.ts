import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, type Page, type PageQuery, Precondition, toPage } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import { ProductService } from '../products/index.js';
import type { ItemMappingDto } from './item-mapping.dto.js';
import { ItemMappingRepository, type ItemPosition } from './item-mapping.repository.js';
import type { ItemMapping } from './item-mapping.schema.js';
import { ShopError } from './shop.errors.js';
import { ShopIds } from './shop-id.js';
import { ShopRepository } from './shop.repository.js';

/** Longest item or SKU id a platform may use. */
export const MAX_ITEM_ID_LENGTH = 200;

export interface PlatformItem {
  readonly shopDbId: string;
  readonly itemId: string;
  /** Empty: the whole item. */
  readonly skuId: string;
}

/** Which product a shop's platform items are. A shop sells products of its own merchant only. The database notes the past sales that a mapping moves. */
@Injectable()
export class ItemMappings {
  constructor(
    private readonly database: Database,
    private readonly mappings: ItemMappingRepository,
    private readonly shops: ShopRepository,
    private readonly products: ProductService,
    private readonly ids: ShopIds,
    private readonly hints: Hints,
  ) {}

  /** Maps the item, or maps it anew. */
  async map(
    tx: Tx,
    { shopDbId, itemId, skuId, productId }: PlatformItem & { readonly productId: string },
    expected = Precondition.NONE,
  ): Promise<void> {
    const merchantId = await this.merchantOf(tx, shopDbId);
    await this.require(tx, { shopDbId, itemId, skuId }, expected);
    const [product] = await this.products.findAll(tx, [productId]);
    if (product?.merchantId !== merchantId) throw new ShopError('shops.product-of-other-merchant', { productId }, '/productId');
    await this.mappings.upsert(tx, { shopId: shopDbId, itemId, skuId, productId, mappedAt: new Date() });
    tx.afterCommit(() => this.hints.hint('orders.mark-reattributed'));
  }

  /** Whether there was such a mapping. */
  async unmap(tx: Tx, { shopDbId, itemId, skuId }: PlatformItem, expected = Precondition.NONE): Promise<boolean> {
    await this.merchantOf(tx, shopDbId);
    await this.require(tx, { shopDbId, itemId, skuId }, expected);
    const wasMapped = await this.mappings.remove(tx, { shopId: shopDbId, itemId, skuId });
    if (wasMapped) tx.afterCommit(() => this.hints.hint('orders.mark-reattributed'));
    return wasMapped;
  }

  async find(tx: Tx, { shopDbId, itemId, skuId }: PlatformItem): Promise<ItemMappingDto | null> {
    const mapping = await this.mappings.find(tx, { shopId: shopDbId, itemId, skuId });
    return mapping === null ? null : this.toDto(mapping);
  }

  /** Mappings of a shop by item and SKU. */
  async list(tx: Tx, shopDbId: string, { limit, cursor }: PageQuery): Promise<Page<ItemMappingDto>> {
    await this.merchantOf(tx, shopDbId);
    const rows = await this.mappings.list(tx, shopDbId, positionOf(cursor), limit + 1);
    return toPage(
      rows,
      limit,
      (mapping) => this.toDto(mapping),
      ({ itemId, skuId }) => [itemId, skuId],
    );
  }

  listFor(principal: Principal, shopDbId: string, page: PageQuery): Promise<Page<ItemMappingDto>> {
    return this.database.snapshot(principal, (tx) => this.list(tx, shopDbId, page));
  }

  private async require(tx: Tx, { shopDbId, itemId, skuId }: PlatformItem, expected: Precondition): Promise<void> {
    await expected.require(async () => {
      const mapping = await this.mappings.findForChange(tx, { shopId: shopDbId, itemId, skuId });
      return mapping === null ? null : this.toDto(mapping);
    });
  }

  private async merchantOf(tx: Tx, shopDbId: string): Promise<string> {
    const shop = await this.shops.find(tx, shopDbId);
    if (shop === null) throw new ShopError('shops.not-found', { id: this.ids.encode(shopDbId) });
    return shop.merchantId;
  }

  private toDto({ shopId, itemId, skuId, productId, mappedAt }: ItemMapping): ItemMappingDto {
    return { shopId: this.ids.encode(shopId), itemId, skuId: skuId === '' ? null : skuId, productId, mappedAt: beijingIso(mappedAt) };
  }
}

/** Every item id is longer than the empty text a list starts after. */
function positionOf(cursor: string | undefined): ItemPosition {
  const [itemId = '', skuId = ''] = decodeCursor(cursor, 2) ?? [];
  return { itemId: String(itemId), skuId: String(skuId) };
}
