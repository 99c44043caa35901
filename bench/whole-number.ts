export function whole(name: string, given: string | undefined, otherwise: number, least: number): number {
  const number = given === undefined ? otherwise : Number(given);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`${name} ${given} is not a whole number from ${least} on.`);
  return number;
}
