import { randomBytes, randomInt } from 'node:crypto';
import type { ShopDraft, SimulatedPlatform } from './platform-side.js';

type Invention = Pick<ShopDraft, 'credentials' | 'externalShopId'>;

const INVENTIONS: Record<SimulatedPlatform, () => Invention> = {
  douyin: () => ({
    externalShopId: digits(8),
    credentials: { appKey: digits(19), appSecret: hex(32), accessToken: hex(40), refreshToken: hex(40) },
  }),
  kuaishou: () => ({
    externalShopId: digits(10),
    credentials: {
      appKey: `ks${digits(18)}`,
      messageKey: randomBytes(16).toString('base64'),
      appSecret: hex(22),
      signSecret: hex(32),
      accessToken: hex(40),
      refreshToken: hex(40),
    },
  }),
  weixin: () => ({
    externalShopId: `gh_${hex(12)}`,
    credentials: {
      appId: `wx${hex(16)}`,
      token: hex(24),
      // 32 bytes are 43 characters of base64, and the padding that this platform leaves away.
      encodingAesKey: randomBytes(32).toString('base64').slice(0, 43),
      appSecret: hex(32),
    },
  }),
  tiktok: () => ({
    externalShopId: digits(19),
    credentials: { appKey: hex(13), appSecret: hex(40), accessToken: hex(40), refreshToken: hex(40), shopCipher: hex(32) },
  }),
  shopify: () => ({
    externalShopId: `cunbo-${hex(10)}.myshopify.com`,
    credentials: { secret: `shpss_${hex(32)}`, accessToken: `shpat_${hex(32)}` },
  }),
  youzan: () => ({ externalShopId: digits(8), credentials: { clientId: hex(18), clientSecret: hex(32) } }),
  woocommerce: () => {
    const externalShopId = `${hex(10)}.shop.example`;
    return {
      externalShopId,
      credentials: {
        secret: hex(32),
        storeUrl: `https://${externalShopId}`,
        consumerKey: `ck_${hex(40)}`,
        consumerSecret: `cs_${hex(40)}`,
      },
    };
  },
};

/** A shop like no other before: order numbers are made from its id, so that no two runs speak of the same order. */
export function inventShop(platform: SimulatedPlatform): ShopDraft {
  return { platform, ...INVENTIONS[platform]() };
}

function hex(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length);
}

/** Not beginning with 0. */
function digits(length: number): string {
  return Array.from({ length }, (_, index) => randomInt(index === 0 ? 1 : 0, 10)).join('');
}
