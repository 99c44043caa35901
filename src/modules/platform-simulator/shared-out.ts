/** An amount in whole parts that add up to it; the first ones get what does not divide. */
export function sharedOut(amount: number, count: number): number[] {
  const share = Math.trunc(amount / count);
  const rest = amount - share * count;
  return Array.from({ length: count }, (_, index) => share + (index < rest ? 1 : 0));
}
