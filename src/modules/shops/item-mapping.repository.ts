import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { type ItemMapping, ItemMappingSchema } from './item-mapping.schema.js';

export type MappedItem = Pick<ItemMapping, 'shopId' | 'itemId' | 'skuId'>;
export type ItemPosition = Pick<ItemMapping, 'itemId' | 'skuId'>;

@Injectable()
export class ItemMappingRepository {
  async upsert(tx: Tx, mapping: ItemMapping): Promise<void> {
    await tx.table(ItemMappingSchema).upsert(mapping, ['shopId', 'itemId', 'skuId']);
  }

  find(tx: Tx, { shopId, itemId, skuId }: MappedItem): Promise<ItemMapping | null> {
    return tx.table(ItemMappingSchema).findOneBy({ shopId, itemId, skuId });
  }

  /** Locks the row, so that two changes at once happen one after the other. */
  findForChange(tx: Tx, { shopId, itemId, skuId }: MappedItem): Promise<ItemMapping | null> {
    return tx.table(ItemMappingSchema).findOne({ where: { shopId, itemId, skuId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Whether there was a mapping. */
  async remove(tx: Tx, { shopId, itemId, skuId }: MappedItem): Promise<boolean> {
    const { affected } = await tx.table(ItemMappingSchema).delete({ shopId, itemId, skuId });
    return (affected ?? 0) > 0;
  }

  list(tx: Tx, shopId: string, after: ItemPosition, count: number): Promise<ItemMapping[]> {
    return tx
      .table(ItemMappingSchema)
      .createQueryBuilder('mapping')
      .where('mapping.shopId = :shopId', { shopId })
      .andWhere('(mapping.itemId, mapping.skuId) > (:itemId, :skuId)', after)
      .orderBy('mapping.itemId')
      .addOrderBy('mapping.skuId')
      .limit(count)
      .getMany();
  }
}
