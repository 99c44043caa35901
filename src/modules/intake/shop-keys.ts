import { Injectable } from '@nestjs/common';
import { Database, DOOR } from '../../platform/database/index.js';
import { type KnownShop, ShopDirectory } from '../shops/index.js';

const FRESH_MS = 10_000;
const RETRY_MS = 1_000;
const MAX_REMEMBERED = 10_000;

interface Remembered {
  readonly credentials: KnownShop | null;
  readonly readAt: number;
}

/** Credentials of shops that push, remembered for seconds: one query per shop, not per message. Shops that do not exist are remembered too. */
@Injectable()
export class ShopKeys {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly database: Database,
    private readonly shops: ShopDirectory,
  ) {}

  find(shopDbId: string): Promise<KnownShop | null> {
    return this.read(shopDbId, FRESH_MS);
  }

  /** After a signature did not fit: the secret may have been rotated since. At most once a second per shop. */
  findAgain(shopDbId: string): Promise<KnownShop | null> {
    return this.read(shopDbId, RETRY_MS);
  }

  private async read(shopDbId: string, maxAgeMs: number): Promise<KnownShop | null> {
    const known = this.remembered.get(shopDbId);
    const now = performance.now();
    if (known !== undefined && now - known.readAt < maxAgeMs) return known.credentials;
    const credentials = await this.database.transaction(DOOR, (tx) => this.shops.find(tx, shopDbId));
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(shopDbId, { credentials, readAt: now });
    return credentials;
  }
}
