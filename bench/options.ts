import { parseArgs } from 'node:util';
import { INTAKE_FLAGS, type IntakeOptions, readIntakeOptions } from './intake-options.ts';
import { whole } from './whole-number.ts';

const SUITES = ['short', 'revenue', 'intake', 'walls', 'pages', 'imports'] as const;

export interface BenchOptions {
  /** 'short': fold and one ranking; 'revenue': everything about them; 'intake': the door; 'walls': what guard and row-level security cost; 'pages': bytes and time of a page; 'imports': files against COPY. */
  readonly suite: (typeof SUITES)[number];
  readonly lines: number;
  /** Of an imported file. */
  readonly rows: number;
  readonly seed: number;
  /** Of each ranking, after warming up. */
  readonly requests: number;
  readonly foldLines: number;
  readonly lagSeconds: number;
  readonly ordersPerSecond: number;
  readonly explain: boolean;
  /** Parts of the suite; null: all. */
  readonly only: readonly string[] | null;
  /** Where the database stays, and is found again by the next run; null: nowhere. */
  readonly keep: string | null;
  readonly intake: IntakeOptions;
}

export function readOptions(parameters: string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      lines: text,
      rows: text,
      seed: text,
      requests: text,
      'fold-lines': text,
      'lag-seconds': text,
      'orders-per-second': text,
      only: text,
      keep: text,
      explain: { type: 'boolean' },
      ...INTAKE_FLAGS,
    },
  });
  const lines = whole('--lines', values.lines, 100_000, 10_000);
  return {
    suite: suiteOf(positionals),
    lines,
    rows: whole('--rows', values.rows, 100_000, 1_000),
    seed: whole('--seed', values.seed, 20_261_122, 0),
    requests: whole('--requests', values.requests, 200, 20),
    foldLines: whole('--fold-lines', values['fold-lines'], Math.min(Math.max(Math.round(lines / 10), 20_000), 200_000), 1_000),
    lagSeconds: whole('--lag-seconds', values['lag-seconds'], 60, 5),
    ordersPerSecond: whole('--orders-per-second', values['orders-per-second'], 1_000, 1),
    explain: values.explain ?? false,
    only: values.only?.split(',') ?? null,
    keep: values.keep ?? null,
    intake: readIntakeOptions(values),
  };
}

function suiteOf(positionals: readonly string[]): BenchOptions['suite'] {
  const [name = 'short', ...rest] = positionals;
  const suite = SUITES.find((one) => one === name);
  if (suite === undefined || rest.length > 0)
    throw new Error(`Usage: npm run bench -- [revenue|intake|walls|pages|imports] [--lines N]; "${positionals.join(' ')}" is none of it.`);
  return suite;
}
