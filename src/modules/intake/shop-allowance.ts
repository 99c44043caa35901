import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/index.js';

const BURST_SECONDS = 5;
const MAX_SHOPS = 10_000;

interface Bucket {
  left: number;
  filledAt: number;
}

/** How many authentic pushes one shop may send this process, so that a sender gone wild does not keep the others out. */
@Injectable()
export class ShopAllowance {
  private readonly buckets = new Map<string, Bucket>();
  private readonly perSecond: number;

  constructor(@Inject(CONFIG) config: Config) {
    this.perSecond = config.shopPushesPerSecond;
  }

  /** Whether this push may pass; it is counted if so. */
  take(shopDbId: string): boolean {
    if (this.perSecond === 0) return true;
    const now = performance.now();
    const full = this.perSecond * BURST_SECONDS;
    const bucket = this.buckets.get(shopDbId) ?? { left: full, filledAt: now };
    bucket.left = Math.min(full, bucket.left + ((now - bucket.filledAt) / 1_000) * this.perSecond);
    bucket.filledAt = now;
    if (this.buckets.size >= MAX_SHOPS) this.buckets.clear();
    this.buckets.set(shopDbId, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }
}
