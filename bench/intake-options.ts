import { BARE, INSERT, type Rival, RIVALS, SAVE } from './intake-contenders.ts';
import { PUSHERS, type Pusher } from './intake-messages.ts';
import { whole } from './whole-number.ts';

export interface IntakeOptions {
  readonly platforms: readonly Pusher[];
  readonly connections: readonly number[];
  readonly rivals: readonly Rival[];
  readonly rounds: number;
  readonly seconds: number;
  /** Where the CPU profile of our server goes; null: none is taken. */
  readonly profile: string | null;
  readonly endToEnd: boolean;
  /** Events per second, end to end. */
  readonly rate: number;
}

const text = { type: 'string' } as const;
export const INTAKE_FLAGS = {
  platforms: text,
  connections: text,
  rivals: text,
  rounds: text,
  seconds: text,
  profile: text,
  rate: text,
  'end-to-end': { type: 'boolean' },
} as const;

type Given = { readonly [Name in keyof typeof INTAKE_FLAGS]?: Name extends 'end-to-end' ? boolean : string };

export function readIntakeOptions(values: Given): IntakeOptions {
  const endToEnd = values['end-to-end'] ?? false;
  return {
    platforms: chosen('--platforms', values.platforms, PUSHERS, PUSHERS),
    connections: (values.connections ?? '50,200,500').split(',').map((count) => whole('--connections', count, 0, 1)),
    rivals: chosen('--rivals', values.rivals, RIVALS, [BARE, INSERT, SAVE]),
    rounds: whole('--rounds', values.rounds, 5, 1),
    seconds: whole('--seconds', values.seconds, endToEnd ? 120 : 5, 1),
    profile: values.profile ?? null,
    endToEnd,
    rate: whole('--rate', values.rate, 2_000, 20),
  };
}

function chosen<Name extends string>(
  flag: string,
  given: string | undefined,
  all: readonly Name[],
  otherwise: readonly Name[],
): readonly Name[] {
  if (given === undefined) return otherwise;
  const names = given.split(',').filter((name) => name !== '');
  const known = all.filter((name) => names.includes(name));
  if (known.length !== names.length) throw new Error(`${flag} ${given} is none of ${all.join(', ')}.`);
  return known;
}
