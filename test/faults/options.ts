import { parseArgs } from 'node:util';
import { FAULT_KINDS, type FaultKind, type QueueKind } from './fault-kinds.ts';

export interface FaultOptions {
  readonly cycles: number;
  /** The number of the first cycle: a cycle's content and fault depend on the seed and its number only. */
  readonly from: number;
  readonly seed: number;
  readonly queues: readonly QueueKind[];
  /** null: drawn for every cycle. */
  readonly fault: FaultKind | null;
  readonly ordersPerCycle: number;
  readonly keepGoing: boolean;
}

const QUEUES = { postgres: ['postgres'], redis: ['redis'], both: ['postgres', 'redis'] } as const;

export function readOptions(parameters: string[]): FaultOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: parameters,
    options: { cycles: text, from: text, seed: text, queue: text, fault: text, orders: text, 'keep-going': { type: 'boolean' } },
  });
  const queue = oneOf('--queue', values.queue ?? 'both', Object.keys(QUEUES) as (keyof typeof QUEUES)[]);
  return {
    cycles: whole('--cycles', values.cycles, 100, 1),
    from: whole('--from', values.from, 1, 1),
    seed: whole('--seed', values.seed, 20_261_122, 0),
    queues: QUEUES[queue],
    fault: values.fault === undefined ? null : oneOf('--fault', values.fault, FAULT_KINDS),
    ordersPerCycle: whole('--orders', values.orders, 200, 20),
    keepGoing: values['keep-going'] ?? false,
  };
}

function whole(name: string, given: string | undefined, otherwise: number, least: number): number {
  const number = given === undefined ? otherwise : Number(given);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`${name} ${given} is not a whole number from ${least} on.`);
  return number;
}

function oneOf<Choice extends string>(name: string, given: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === given);
  if (choice === undefined) throw new Error(`${name} ${given}: must be one of ${choices.join(', ')}.`);
  return choice;
}
