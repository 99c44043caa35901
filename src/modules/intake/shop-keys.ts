import { Injectable } from '@nestjs/common';
import { Database, DOOR } from '../../platform/database/index.js';
import { doorOf, type KnownShop, ShopDirectory, ShopIds } from '../shops/index.js';
import { adapterAt, BRIDGE_ADDRESS } from './platforms/index.js';
import type { PlatformDoor } from './platforms/platform-adapter.js';

const FRESH_MS = 10_000;
const RETRY_MS = 1_000;
const MAX_REMEMBERED = 10_000;

/** A shop that messages may be for, with the doors its credentials open. */
export interface ShopAtDoor extends Pick<KnownShop, 'dbId' | 'platform' | 'appId' | 'externalShopId'> {
  /** By address: the platform's own, and that of bridges. */
  readonly doors: ReadonlyMap<string, PlatformDoor>;
}

/** Credentials of shops that push, remembered for seconds: one query per shop, not per message. Shops that do not exist are remembered too. */
@Injectable()
export class ShopKeys {
  private readonly shops = new Memory((shopDbId) => this.read(shopDbId));
  /** Only ids that are real: who guesses fills nothing. Telling one costs a keyed hash. */
  private readonly dbIds = new Map<string, string>();
  private readonly shopsOfApps = new Memory((key) => this.readOfApp(key));

  constructor(
    private readonly database: Database,
    private readonly directory: ShopDirectory,
    private readonly shopIds: ShopIds,
  ) {}

  isId(publicId: string): boolean {
    return this.dbIds.has(publicId) || this.shopIds.decode(publicId) !== null;
  }

  /** By the id in the webhook's address. An id that was not made here costs no query. */
  find(publicId: string): ShopAtDoor | null | Promise<ShopAtDoor | null> {
    const dbId = this.dbIds.get(publicId) ?? this.decode(publicId);
    return dbId === null ? null : this.shops.get(dbId, FRESH_MS);
  }

  /** After a signature did not fit: the secret may have been rotated since. At most once a second per shop. */
  findAgain(shopDbId: string): ShopAtDoor | null | Promise<ShopAtDoor | null> {
    return this.shops.get(shopDbId, RETRY_MS);
  }

  /** The shop that a message of an app names. */
  findOfApp(appId: string, externalShopId: string): string | null | Promise<string | null> {
    return this.shopsOfApps.get(`${appId}:${externalShopId}`, FRESH_MS);
  }

  private decode(publicId: string): string | null {
    const dbId = this.shopIds.decode(publicId);
    if (this.dbIds.size >= MAX_REMEMBERED) this.dbIds.clear();
    if (dbId !== null) this.dbIds.set(publicId, dbId);
    return dbId;
  }

  private async read(shopDbId: string): Promise<ShopAtDoor | null> {
    const shop = await this.database.transaction(DOOR, (tx) => this.directory.find(tx, shopDbId));
    return shop === null ? null : { ...shop, doors: doorsOf(shop) };
  }

  private readOfApp(key: string): Promise<string | null> {
    const [appId = '', ...externalShopId] = key.split(':');
    return this.database.transaction(DOOR, (tx) => this.directory.findOfApp(tx, appId, externalShopId.join(':')));
  }
}

function doorsOf({ platform, credentials }: KnownShop): Map<string, PlatformDoor> {
  const doors = new Map<string, PlatformDoor>();
  const { bridgeSecret, ...own } = credentials ?? {};
  const bridge = bridgeSecret === undefined ? undefined : adapterAt(BRIDGE_ADDRESS)?.door({ secret: bridgeSecret });
  if (bridge !== undefined) doors.set(BRIDGE_ADDRESS, bridge);
  const address = doorOf(platform);
  const door = credentials === null ? undefined : adapterAt(address ?? '')?.door(own);
  if (address !== null && door !== undefined) doors.set(address, door);
  return doors;
}

/** Answers at once what is known and fresh, since the door asks for every message; who comes while it is being read waits for the same reading. */
class Memory<Value> {
  private readonly values = new Map<string, { readonly value: Value; readonly readAt: number }>();
  private readonly underWay = new Map<string, Promise<Value>>();

  constructor(private readonly read: (key: string) => Promise<Value>) {}

  get(key: string, maxAgeMs: number): Value | Promise<Value> {
    const known = this.values.get(key);
    if (known !== undefined && performance.now() - known.readAt < maxAgeMs) return known.value;
    const reading = this.underWay.get(key) ?? this.renew(key);
    this.underWay.set(key, reading);
    return reading;
  }

  private async renew(key: string): Promise<Value> {
    const readAt = performance.now();
    try {
      const value = await this.read(key);
      if (this.values.size >= MAX_REMEMBERED) this.values.clear();
      this.values.set(key, { value, readAt });
      return value;
    } finally {
      this.underWay.delete(key);
    }
  }
}
