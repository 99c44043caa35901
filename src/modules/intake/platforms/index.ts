import { doorOf, type Platform } from '../../shops/index.js';
import { douyinAdapter } from './douyin/index.js';
import { kuaishouAdapter } from './kuaishou/index.js';
import type { PlatformAdapter } from './platform-adapter.js';
import { shopifyAdapter } from './shopify/index.js';
import { standardAdapter } from './standard/index.js';
import { tiktokAdapter } from './tiktok/index.js';
import { weixinAdapter } from './weixin/index.js';
import { wooCommerceAdapter } from './woocommerce/index.js';
import { youzanAdapter } from './youzan/index.js';

/** Every adapter, by the name in the webhook's address. A new platform is a folder here and a line below. */
export const ADAPTERS: Readonly<Record<string, PlatformAdapter>> = {
  standard: standardAdapter,
  douyin: douyinAdapter,
  kuaishou: kuaishouAdapter,
  weixin: weixinAdapter,
  tiktok: tiktokAdapter,
  youzan: youzanAdapter,
  shopify: shopifyAdapter,
  woocommerce: wooCommerceAdapter,
};

/** The address at which every shop may also be told of by a bridge, if it has a secret for one. */
export const BRIDGE_ADDRESS = 'standard';

export function adapterAt(address: string): PlatformAdapter | null {
  return Object.hasOwn(ADAPTERS, address) ? (ADAPTERS[address] ?? null) : null;
}

/** Reads the messages that the shop's platform sends; null where nobody delivers. */
export function adapterOfShop(platform: Platform): PlatformAdapter | null {
  return adapterAt(doorOf(platform) ?? '');
}

/** Platforms that can be asked. */
export const ASKABLE_PLATFORMS: readonly string[] = Object.entries(ADAPTERS).flatMap(([platform, { api }]) =>
  api === undefined ? [] : [platform],
);
