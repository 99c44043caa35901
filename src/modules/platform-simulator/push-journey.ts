/** Shares of the pushes, from 0 to 1. */
export interface Disturbance {
  readonly lost: number;
  readonly duplicates: number;
  /** Overtaken by later ones. */
  readonly disorder: number;
}

const LATE_MS = [500, 8_000] as const;

/** After how many milliseconds a push sets out, once for each time that it does: never if it is lost. */
export function journeyOf({ lost, duplicates, disorder }: Disturbance, random: () => number): readonly number[] {
  if (random() < lost) return [];
  const first = random() < disorder ? lateMs(random) : 0;
  return random() < duplicates ? [first, first + lateMs(random)] : [first];
}

function lateMs(random: () => number): number {
  const [shortest, longest] = LATE_MS;
  return Math.round(shortest + random() * (longest - shortest));
}
