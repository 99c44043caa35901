/**
 * A sum in parts by weights, by the largest remainder: the parts come to the sum exactly, and of equal remainders the earlier part gets
 * the fen. Without any weight all weigh the same. In bigint: a sum times a price can pass 2^53.
 */
export function shareFen(sumFen: number, weights: readonly number[]): number[] {
  if (weights.length === 1) return [sumFen];
  const isWeightless = weights.every((weight) => weight === 0);
  const weighed = weights.map((weight) => (isWeightless ? 1n : BigInt(weight)));
  const total = weighed.reduce((sum, weight) => sum + weight, 0n);
  const sum = BigInt(sumFen);
  const floors = weighed.map((weight) => (sum * weight) / total);
  const left = Number(sum - floors.reduce((all, part) => all + part, 0n));
  const byRemainder = weighed
    .map((weight, place) => ({ place, remainder: (sum * weight) % total }))
    .sort((one, other) => (one.remainder === other.remainder ? one.place - other.place : one.remainder > other.remainder ? -1 : 1));
  const rounded = new Set(byRemainder.slice(0, left).map(({ place }) => place));
  return floors.map((floor, place) => Number(floor) + (rounded.has(place) ? 1 : 0));
}
