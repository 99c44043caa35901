import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly lines: number;
  readonly rounds: number;
  readonly requests: number;
  readonly seed: number;
}

export function readOptions(parameters: string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: parameters, options: { lines: text, rounds: text, requests: text, seed: text } });
  return {
    lines: whole('--lines', values.lines, 100_000, 1_000),
    rounds: whole('--rounds', values.rounds, 5, 1),
    requests: whole('--requests', values.requests, 300, 100),
    seed: whole('--seed', values.seed, 20_261_122, 0),
  };
}

function whole(name: string, given: string | undefined, otherwise: number, least: number): number {
  const number = given === undefined ? otherwise : Number(given);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`${name} ${given} is not a whole number from ${least} on.`);
  return number;
}
