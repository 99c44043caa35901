import { EntitySchema } from 'typeorm';
import type { Platform } from './platforms.js';

/** An app of ours on a platform: one set of credentials, and one webhook address, for every shop that authorised it. */
export interface PlatformApp {
  id: string;
  platform: Platform;
  name: string;
  /** Sealed, see ShopCredentials. */
  credentials: Buffer | null;
  createdAt: Date;
  archivedAt: Date | null;
  revision: number;
}

export const PlatformAppSchema = new EntitySchema<PlatformApp>({
  name: 'platform_app',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    platform: { type: 'text' },
    name: { type: 'text' },
    credentials: { type: 'bytea', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    archivedAt: { type: 'timestamptz', name: 'archived_at', nullable: true },
    revision: { type: 'int', default: 1 },
  },
});
