import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { businessDayOf } from '../kernel/business-day.js';
import { simulate, SIMULATE_DEFAULTS, type SimulateReport } from '../modules/demo/index.js';
import { type OutputOptions, print } from './command-context.js';

interface SimulateFlags extends OutputOptions {
  readonly demo?: boolean;
  readonly baseUrl: string;
  readonly token?: string;
  readonly shop?: string;
  readonly secret?: string;
  readonly seed: number;
  readonly history: number;
  readonly lastYear: boolean;
  readonly live: boolean;
  readonly rate: number;
  readonly duplicates: number;
  readonly disorder: number;
  readonly duration?: number;
  readonly count?: number;
}

/** A program apart: it speaks to the API like anybody else, with a token and real signatures. */
export function addSimulateCommand(program: Command): void {
  const port = process.env.PORT ?? '3000';
  program
    .command('simulate')
    .description('send signed orders: a whole demo (--demo), or to one shop (--shop, --secret)')
    .option('--demo', 'load the sample catalogue and history through the API, then play live sessions')
    .option('--base-url <url>', 'where the API answers', `http://127.0.0.1:${port}`)
    .option('--token <token>', 'bearer token (or CUNBO_TOKEN)')
    .option('--shop <id>', 'without --demo: push to this shop')
    .option('--secret <secret>', 'its webhook secret, whsec_…')
    .option('--seed <n>', 'the same seed makes the same content', number, SIMULATE_DEFAULTS.seed)
    .option('--history <days>', 'days of history, and the same days last year', number, SIMULATE_DEFAULTS.historyDays)
    .option('--no-last-year', 'without last year')
    .option('--no-live', 'end after the history')
    .option('--rate <n>', 'orders per second', number, SIMULATE_DEFAULTS.ratePerSecond)
    .option('--duplicates <share>', 'share of live messages sent twice', number, SIMULATE_DEFAULTS.duplicates)
    .option('--disorder <share>', 'share of live messages overtaken by later ones', number, SIMULATE_DEFAULTS.disorder)
    .option('--duration <seconds>', 'how long the live part lasts; until Ctrl-C if absent', number)
    .option('--count <n>', 'with --shop: stop after so many orders', number)
    .option('--json', 'machine-readable report')
    .action((flags: SimulateFlags) => runSimulation(flags));
}

async function runSimulation(flags: SimulateFlags): Promise<void> {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  const report = await simulate({
    baseUrl: flags.baseUrl,
    token: flags.token ?? process.env.CUNBO_TOKEN ?? '',
    demo: flags.demo === true,
    shop: flags.shop === undefined ? null : { id: flags.shop, secret: flags.secret ?? '' },
    seed: flags.seed,
    today: businessDayOf(new Date()),
    historyDays: flags.history,
    lastYear: flags.lastYear,
    live: flags.live,
    ratePerSecond: flags.rate,
    duplicates: flags.duplicates,
    disorder: flags.disorder,
    durationSeconds: flags.duration ?? null,
    count: flags.count ?? null,
    stateFile: join(process.env.DATA_DIR ?? './data', 'demo-state.json'),
    log: (line) => process.stderr.write(`${line}\n`),
    signal: abort.signal,
  });
  print(report, flags, describe(report));
}

function describe({ catalogue, messages, byHand }: SimulateReport): string {
  return `Catalogue: ${catalogue.created} made, ${catalogue.found} found. Messages: ${JSON.stringify(messages)}. By hand: ${JSON.stringify(byHand)}.`;
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('must be a number');
  return value;
}
