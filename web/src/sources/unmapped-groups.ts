import type { ItemMapping, UnmappedItem } from '../api/intake.js';

export interface ShopItems {
  readonly shopId: string;
  readonly items: readonly UnmappedItem[];
  readonly paidFen: number;
}

/** An item, or one SKU of it: what a row stands for. */
export function rowKeyOf({ shopId, itemId, skuId }: UnmappedItem): string {
  return JSON.stringify([shopId, itemId, skuId]);
}

/** Shop by shop, the one with the most money first. */
export function itemsByShop(items: readonly UnmappedItem[]): readonly ShopItems[] {
  const groups = new Map<string, UnmappedItem[]>();
  for (const item of items) groups.set(item.shopId, [...(groups.get(item.shopId) ?? []), item]);
  return [...groups]
    .map(([shopId, own]) => ({ shopId, items: own, paidFen: own.reduce((sum, { paidFen }) => sum + paidFen, 0) }))
    .sort((one, other) => other.paidFen - one.paidFen);
}

/** What is sent for the rows ticked: each SKU for itself, or every item once for all its SKUs, also those to come. */
export function mappingsOf(items: readonly UnmappedItem[], productId: string, isOfWholeItems: boolean): readonly ItemMapping[] {
  const mappings = items.map(({ shopId, itemId, skuId }) => ({
    shopId,
    itemId,
    ...(skuId === null || isOfWholeItems ? {} : { skuId }),
    productId,
  }));
  return [...new Map(mappings.map((mapping) => [JSON.stringify(mapping), mapping])).values()];
}
