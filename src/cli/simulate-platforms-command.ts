import {
  type PlatformReport,
  type PlatformRunReport,
  PLATFORM_RUN_DEFAULTS,
  type PlatformRunOptions,
  runPlatforms,
} from '../modules/platform-simulator/index.js';
import { type OutputOptions, print } from './command-context.js';
import { textTable } from './text-table.js';

/** Flags of `simulate` as they hold with --platforms; absent ones have defaults of their own here. */
export interface PlatformFlags extends OutputOptions {
  readonly platforms?: PlatformRunOptions['platforms'];
  readonly baseUrl: string;
  readonly token?: string;
  readonly apiPort?: number;
  readonly count?: number;
  readonly rate?: number;
  readonly duplicates?: number;
  readonly disorder?: number;
  readonly lost?: number;
  readonly slowMs?: number;
  readonly tooManyEvery?: number;
  readonly serverErrorEvery?: number;
  readonly seed?: number;
  readonly duration?: number;
  readonly keepShops?: boolean;
}

/** Exit code 1 if the server and the platforms' books differ. */
export async function simulatePlatforms(platforms: PlatformRunOptions['platforms'], flags: PlatformFlags): Promise<void> {
  const report = await runPlatforms({ ...numbersOf(flags), platforms, ...surroundingsOf(flags), ...stopSignals() });
  print(report, flags, describe(report));
  if (!report.isEqual) process.exitCode = 1;
}

type Numbers = Omit<typeof PLATFORM_RUN_DEFAULTS, 'keepsShops'>;

function numbersOf(flags: PlatformFlags): { readonly [Name in keyof Numbers]: PlatformRunOptions[Name] } {
  const defaults = PLATFORM_RUN_DEFAULTS;
  return {
    apiPort: flags.apiPort ?? defaults.apiPort,
    // A run that is limited in time goes on until then.
    count: flags.count ?? (flags.duration === undefined ? defaults.count : null),
    rate: flags.rate ?? defaults.rate,
    duplicates: flags.duplicates ?? defaults.duplicates,
    disorder: flags.disorder ?? defaults.disorder,
    lost: flags.lost ?? defaults.lost,
    slowMs: flags.slowMs ?? defaults.slowMs,
    tooManyEvery: flags.tooManyEvery ?? defaults.tooManyEvery,
    serverErrorEvery: flags.serverErrorEvery ?? defaults.serverErrorEvery,
    seed: flags.seed ?? defaults.seed,
    durationSeconds: flags.duration ?? defaults.durationSeconds,
  };
}

function surroundingsOf({
  baseUrl,
  token,
  keepShops,
}: PlatformFlags): Pick<PlatformRunOptions, 'baseUrl' | 'token' | 'keepsShops' | 'log'> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  return { baseUrl, token: token ?? process.env.CUNBO_TOKEN ?? '', keepsShops: keepShops === true, log };
}

/** The first Ctrl-C ends the selling, the second one everything. */
function stopSignals(): Pick<PlatformRunOptions, 'stopSelling' | 'giveUp'> {
  const [stopSelling, giveUp] = [new AbortController(), new AbortController()];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopSelling.signal.aborted) return giveUp.abort();
      process.stderr.write('No new orders; what was sold is settled and compared. Ctrl-C once more ends at once.\n');
      stopSelling.abort();
    });
  return { stopSelling: stopSelling.signal, giveUp: giveUp.signal };
}

const HEAD = [
  'platform',
  'orders',
  'pushes',
  'lost',
  'repeated',
  'sent',
  'refused',
  'paid (books)',
  'paid (server)',
  'refunded (books)',
  'refunded (server)',
  'equal',
];

function describe({ merchant, range, platforms, isEqual }: PlatformRunReport): string {
  const verdict = isEqual
    ? 'The server and the platforms’ books say the same.'
    : 'The server and the platforms’ books differ, or orders still await their details.';
  const heading = `${merchant.name} (merchant ${merchant.id}), ${range.from} to ${range.to}; amounts in yuan, goods only:`;
  return [heading, textTable(HEAD, platforms.map(rowOf)), ...platforms.flatMap(remarksOn), verdict].join('\n');
}

function rowOf({ platform, orders, pushes, books, server, isEqual }: PlatformReport): string[] {
  const counts = [orders, pushes.made, pushes.lost, pushes.repeated, pushes.sent, pushes.refused].map(String);
  const amounts = [books.paidFen, server.paidFen, books.refundedFen, server.refundedFen].map((fen) => (fen / 100).toFixed(2));
  return [platform, ...counts, ...amounts, isEqual ? 'yes' : 'NO'];
}

function remarksOn({ platform, books, server, awaiting, awaitingReason, quarantined, pushes }: PlatformReport): string[] {
  return [
    ...(books.orders === server.orders ? [] : [`${platform}: ${books.orders} paid orders in the books, ${server.orders} on the server.`]),
    ...(awaiting === 0 ? [] : [`${platform}: ${awaiting} orders await their details: ${awaitingReason ?? 'not asked for yet'}`]),
    ...(quarantined === 0
      ? []
      : [`${platform}: ${quarantined} messages are in quarantine; GET /api/v1/messages?state=quarantined says why.`]),
    ...pushes.refusals.map((answer) => `${platform}: a push was given up; the last answer was: ${answer}`),
  ];
}
