import { Injectable } from '@nestjs/common';
import { Database, type Principal, type Tx, violatedConstraint } from '../../platform/database/index.js';
import { cursorId, definedOnly, OnceWriter, type Page, toPage, Precondition, type WriteRequest } from '../../platform/http/index.js';
import { MerchantService } from '../merchants/index.js';
import type { Credentials } from './credential-shape.js';
import { CredentialShapes } from './credential-shapes.js';
import { PlatformApps } from './platform-app.service.js';
import { doorOf, type Platform } from './platforms.js';
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
    private readonly apps: PlatformApps,
    private readonly shapes: CredentialShapes,
    private readonly credentials: ShopCredentials,
    private readonly view: ShopView,
  ) {}

  async create(write: WriteRequest, { credentials, ...values }: CreateShop): Promise<ShopDto> {
    this.requireAvailable(values.platform);
    const own = isToldByFilesAlone(values.platform, credentials) ? null : this.ownCredentials(values, credentials);
    return this.writer.run(write, async (tx) => {
      await this.merchants.requireNamed(tx, values.merchantId);
      await this.requireApp(tx, values);
      const shop = await sayTaken(values, this.shops.insert(tx, values));
      return this.view.toDto(await this.shops.keepCredentials(tx, shop, this.seal(shop.id, own)));
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

  change(principal: Principal, dbId: string, { credentials, ...changes }: ChangeShop, expected = Precondition.NONE): Promise<ShopDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = this.known(await this.shops.findForChange(tx, dbId), dbId);
      await expected.require(() => this.view.toDto(before));
      if (credentials !== undefined && before.platform === 'manual')
        throw new ShopError('shops.manual-has-no-credentials', {}, '/credentials');
      if (credentials === undefined && Object.keys(definedOnly(changes)).length === 0) return this.view.toDto(before);
      const shop = { ...before, ...definedOnly(changes) };
      await this.requireApp(tx, shop);
      const sealed = credentials === undefined ? before.credentials : this.seal(dbId, this.ownCredentials(shop, credentials));
      return this.view.toDto(await sayTaken(shop, this.shops.update(tx, { ...shop, credentials: sealed })));
    });
  }

  archive(principal: Principal, dbId: string, expected = Precondition.NONE): Promise<ShopDto> {
    return this.database.transaction(principal, async (tx) => {
      const shop = this.known(await this.shops.findForChange(tx, dbId), dbId);
      await expected.require(() => this.view.toDto(shop));
      if (shop.platform === 'manual') throw new ShopError('shops.manual-is-permanent');
      return this.view.toDto(shop.archivedAt === null ? await this.shops.update(tx, { ...shop, archivedAt: new Date() }) : shop);
    });
  }

  /** A shop of an app may have none of its own, or only some, such as the tokens by which it authorised the app. */
  private ownCredentials({ platform, appId }: Pick<Shop, 'platform'> & { appId?: string | null }, given: unknown): Credentials | null {
    if ((appId ?? null) === null) return this.shapes.require(platform, given);
    return given === undefined || given === null ? null : this.shapes.requirePart(platform, given);
  }

  private seal(dbId: string, credentials: Credentials | null): Buffer | null {
    return credentials === null ? null : this.credentials.seal(`shop:${dbId}`, credentials);
  }

  private async requireApp(tx: Tx, { appId, platform, externalShopId }: ShopPlace): Promise<void> {
    if (appId === null || appId === undefined) return;
    await this.apps.require(tx, appId, platform);
    if ((externalShopId ?? null) === null) throw new ShopError('shops.app-needs-shop-id', {}, '/externalShopId');
  }

  private requireAvailable(platform: Platform): void {
    if (platform === 'manual') throw new ShopError('shops.manual-exists', {}, '/platform');
    if (!this.shapes.has(doorOf(platform) ?? '')) throw new ShopError('shops.platform-not-available', { platform }, '/platform');
  }

  private known(shop: Shop | null, dbId: string): Shop {
    if (shop === null) throw new ShopError('shops.not-found', { id: this.view.publicId(dbId) });
    return shop;
  }
}

/** Said outright, not forgotten: nothing is pushed or asked for, and files still tell of it. Of the standard there are no files. */
function isToldByFilesAlone(platform: Platform, credentials: unknown): boolean {
  return credentials === null && platform !== 'standard';
}

type ShopPlace = Pick<Shop, 'platform'> & Partial<Pick<Shop, 'appId' | 'externalShopId'>>;

async function sayTaken<Result>({ externalShopId }: ShopPlace, saving: Promise<Result>): Promise<Result> {
  try {
    return await saving;
  } catch (error) {
    if (violatedConstraint(error) !== 'shop_once_per_app') throw error;
    throw new ShopError('shops.app-has-shop', { externalShopId: externalShopId ?? '' }, '/externalShopId');
  }
}
