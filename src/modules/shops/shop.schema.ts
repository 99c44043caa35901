import { EntitySchema } from 'typeorm';
import type { Platform } from './platforms.js';

/** 店铺. Outside this folder and the database a shop goes by its public id, see ShopIds. */
export interface Shop {
  id: string;
  merchantId: string;
  platform: Platform;
  name: string;
  externalShopId: string | null;
  /** The app whose credentials and webhook address the shop shares; null: it has its own. */
  appId: string | null;
  /** Sealed, see ShopCredentials. */
  credentials: Buffer | null;
  createdAt: Date;
  archivedAt: Date | null;
  revision: number;
}

export const ShopSchema = new EntitySchema<Shop>({
  name: 'shop',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    merchantId: { type: 'bigint', name: 'merchant_id' },
    platform: { type: 'text' },
    name: { type: 'text' },
    externalShopId: { type: 'text', name: 'external_shop_id', nullable: true },
    appId: { type: 'bigint', name: 'app_id', nullable: true },
    credentials: { type: 'bytea', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    archivedAt: { type: 'timestamptz', name: 'archived_at', nullable: true },
    revision: { type: 'int', default: 1 },
  },
});
