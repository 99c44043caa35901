// How many messages per second the door takes, durably, beside a bare Fastify route, one INSERT per request and one TypeORM save per request.
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { benchSql } from './bench-sql.ts';
import { type ChildProgram, startProgram } from './child-program.ts';
import type { Installation } from './installation.ts';
import { cpuOf, cpuOfServer, postmasterOf } from './cpu-time.ts';
import { type Contender, ours, rival } from './intake-contenders.ts';
import type { LoadOrder, LoadResult } from './intake-load.ts';
import type { PushedShop, Pusher } from './intake-messages.ts';
import type { IntakeOptions } from './intake-options.ts';
import { createPushedShops } from './intake-shops.ts';
import { startServerProcess } from './server-process.ts';

/** Microseconds of processor time for each message. */
export interface MessageCost {
  readonly server: number;
  readonly postgres: number;
  readonly load: number;
}

export interface IntakeRound extends LoadResult {
  readonly cost: MessageCost;
  readonly contender: string;
  readonly platform: Pusher;
  readonly connections: number;
  readonly round: number;
}

const WARM_UP_MS = 1_000;
/** Once, before the race: Node goes on compiling what a server does for some ten seconds under load, the more code the longer. */
const FIRST_WARM_UP_SECONDS = 12;
const WARM_UP_CONNECTIONS = 100;
/** More than the fastest can send; the bare route came to 21,000 at the most. */
const MOST_PER_SECOND = 30_000;
const REST_MS = 300;

export async function raceDoors(
  installation: Installation,
  options: IntakeOptions,
  tell: (round: IntakeRound) => void,
): Promise<IntakeRound[]> {
  await installation.admin.query(benchSql('sql/rival-tables'));
  const server = await startServerProcess(installation, settingsOf(options));
  const contenders = [ours(installation, server)];
  const load = startProgram('./intake-load.ts');
  try {
    const shops = await createPushedShops(server);
    for (const name of options.rivals) contenders.push(await rival(installation, name, shops));
    return await race(contenders, { load, postmaster: await postmasterOf(installation.admin) }, shops, options, tell);
  } finally {
    await load.stop();
    for (const contender of contenders) await contender.stop();
  }
}

/** Acceptance alone: whatever is done with a message afterwards is another process's. */
function settingsOf({ profile }: IntakeOptions): Record<string, string> {
  const profiling: Record<string, string> = profile === null ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(profile)}` };
  return { CUNBO_ROLE: 'api', CUNBO_SHOP_PUSHES_PER_SECOND: '0', ...profiling };
}

interface Track {
  readonly load: ChildProgram;
  readonly postmaster: number;
}

/** Each round everybody once, in an order that turns: whoever comes first or last has no advantage of it. */
async function race(
  contenders: readonly Contender[],
  track: Track,
  shops: readonly PushedShop[],
  { platforms, connections, rounds, seconds }: IntakeOptions,
  tell: (round: IntakeRound) => void,
): Promise<IntakeRound[]> {
  const found: IntakeRound[] = [];
  for (const shop of shops.filter(({ platform }) => platforms.includes(platform))) {
    for (const contender of contenders)
      await runRound(contender, track, { shop, connections: WARM_UP_CONNECTIONS, seconds: FIRST_WARM_UP_SECONDS, series: 'w' });
    for (const count of connections) {
      for (let round = 0; round < rounds; round += 1) {
        for (const contender of turned(contenders, round)) {
          const result = await runRound(contender, track, { shop, connections: count, seconds, series: `${count}${round}` });
          found.push({ contender: contender.name, platform: shop.platform, connections: count, round, ...result });
          tell(found[found.length - 1]!);
        }
      }
    }
  }
  return found;
}

function turned<Item>(items: readonly Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

async function runRound(
  contender: Contender,
  { load, postmaster }: Track,
  { shop, connections, seconds, series }: { shop: PushedShop; connections: number; seconds: number; series: string },
): Promise<LoadResult & { cost: MessageCost }> {
  await contender.clear();
  await sleep(REST_MS);
  const order: LoadOrder = {
    port: contender.port,
    shop,
    series,
    connections,
    warmUpMs: WARM_UP_MS,
    measuredMs: seconds * 1_000,
    requests: Math.ceil((seconds + WARM_UP_MS / 1_000) * MOST_PER_SECOND),
  };
  const spent = { server: cpuOf(contender.pid), postgres: cpuOfServer(postmaster) };
  const result = await load.ask<LoadResult>(order);
  const each = (ms: number): number => (ms * 1_000) / result.accepted;
  const cost = {
    server: each(cpuOf(contender.pid) - spent.server),
    postgres: each(cpuOfServer(postmaster) - spent.postgres),
    load: each(result.cpuMs),
  };
  const stored = await contender.countStored();
  if (result.refused > 0) throw new Error(`${contender.name} refused ${result.refused} of ${result.accepted + result.refused} pushes.`);
  if (stored !== null && stored !== result.accepted)
    throw new Error(`${contender.name} answered ${result.accepted} pushes with yes and stored ${stored}.`);
  return { ...result, cost };
}
