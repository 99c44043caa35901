import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Page, type PageQuery, Precondition, toPage } from '../../platform/http/index.js';
import { type ItemMappingDto, ItemMappings, type PlatformItem, ShopIds } from '../shops/index.js';
import type { AffectedLinesDto, MappedItemDto, MappedItemList, MapShopItem, UnmappedItemDto } from './item-mapping.dto.js';
import { ItemSalesRepository, type UnmappedItemRow } from './item-sales.repository.js';
import { OrderError } from './order.errors.js';

/** Mapping a platform item moves its past sales, too: the answer says at once how many lines, the workers move them. */
@Injectable()
export class ItemMappingService {
  constructor(
    private readonly database: Database,
    private readonly mappings: ItemMappings,
    private readonly sales: ItemSalesRepository,
    private readonly shopIds: ShopIds,
  ) {}

  get(principal: Principal, item: PlatformItem): Promise<ItemMappingDto> {
    return this.database.snapshot(principal, async (tx) => {
      const mapping = await this.mappings.find(tx, item);
      if (mapping === null) throw new OrderError('orders.unknown-mapping', { itemId: item.itemId });
      return mapping;
    });
  }

  map(principal: Principal, item: PlatformItem, productId: string, expected = Precondition.NONE): Promise<MappedItemDto> {
    return this.database.transaction(principal, (tx) => this.mapOne(tx, item, productId, expected));
  }

  /** All of them, or none: the error names the first that cannot be. */
  mapAll(principal: Principal, mappings: readonly MapShopItem[]): Promise<MappedItemList> {
    return this.database.transaction(principal, async (tx) => {
      const items: MappedItemDto[] = [];
      for (const [index, { shopId, itemId, skuId, productId }] of mappings.entries()) {
        const shopDbId = this.shopIds.decode(shopId);
        if (shopDbId === null) throw InputError.field(`/mappings/${index}/shopId`, 'shops.not-found', 'is no shop');
        items.push(await this.mapOne(tx, { shopDbId, itemId, skuId: skuId ?? '' }, productId, Precondition.NONE));
      }
      return { items };
    });
  }

  private async mapOne(tx: Tx, item: PlatformItem, productId: string, expected: Precondition): Promise<MappedItemDto> {
    const { shopDbId, itemId, skuId } = item;
    await this.mappings.map(tx, { ...item, productId }, expected);
    const affectedLines = await this.sales.countAffectedLines(tx, item);
    return { shopId: this.shopIds.encode(shopDbId), itemId, skuId: skuId || null, productId, affectedLines };
  }

  unmap(principal: Principal, item: PlatformItem, expected = Precondition.NONE): Promise<AffectedLinesDto> {
    return this.database.transaction(principal, async (tx) => {
      const affectedLines = await this.sales.countAffectedLines(tx, item);
      if (!(await this.mappings.unmap(tx, item, expected))) throw new OrderError('orders.unknown-mapping', { itemId: item.itemId });
      return { affectedLines };
    });
  }

  listUnmapped(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<UnmappedItemDto>> {
    const after = itemAfter(cursor);
    return this.database.snapshot(principal, async (tx) => {
      const rows = await this.sales.listUnmapped(tx, after, limit + 1);
      return toPage(
        rows,
        limit,
        (row) => this.toDto(row),
        (row) => [row.shop_id, row.item_id, row.sku_id],
      );
    });
  }

  private toDto(row: UnmappedItemRow): UnmappedItemDto {
    return {
      shopId: this.shopIds.encode(row.shop_id),
      itemId: row.item_id,
      skuId: row.sku_id || null,
      title: row.title,
      paidFen: fenFromSql(row.paid_fen),
      lines: row.lines,
      quantity: fenFromSql(row.quantity),
      lastPaidAt: beijingIso(row.last_paid_at),
    };
  }
}

function itemAfter(cursor: string | undefined): PlatformItem {
  const [shopDbId = '0', itemId = '', skuId = ''] = (decodeCursor(cursor, 3) ?? []).map(String);
  if (!/^\d{1,18}$/.test(shopDbId)) throw new InputError('input.cursor');
  return { shopDbId, itemId, skuId };
}
