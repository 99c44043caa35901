import { GOODS, type Goods } from './demo-goods.js';
import { MERCHANT_SKETCHES, type MerchantSketch, type Offer } from './demo-merchants.js';
import { digitsOf } from './random.js';

/** The sample merchants with everything they own, before any of it has an id on a server. */
export interface DemoMerchant {
  readonly sketch: MerchantSketch;
  /** Position in the list; part of every id the sample platforms give out. */
  readonly index: number;
  readonly products: readonly DemoProduct[];
  readonly shops: readonly [DemoShop, ...DemoShop[]];
  readonly hosts: readonly [DemoHost, ...DemoHost[]];
}

export interface DemoProduct {
  readonly key: string;
  readonly goods: Goods;
  readonly originCode: string | null;
  readonly mapped: boolean;
}

export interface DemoShop {
  readonly key: string;
  readonly platform: 'standard' | 'taobao' | 'pinduoduo' | 'jd';
  readonly name: string;
  /** A bridge has no version to give; its messages are ordered by time alone. */
  readonly versioned: boolean;
  readonly items: readonly [ShopItem, ...ShopItem[]];
}

/** One SKU on sale. `mapsBySku` marks the SKU that stands for another product than the rest of its item. */
export interface ShopItem {
  readonly itemId: string;
  readonly skuId: string;
  readonly title: string;
  readonly priceFen: number;
  readonly product: DemoProduct;
  readonly mapsBySku: boolean;
}

export interface DemoHost {
  readonly key: string;
  readonly name: string;
  readonly platformHostId: string;
}

const SHOP_SUFFIX = { standard: '直播店', taobao: '淘宝店', pinduoduo: '拼多多店', jd: '京东店' } as const;
const HOST_NAMES = ['主播甲', '主播乙'] as const;

export function buildCatalogue(): readonly DemoMerchant[] {
  return MERCHANT_SKETCHES.map(buildMerchant);
}

function buildMerchant(sketch: MerchantSketch, index: number): DemoMerchant {
  const products = sketch.offers.map(productOf);
  const first = buildShop(sketch, index, 'standard', products);
  const second = sketch.secondShop === null ? [] : [buildShop(sketch, index, sketch.secondShop, products)];
  const [lead, ...others] = HOST_NAMES.map((name) => hostOf(sketch, name));
  if (lead === undefined) throw new Error('a sample merchant needs a host');
  const hosts: DemoMerchant['hosts'] = sketch.sessionsPerWeek > 2 ? [lead, ...others] : [lead];
  return { sketch, index, products, shops: [first, ...second], hosts };
}

function productOf(offer: Offer): DemoProduct {
  return { key: offer.goods, goods: GOODS[offer.goods], originCode: offer.origin, mapped: offer.mapped };
}

function hostOf(sketch: MerchantSketch, name: string): DemoHost {
  return { key: `${sketch.key}/${name}`, name: `${sketch.shortName}${name}`, platformHostId: digitsOf(`${sketch.key}/${name}`, 16) };
}

function buildShop(sketch: MerchantSketch, index: number, platform: DemoShop['platform'], products: readonly DemoProduct[]): DemoShop {
  const bridged = platform !== 'standard';
  const [first, ...others] = products.flatMap((product, place) => skusOf(product, place, `36${pad(index, 2)}${bridged ? 2 : 1}`, bridged));
  if (first === undefined) throw new Error(`${sketch.key} sells nothing`);
  const name = `${sketch.shortName}${SHOP_SUFFIX[platform]}`;
  return { key: `${sketch.key}/${platform}`, platform, name, versioned: !bridged, items: [first, ...others] };
}

/** Bridged shops sell their second product as a choice of the first one's item, which only a mapping by SKU can tell apart. */
function skusOf(product: DemoProduct, place: number, itemPrefix: string, bridged: boolean): ShopItem[] {
  const mapsBySku = bridged && place === 1 && product.mapped;
  const itemId = `${itemPrefix}${mapsBySku ? 0 : place}0001`;
  return product.goods.variants.map(([title, priceFen], variant) => {
    return { itemId, skuId: `s${place}${variant}`, title: `${product.goods.name} ${title}`, priceFen, product, mapsBySku };
  });
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
