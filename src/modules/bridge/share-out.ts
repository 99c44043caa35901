/** Splits a sum by weights so that the parts come to exactly the sum. In bigint: a sum times a price can pass 2^53. */
export function shareOut(sumFen: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  let weightBefore = 0n;
  let sharedBefore = 0n;
  return weights.map((weight) => {
    weightBefore += BigInt(weight);
    const sharedNow = total === 0n ? 0n : (BigInt(sumFen) * weightBefore) / total;
    const share = sharedNow - sharedBefore;
    sharedBefore = sharedNow;
    return Number(share);
  });
}
