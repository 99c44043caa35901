import { douyinApi } from './douyin-api.js';
import { douyinPushes } from './douyin-pushes.js';
import { kuaishouApi } from './kuaishou-api.js';
import { kuaishouPushes } from './kuaishou-pushes.js';
import type { PlatformApiSide } from './platform-api-side.js';
import type { PlatformPushes, SimulatedPlatform } from './platform-side.js';
import { shopifyApi } from './shopify-api.js';
import { shopifyPushes } from './shopify-pushes.js';
import { tiktokApi } from './tiktok-api.js';
import { tiktokPushes } from './tiktok-pushes.js';
import { weixinApi } from './weixin-api.js';
import { weixinPushes } from './weixin-pushes.js';
import { woocommerceApi } from './woocommerce-api.js';
import { woocommercePushes } from './woocommerce-pushes.js';
import { youzanApi } from './youzan-api.js';
import { youzanPushes } from './youzan-pushes.js';

export interface PlatformSides {
  readonly pushes: PlatformPushes;
  readonly api: PlatformApiSide;
}

const SIDES: Record<SimulatedPlatform, PlatformSides> = {
  douyin: { pushes: douyinPushes, api: douyinApi },
  kuaishou: { pushes: kuaishouPushes, api: kuaishouApi },
  weixin: { pushes: weixinPushes, api: weixinApi },
  tiktok: { pushes: tiktokPushes, api: tiktokApi },
  shopify: { pushes: shopifyPushes, api: shopifyApi },
  youzan: { pushes: youzanPushes, api: youzanApi },
  woocommerce: { pushes: woocommercePushes, api: woocommerceApi },
};

export function sideOf(platform: SimulatedPlatform): PlatformSides {
  return SIDES[platform];
}
