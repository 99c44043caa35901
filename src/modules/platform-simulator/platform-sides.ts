import { douyinApi } from './douyin-api.js';
import { douyinPushes } from './douyin-pushes.js';
import { kuaishouApi } from './kuaishou-api.js';
import { kuaishouPushes } from './kuaishou-pushes.js';
import type { PlatformApiSide, PlatformPushes, SimulatedPlatform } from './platform-side.js';
import { tiktokApi } from './tiktok-api.js';
import { tiktokPushes } from './tiktok-pushes.js';
import { weixinApi } from './weixin-api.js';
import { weixinPushes } from './weixin-pushes.js';

export interface PlatformSides {
  readonly pushes: PlatformPushes;
  readonly api: PlatformApiSide;
}

const SIDES: Partial<Record<SimulatedPlatform, PlatformSides>> = {
  douyin: { pushes: douyinPushes, api: douyinApi },
  kuaishou: { pushes: kuaishouPushes, api: kuaishouApi },
  tiktok: { pushes: tiktokPushes, api: tiktokApi },
  weixin: { pushes: weixinPushes, api: weixinApi },
};

export function sideOf(platform: SimulatedPlatform): PlatformSides {
  const side = SIDES[platform];
  if (side === undefined) throw new RangeError(platform);
  return side;
}
