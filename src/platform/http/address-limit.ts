import type { Clock } from '../clock/index.js';
import { InputError } from './input-error.js';
import { networkOf } from './network-of.js';

// Some 10 MB at the most, however many addresses come.
const MOST_ADDRESSES = 20_000;

/**
 * How often one address may try something within a sliding window, counted in this process. Whoever comes from an office of many gives back
 * what succeeded, so that only failures are counted.
 */
export class AddressLimit {
  private readonly tries = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    private readonly clock: Clock,
  ) {}

  /** Throws `http.too-many` while the window is full; what is refused is not counted, so that whoever waits gets in. */
  take(address: string): void {
    const now = this.clock.now().getTime();
    const key = networkOf(address);
    const within = (this.tries.get(key) ?? []).filter((at) => at > now - this.windowMs);
    const [oldest] = within;
    if (oldest !== undefined && within.length >= this.most)
      throw new InputError('http.too-many', { retryAfterSeconds: Math.ceil((oldest + this.windowMs - now) / 1_000) });
    this.note(key, [...within, now]);
  }

  giveBack(address: string): void {
    const key = networkOf(address);
    const rest = this.tries.get(key)?.slice(0, -1) ?? [];
    if (rest.length === 0) this.tries.delete(key);
    else this.tries.set(key, rest);
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.tries.size;
  }

  /** A map keeps the order of insertion: what was noted longest ago comes first and is forgotten first. */
  private note(key: string, tries: number[]): void {
    this.tries.delete(key);
    const [longestAgo] = this.tries.keys();
    if (this.tries.size >= MOST_ADDRESSES && longestAgo !== undefined) this.tries.delete(longestAgo);
    this.tries.set(key, tries);
  }
}
