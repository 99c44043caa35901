import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import type { Tx } from '../../platform/database/index.js';
import { type Shop, ShopSchema } from './shop.schema.js';

export type ShopValues = Pick<Shop, 'merchantId' | 'platform' | 'name'> & Partial<Pick<Shop, 'externalShopId' | 'appId'>>;

@Injectable()
export class ShopRepository {
  insert(tx: Tx, { merchantId, platform, name, externalShopId, appId }: ShopValues): Promise<Shop> {
    const table = tx.table(ShopSchema);
    return table.save(table.create({ merchantId, platform, name, externalShopId, appId }));
  }

  find(tx: Tx, dbId: string): Promise<Shop | null> {
    return tx.table(ShopSchema).findOneBy({ id: dbId });
  }

  findManual(tx: Tx, merchantId: string): Promise<Shop | null> {
    return tx.table(ShopSchema).findOneBy({ merchantId, platform: 'manual' });
  }

  findOfApp(tx: Tx, appId: string, externalShopId: string): Promise<Shop | null> {
    return tx.table(ShopSchema).findOneBy({ appId, externalShopId, archivedAt: IsNull() });
  }

  /** Locks the row, so that two changes at once happen one after the other. */
  findForChange(tx: Tx, dbId: string): Promise<Shop | null> {
    return tx.table(ShopSchema).findOne({ where: { id: dbId }, lock: { mode: 'pessimistic_write' } });
  }

  list(tx: Tx, merchantId: string | undefined, afterDbId: string, count: number): Promise<Shop[]> {
    const ofMerchant = merchantId === undefined ? {} : { merchantId };
    return tx
      .table(ShopSchema)
      .find({ where: { ...ofMerchant, id: MoreThan(afterDbId), archivedAt: IsNull() }, order: { id: 'ASC' }, take: count });
  }

  /** The credentials of a shop just inserted: they can be sealed only once its id is known. */
  async keepCredentials(tx: Tx, shop: Shop, credentials: Buffer | null): Promise<Shop> {
    await tx.table(ShopSchema).update({ id: shop.id }, { credentials });
    return { ...shop, credentials };
  }

  async update(tx: Tx, shop: Shop): Promise<Shop> {
    return tx.table(ShopSchema).save({ ...shop, revision: shop.revision + 1 });
  }
}
