import { HOUR_MS, DAY_MS, startOfDay, writeInstant } from './calendar.js';
import type { Host, ItemMapping, Product, Session, Shop, World } from './facts.js';
import type { MappingSeed, MomentSeed, SessionSeed, WorldSeed } from './histories.js';
import { WINDOW_DAYS } from './windows.js';

export const ROOMS = ['7301234567890123456', '7301234567890123457', 'room-of-nobody'] as const;
export const PLATFORM_HOSTS = ['anchor-1', 'anchor-2', 'anchor-of-nobody'] as const;

const PRODUCTS = [
  { category: 'ceramics', origin: '140681102201' },
  { category: 'grain.buckwheat', origin: '140671400001' },
  { category: 'herb.lu-dangshen', origin: '' },
  { category: 'grain.buckwheat', origin: '140602' },
  { category: 'ceramics', origin: '140271400203' },
] as const;

/** The element a drawn number means, whatever the number. */
export function pickFrom<T>(things: readonly T[], number: number): T {
  const thing = things[number % things.length];
  if (thing === undefined) throw new Error('There is nothing to pick from');
  return thing;
}

export function merchantKey(index: number): string {
  return `m${index + 1}`;
}

export function buildWorld(seed: WorldSeed, firstDay: string): World {
  const merchants = seed.homes.map((home, index) => ({ key: merchantKey(index), home }));
  const shopOwners = [0, 1, ...(seed.thirdShop === null ? [] : [seed.thirdShop])];
  const shops = shopOwners.map((owner, index) => ({ key: `s${index + 1}`, merchant: merchantKey(owner), platform: 'standard' }));
  // Each merchant has something to sell: the first two products are dealt out, the others drawn.
  const products = PRODUCTS.map((product, index) => ({
    key: `p${index + 1}`,
    merchant: merchantKey([0, 1, ...seed.productOwners][index] ?? 0),
    ...product,
  }));
  const hosts = seed.hosts.map(({ merchant, isKnownToPlatform }, index): Host => {
    const host = { key: `h${index + 1}`, merchant: merchantKey(merchant) };
    return isKnownToPlatform ? { ...host, platformHostId: pickFrom(PLATFORM_HOSTS, index) } : host;
  });
  const sessions = seed.sessions.map((session, index) => buildSession(session, index + 1, { shops, hosts }, firstDay));
  return {
    merchants,
    shops,
    products,
    hosts,
    sessions,
    mappings: dropRepeated(seed.mappings.map((mapping) => buildMapping(mapping, { shops, products }))),
  };
}

export function buildSession(
  seed: SessionSeed,
  id: number,
  { shops, hosts }: { shops: readonly Shop[]; hosts: readonly Host[] },
  firstDay: string,
): Session {
  const merchant = merchantKey(seed.merchant);
  const startMs = startOfDay(firstDay) + seed.day * DAY_MS + seed.hour * HOUR_MS;
  const host = hosts.filter((candidate) => candidate.merchant === merchant)[seed.host ?? -1];
  return {
    id,
    merchant,
    startedAt: writeInstant(startMs),
    ...(seed.hours === null ? {} : { endedAt: writeInstant(startMs + seed.hours * HOUR_MS) }),
    ...(seed.isOfShop ? { shop: shops.find((shop) => shop.merchant === merchant)?.key } : {}),
    ...(seed.room === null ? {} : { roomId: ROOMS[seed.room] }),
    ...(host ? { host: host.key } : {}),
  };
}

/** A shop's items are mapped to products of the shop's own merchant. */
export function buildMapping(
  seed: MappingSeed,
  { shops, products }: { shops: readonly Shop[]; products: readonly Product[] },
): ItemMapping {
  const shop = pickFrom(shops, seed.shop);
  const product = pickFrom(productsOf(shop.merchant, products), seed.product);
  return { shop: shop.key, itemId: seed.itemId, ...(seed.skuId === null ? {} : { skuId: seed.skuId }), product: product.key };
}

export function productsOf(merchant: string, products: readonly Product[]): Product[] {
  return products.filter((product) => product.merchant === merchant);
}

export function isSameItem(a: Omit<ItemMapping, 'product'>, b: Omit<ItemMapping, 'product'>): boolean {
  return a.shop === b.shop && a.itemId === b.itemId && a.skuId === b.skuId;
}

function dropRepeated(mappings: readonly ItemMapping[]): ItemMapping[] {
  return mappings.filter((mapping, index) => mappings.findIndex((other) => isSameItem(mapping, other)) === index);
}

/** The instant a drawn moment means, kept inside the window. Edges are those of the sessions the world begins with. */
export function instantOf(seed: MomentSeed, world: World, firstDay: string): number {
  const firstMs = startOfDay(firstDay);
  const lastMs = firstMs + WINDOW_DAYS * DAY_MS - 1;
  const instant = 'clock' in seed ? firstMs + seed.day * DAY_MS + Date.parse(`1970-01-01T${seed.clock}Z`) : edgeOf(seed, world);
  return Math.min(Math.max(instant, firstMs), lastMs);
}

function edgeOf({ session: index, edge }: Extract<MomentSeed, { edge: string }>, world: World): number {
  const session = pickFrom(world.sessions, index);
  const startMs = Date.parse(session.startedAt);
  const endMs = session.endedAt === undefined ? startMs + 12 * HOUR_MS : Date.parse(session.endedAt);
  const endOfGraceMs = endMs + HOUR_MS / 2;
  switch (edge) {
    case 'start':
      return startMs;
    case 'just-before-start':
      return startMs - 1;
    case 'end-of-grace':
      return endOfGraceMs;
    case 'just-before-end-of-grace':
      return endOfGraceMs - 1;
    case 'just-after-end-of-grace':
      return endOfGraceMs + 1;
  }
}

export function writeMoment(seed: MomentSeed, world: World, firstDay: string): string {
  return writeInstant(instantOf(seed, world, firstDay), seed.notation);
}
