import { douyinApi } from './douyin-api.js';
import { douyinPushes } from './douyin-pushes.js';
import type { PlatformApiSide, PlatformPushes, SimulatedPlatform } from './platform-side.js';

export interface PlatformSides {
  readonly pushes: PlatformPushes;
  readonly api: PlatformApiSide;
}

const SIDES: Partial<Record<SimulatedPlatform, PlatformSides>> = {
  douyin: { pushes: douyinPushes, api: douyinApi },
};

export function sideOf(platform: SimulatedPlatform): PlatformSides {
  const side = SIDES[platform];
  if (side === undefined) throw new RangeError(platform);
  return side;
}
