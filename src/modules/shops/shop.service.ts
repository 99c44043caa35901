import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '../../platform/database/index.js';
import { cursorId, definedOnly, OnceWriter, type Page, toPage, type WriteRequest } from '../../platform/http/index.js';
import { MerchantService } from '../merchants/index.js';
import { isSigningPlatform, type Platform } from './platforms.js';
import { ShopCredentials } from './shop-credentials.js';
import type { ChangeShop, CreateShop, ShopDto, ShopQuery } from './shop.dto.js';
import { ShopError } from './shop.errors.js';
import { ShopRepository } from './shop.repository.js';
import type { Shop } from './shop.schema.js';
import { ShopView } from './shop-view.js';

/** Shops. Credentials go in and never come out: stored sealed, answered only as "there are some". Ids are the database's; ShopIdPipe and ShopView translate. */
@Injectable()
export class ShopService {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly shops: ShopRepository,
    private readonly merchants: MerchantService,
    private readonly credentials: ShopCredentials,
    private readonly view: ShopView,
  ) {}

  create(write: WriteRequest, values: CreateShop): Promise<ShopDto> {
    return this.writer.run(write, async (tx) => {
      requireAvailable(values.platform);
      await this.merchants.requireNamed(tx, values.merchantId);
      const shop = await this.shops.insert(tx, values);
      return this.view.toDto(await this.shops.keepCredentials(tx, shop, this.credentials.seal(shop.id, values.credentials)));
    });
  }

  get(principal: Principal, dbId: string): Promise<ShopDto> {
    return this.database.snapshot(principal, async (tx) => this.view.toDto(this.known(await this.shops.find(tx, dbId), dbId)));
  }

  list(principal: Principal, { merchantId, limit, cursor }: ShopQuery): Promise<Page<ShopDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.shops.list(tx, merchantId, cursorId(cursor), limit + 1),
        limit,
        (shop) => this.view.toDto(shop),
        ({ id }) => [id],
      ),
    );
  }

  change(principal: Principal, dbId: string, { credentials, ...changes }: ChangeShop): Promise<ShopDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = this.known(await this.shops.findForChange(tx, dbId), dbId);
      if (credentials !== undefined && before.platform === 'manual')
        throw new ShopError('shops.manual-has-no-credentials', {}, '/credentials');
      const sealed = credentials === undefined ? before.credentials : this.credentials.seal(dbId, credentials);
      return this.view.toDto(await this.shops.update(tx, { ...before, ...definedOnly(changes), credentials: sealed }));
    });
  }

  archive(principal: Principal, dbId: string): Promise<ShopDto> {
    return this.database.transaction(principal, async (tx) => {
      const shop = this.known(await this.shops.findForChange(tx, dbId), dbId);
      if (shop.platform === 'manual') throw new ShopError('shops.manual-is-permanent');
      return this.view.toDto(shop.archivedAt === null ? await this.shops.update(tx, { ...shop, archivedAt: new Date() }) : shop);
    });
  }

  private known(shop: Shop | null, dbId: string): Shop {
    if (shop === null) throw new ShopError('shops.not-found', { id: this.view.publicId(dbId) });
    return shop;
  }
}

function requireAvailable(platform: Platform): void {
  if (platform === 'manual') throw new ShopError('shops.manual-exists', {}, '/platform');
  if (!isSigningPlatform(platform)) throw new ShopError('shops.platform-not-available', { platform }, '/platform');
}
