/**
 * Repeatable randomness: mulberry32, 32 bits of state, seeded by FNV-1a over the seed and any number of labels. A stream per
 * label ("orders", merchant, day) means that adding a merchant or a day never shifts the numbers of another one.
 */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

export function createRandom(seed: number, ...labels: readonly (string | number)[]): Random {
  let state = hashText([seed, ...labels].join('|'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: ([first, ...others]) => {
      const index = int(0, others.length);
      return index === 0 ? first : (others[index - 1] ?? first);
    },
  };
}

export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/**
 * Poisson by inversion of one uniform number: with the same number a smaller mean never gives a larger count. The orders of a
 * quiet year are therefore a subset of the orders of a busy one, and no order number ever stands for two contents.
 */
export function poissonCount(uniform: number, mean: number): number {
  let count = 0;
  let term = Math.exp(-mean);
  let cumulative = term;
  while (uniform >= cumulative && count < 1_000) {
    count += 1;
    term *= mean / count;
    cumulative += term;
  }
  return count;
}

/** A whole number written in a fixed count of digits, never starting with zero: what platforms use as ids. */
export function digitsOf(text: string, length: number): string {
  const random = createRandom(hashText(text), 'digits', length);
  const rest = Array.from({ length: length - 1 }, () => random.int(0, 9)).join('');
  return `${random.int(1, 9)}${rest}`;
}
