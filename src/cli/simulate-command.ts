import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { businessDayOf } from '../kernel/business-day.js';
import { simulate, SIMULATE_DEFAULTS, type SimulateReport } from '../modules/demo/index.js';
import { PLATFORM_RUN_DEFAULTS, PLATFORMS, readPlatforms } from '../modules/platform-simulator/index.js';
import { print } from './command-context.js';
import { type PlatformFlags, simulatePlatforms } from './simulate-platforms-command.js';

interface SimulateFlags extends PlatformFlags {
  readonly demo?: boolean;
  readonly shop?: string;
  readonly secret?: string;
  readonly history: number;
  readonly lastYear: boolean;
  readonly live: boolean;
}

/** A program apart: it speaks to the API like anybody else, with a token and real signatures. */
export function addSimulateCommand(program: Command): void {
  const port = process.env.PORT ?? '3000';
  const [live, platforms] = [SIMULATE_DEFAULTS, PLATFORM_RUN_DEFAULTS];
  program
    .command('simulate')
    .description('send signed orders: a whole demo (--demo), to one shop (--shop, --secret), or as the platforms do (--platforms)')
    .option('--demo', 'load the sample catalogue and history through the API, then play live sessions')
    .option('--base-url <url>', 'where the API answers', `http://127.0.0.1:${port}`)
    .option('--token <token>', 'bearer token (or CUNBO_TOKEN)')
    .option('--shop <id>', 'without --demo: push to this shop')
    .option('--secret <secret>', 'its webhook secret, whsec_…')
    .option('--seed <n>', 'the same seed makes the same content', number)
    .option('--history <days>', 'days of history, and the same days last year', number, SIMULATE_DEFAULTS.historyDays)
    .option('--no-last-year', 'without last year')
    .option('--no-live', 'end after the history')
    .option('--rate <n>', `orders per second (${live.ratePerSecond}); with --platforms per shop (${platforms.rate})`, number)
    .option(
      '--duplicates <share>',
      `share of live messages sent twice (${live.duplicates}; with --platforms ${platforms.duplicates})`,
      number,
    )
    .option(
      '--disorder <share>',
      `share of them overtaken by later ones (${live.disorder}; with --platforms ${platforms.disorder})`,
      number,
    )
    .option(
      '--duration <seconds>',
      'how long the live part lasts, until Ctrl-C if absent; with --platforms: how long they sell, instead of --count',
      number,
    )
    .option('--count <n>', `with --shop: stop after so many orders; with --platforms: orders per shop (${platforms.count})`, number)
    .option('--platforms <names>', `play these to the server, with their APIs: ${PLATFORMS.join(',')}, or all`, platformNames)
    .option('--api-port <port>', `with --platforms: where their APIs answer (${platforms.apiPort})`, number)
    .option('--lost <share>', `with --platforms: share of pushes that never arrive (${platforms.lost})`, number)
    .option('--slow-ms <n>', 'with --platforms: their APIs answer late', number)
    .option('--too-many-every <n>', 'with --platforms: every n-th API call is told to come back later', number)
    .option('--server-error-every <n>', 'with --platforms: every n-th API call fails', number)
    .option('--keep-shops', 'with --platforms: do not archive the shops at the end')
    .option('--json', 'machine-readable report')
    .action((flags: SimulateFlags) => (flags.platforms === undefined ? runSimulation(flags) : simulatePlatforms(flags.platforms, flags)));
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

function platformNames(text: string): NonNullable<PlatformFlags['platforms']> {
  const platforms = readPlatforms(text);
  if (platforms === null) throw new InvalidArgumentError(`must be all, or some of ${PLATFORMS.join(',')}`);
  return platforms;
}
