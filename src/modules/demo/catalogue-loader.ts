import type { ApiClient } from './api-client.js';
import { forEachBounded } from './bounded.js';
import type { DemoHost, DemoMerchant, DemoProduct, DemoShop, ShopItem } from './demo-catalogue.js';
import { Registry } from './registry.js';
import type { StateFile } from './state-file.js';

/** A sample merchant with the ids it has on this server, by the keys of the sample. */
export interface PlacedMerchant {
  readonly demo: DemoMerchant;
  readonly id: string;
  readonly productIds: ReadonlyMap<string, string>;
  readonly shops: ReadonlyMap<string, PlacedShop>;
  readonly hostIds: ReadonlyMap<string, string>;
}

export interface PlacedShop {
  readonly id: string;
  readonly secret: string;
}

const LANES = 8;

/** Finds or creates the sample merchants with their products, shops, hosts and mappings. Running it again changes nothing. */
export class CatalogueLoader {
  private readonly merchants: Registry;
  private readonly products: Registry;
  private readonly shops: Registry;
  private readonly hosts: Registry;
  private readonly newSecrets = new Set<string>();

  constructor(
    private readonly client: ApiClient,
    private readonly state: StateFile,
    private readonly signal: AbortSignal,
  ) {
    this.merchants = new Registry(client, '/api/v1/merchants', ['name', 'divisionCode']);
    this.products = new Registry(client, '/api/v1/products', ['merchantId', 'name']);
    this.shops = new Registry(client, '/api/v1/shops', ['merchantId', 'name']);
    this.hosts = new Registry(client, '/api/v1/hosts', ['merchantId', 'name']);
  }

  get created(): number {
    return this.registries().reduce((sum, registry) => sum + registry.created, 0);
  }

  get found(): number {
    return this.registries().reduce((sum, registry) => sum + registry.found, 0);
  }

  async load(catalogue: readonly DemoMerchant[]): Promise<readonly PlacedMerchant[]> {
    for (const registry of this.registries()) await registry.load();
    await this.prepareSecrets(catalogue);
    const ids = await this.placeMerchants(catalogue);
    const placed = new Map<string, PlacedMerchant>();
    await forEachBounded(ids, LANES, this.signal, async ([demo, id]) => {
      placed.set(id, await this.placeBelongings(demo, id));
    });
    await this.state.save();
    return [...ids.values()].flatMap((id) => placed.get(id) ?? []);
  }

  private registries(): readonly Registry[] {
    return [this.merchants, this.products, this.shops, this.hosts];
  }

  /** Every secret is on disk before a server knows it. */
  private async prepareSecrets(catalogue: readonly DemoMerchant[]): Promise<void> {
    for (const { key } of catalogue.flatMap((demo) => demo.shops)) if (this.state.secretOf(key).isNew) this.newSecrets.add(key);
    await this.state.save();
  }

  private async placeMerchants(catalogue: readonly DemoMerchant[]): Promise<ReadonlyMap<DemoMerchant, string>> {
    const ids = new Map<DemoMerchant, string>();
    await forEachBounded(catalogue, LANES, this.signal, async (demo) => {
      const { name, kind, divisionCode } = demo.sketch;
      ids.set(demo, (await this.merchants.ensure({ name, kind, divisionCode })).id);
    });
    if (this.merchants.created > 0) this.state.forgetWhatWasSent();
    return ids;
  }

  private async placeBelongings(demo: DemoMerchant, id: string): Promise<PlacedMerchant> {
    const productIds = new Map<string, string>();
    for (const product of demo.products) productIds.set(product.key, await this.placeProduct(id, product));
    const shops = new Map<string, PlacedShop>();
    for (const shop of demo.shops) shops.set(shop.key, await this.placeShop(id, shop, productIds));
    const hostIds = new Map<string, string>();
    for (const host of demo.hosts) hostIds.set(host.key, await this.placeHost(id, host));
    return { demo, id, productIds, shops, hostIds };
  }

  private async placeProduct(merchantId: string, { goods, originCode }: DemoProduct): Promise<string> {
    const { name, category, isAgricultural, giMark } = goods;
    const known = { ...(originCode === null ? {} : { originDivisionCode: originCode }), ...(giMark === null ? {} : { giMark }) };
    return (await this.products.ensure({ merchantId, name, category, isAgricultural, ...known })).id;
  }

  private async placeHost(merchantId: string, { name, platformHostId }: DemoHost): Promise<string> {
    return (await this.hosts.ensure({ merchantId, name, platformHostId })).id;
  }

  /** A shop whose secret was lost is given a new one. */
  private async placeShop(merchantId: string, shop: DemoShop, productIds: ReadonlyMap<string, string>): Promise<PlacedShop> {
    const { secret } = this.state.secretOf(shop.key);
    const { id, isNew } = await this.shops.ensure({ merchantId, platform: shop.platform, name: shop.name, credentials: { secret } });
    if (!isNew && this.newSecrets.has(shop.key)) await this.client.write('PATCH', `/api/v1/shops/${id}`, { credentials: { secret } });
    if (!this.state.hasMappedItems(id)) await this.mapItems(id, shop, productIds);
    this.state.noteMappedItems(id);
    return { id, secret };
  }

  private async mapItems(shopId: string, shop: DemoShop, productIds: ReadonlyMap<string, string>): Promise<void> {
    for (const mapping of mappingsOf(shop)) {
      const productId = productIds.get(mapping.product.key);
      const skuId = mapping.mapsBySku ? { skuId: mapping.skuId } : {};
      await this.client.write('PUT', `/api/v1/shops/${shopId}/items/${mapping.itemId}`, { productId, ...skuId });
    }
  }
}

/** One mapping per item, and one per SKU where a SKU stands for another product. */
export function mappingsOf(shop: DemoShop): readonly ShopItem[] {
  const mapped = shop.items.filter((item) => item.product.mapped);
  const wholeItems = new Map(mapped.filter((item) => !item.mapsBySku).map((item) => [item.itemId, item]));
  return [...wholeItems.values(), ...mapped.filter((item) => item.mapsBySku)];
}
