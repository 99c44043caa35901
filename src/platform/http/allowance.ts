const MAX_KEYS = 10_000;

interface Bucket {
  left: number;
  filledAt: number;
}

/**
 * So many per second for each key, some seconds' worth at once. The longest unseen is forgotten first: memory stays bounded, and who
 * comes under ever new keys takes nobody's bucket but those of others like it.
 */
export class Allowance {
  private readonly buckets = new Map<string, Bucket>();
  private readonly full: number;

  /** 0 per second: any number. */
  constructor(
    private readonly perSecond: number,
    burstSeconds: number,
  ) {
    this.full = perSecond * burstSeconds;
  }

  /** Whether this one may pass; it is counted if so. */
  take(key: string, cost = 1): boolean {
    if (this.perSecond === 0) return true;
    const bucket = this.refilled(key);
    if (bucket.left < cost) return false;
    bucket.left -= cost;
    return true;
  }

  get size(): number {
    return this.buckets.size;
  }

  private refilled(key: string): Bucket {
    const now = performance.now();
    const bucket = this.buckets.get(key) ?? { left: this.full, filledAt: now };
    bucket.left = Math.min(this.full, bucket.left + ((now - bucket.filledAt) / 1_000) * this.perSecond);
    bucket.filledAt = now;
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    for (const oldest of this.buckets.keys()) {
      if (this.buckets.size <= MAX_KEYS) break;
      this.buckets.delete(oldest);
    }
    return bucket;
  }
}
