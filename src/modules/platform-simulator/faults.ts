/** What goes wrong on the platform's side; settable at any time. 0 and null: nothing. */
export class PlatformFaults {
  slowMs = 0;
  /** Every n-th call is told that it asks too often. */
  tooManyEvery = 0;
  /** Every n-th call is answered 502, without a word. */
  serverErrorEvery = 0;
  /** Until then connections are cut without an answer. */
  deadUntil: Date | null = null;
  /** Every question is answered as if it had gone well, with something that is no answer to it. */
  talksNonsense = false;
  private callCount = 0;

  /** What happens to the next call. */
  next(now: Date): 'dead' | 'nonsense' | 'server-error' | 'too-many' | 'none' {
    if (this.deadUntil !== null && now < this.deadUntil) return 'dead';
    if (this.talksNonsense) return 'nonsense';
    this.callCount += 1;
    if (isEvery(this.callCount, this.serverErrorEvery)) return 'server-error';
    return isEvery(this.callCount, this.tooManyEvery) ? 'too-many' : 'none';
  }
}

function isEvery(count: number, every: number): boolean {
  return every > 0 && count % every === 0;
}

export interface Distortion {
  /** Shares of the pushes, from 0 to 1. */
  readonly lost?: number;
  readonly repeated?: number;
  readonly shuffled?: boolean;
}

/** What arrives of what was sent: some of it not at all, some twice, in any order. `random` answers numbers in [0, 1). */
export function distort<Push>(
  pushes: readonly Push[],
  { lost = 0, repeated = 0, shuffled = false }: Distortion,
  random: () => number,
): Push[] {
  const arriving = pushes.filter(() => random() >= lost).flatMap((push) => (random() < repeated ? [push, push] : [push]));
  return shuffled ? shuffle(arriving, random) : arriving;
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** Repeatable numbers in [0, 1): a linear congruence of 48 bits, as POSIX drand48. */
export function seededRandom(seed: number): () => number {
  let state = (BigInt(Math.trunc(seed)) << 16n) | 0x330en;
  return () => {
    state = (state * 0x5deece66dn + 0xbn) & 0xffff_ffff_ffffn;
    return Number(state) / 2 ** 48;
  };
}
