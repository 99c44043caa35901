import { EntitySchema } from 'typeorm';

/** Which product a platform item (平台商品) of a shop is. An empty `skuId` maps the whole item; a SKU's own mapping beats it. */
export interface ItemMapping {
  shopId: string;
  itemId: string;
  skuId: string;
  productId: string;
  mappedAt: Date;
}

export const ItemMappingSchema = new EntitySchema<ItemMapping>({
  name: 'item_mapping',
  columns: {
    shopId: { type: 'bigint', name: 'shop_id', primary: true },
    itemId: { type: 'text', name: 'item_id', primary: true },
    skuId: { type: 'text', name: 'sku_id', primary: true },
    productId: { type: 'bigint', name: 'product_id' },
    mappedAt: { type: 'timestamptz', name: 'mapped_at' },
  },
});
