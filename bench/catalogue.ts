// Who sells what: few big sellers and many small ones, each at home in a county whose villages most of its products come from.
import type { Random } from '../src/modules/demo/random.js';
import { cumulative, pickIndex } from './weights.ts';

export interface Place {
  readonly county: string;
  readonly villages: readonly string[];
}

export interface Product {
  readonly id: number;
  readonly category: string;
  /** A village as a rule; of some only the county is known, of some nothing. */
  readonly originCode: string | null;
  readonly priceFen: number;
  readonly itemId: string;
  readonly isMapped: boolean;
}

export interface Shop {
  readonly id: number;
  readonly platform: string;
}

export interface Seller {
  readonly id: number;
  readonly homeCode: string;
  readonly shops: readonly Shop[];
  readonly products: readonly Product[];
  /** Popularity of the products, summed up in their order. */
  readonly demand: readonly number[];
}

export interface Catalogue {
  readonly sellers: readonly Seller[];
  /** Sizes of the sellers, summed up in their order. */
  readonly sizes: readonly number[];
}

const PLATFORMS = ['douyin', 'douyin', 'kuaishou', 'weixin', 'taobao'];
const FIRST_SHOP = 1_000_000; // Below are the shops for sales by hand, which every merchant is given.
const FIRST_ITEM = 3_600_000_000_000;

export function makeCatalogue(random: Random, places: readonly Place[], categories: readonly string[], sellerCount: number): Catalogue {
  const ids = { shop: FIRST_SHOP, product: 0 };
  const sellers = Array.from({ length: sellerCount }, (_, index): Seller => {
    // A square prefers the first places: some counties have many sellers, most have few.
    const place = places[Math.floor(random.next() ** 2 * places.length)]!;
    const productCount = Math.round(3 + 22 / (1 + index / 4));
    return {
      id: index + 1,
      homeCode: pick(random, place.villages),
      shops: Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => ({ id: (ids.shop += 1), platform: pick(random, PLATFORMS) })),
      products: makeProducts(random, place, categories, productCount, ids),
      demand: cumulative(Array.from({ length: productCount }, (_product, rank) => 1 / (rank + 1))),
    };
  });
  return { sellers, sizes: cumulative(sellers.map((_, rank) => 1 / (rank + 1) ** 1.1)) };
}

function makeProducts(random: Random, place: Place, categories: readonly string[], count: number, ids: { product: number }): Product[] {
  const sources = Array.from({ length: Math.min(1 + Math.floor(count / 2), 8) }, () => pick(random, place.villages));
  const source = (): string => (random.chance(0.6) ? sources[0]! : pick(random, sources));
  const kinds = Array.from({ length: 3 }, () => pick(random, categories));
  return Array.from({ length: count }, () => {
    const id = (ids.product += 1);
    return {
      id,
      category: pick(random, kinds),
      originCode: random.chance(0.85) ? source() : random.chance(0.7) ? place.county : null,
      priceFen: random.int(99, 1_990) * 10,
      itemId: String(FIRST_ITEM + id),
      isMapped: random.chance(0.97),
    };
  });
}

export function productOf(seller: Seller, random: Random): Product {
  return seller.products[pickIndex(seller.demand, random)]!;
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[random.int(0, choices.length - 1)]!;
}
