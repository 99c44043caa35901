// Faults under load, cycle after cycle, and after each of them the books are compared: npm run test:faults -- [--cycles 100] [--seed n]
import { cpus, loadavg } from 'node:os';
import { openCatalogue } from './catalogue.ts';
import { type CyclePlan, type CycleResult, runCycle, type Stage } from './cycle.ts';
import { faultOfCycle, isPossible, type QueueKind, titleOf } from './fault-kinds.ts';
import { removeLeftovers } from './leftovers.ts';
import { type FaultOptions, readOptions } from './options.ts';
import { OrderBook } from './order-book.ts';
import { findRedisServer } from './redis-server.ts';
import { cycleLine, faultTable, repeatCommand } from './report.ts';
import { System } from './system.ts';

const SHOWN_DIFFERENCES = 30;

interface Outcome {
  readonly results: CycleResult[];
  failed: number;
  endedByThemselves: number;
}

async function run(options: FaultOptions, redisProgram: string | null, signal: AbortSignal): Promise<Outcome> {
  const outcome: Outcome = { results: [], failed: 0, endedByThemselves: 0 };
  let stage = await openStage(redisProgram);
  try {
    for (const plan of plans(options)) {
      const isGood = await tryCycle(stage, plan, options, outcome, signal);
      if (isGood) continue;
      if (!options.keepGoing) break;
      outcome.endedByThemselves += endings(stage.system);
      await stage.system.close();
      stage = await openStage(redisProgram);
    }
  } finally {
    outcome.endedByThemselves += endings(stage.system);
    await stage.system.close();
  }
  return outcome;
}

const endings = ({ api, worker }: System): number => api.endedByItself + worker.endedByItself;

function plans({ cycles, from, seed, queues, fault, ordersPerCycle }: FaultOptions): CyclePlan[] {
  return Array.from({ length: cycles }, (_, index) => {
    const cycle = from + index;
    const drawn = faultOfCycle(seed, cycle, queues);
    const queue = fault === null || isPossible(fault, drawn.queue) ? drawn.queue : queues.find((one) => isPossible(fault, one));
    if (queue === undefined) throw new Error(`${titleOf(fault ?? drawn.kind)} cannot happen with the queue on ${queues.join(', ')}.`);
    return { cycle, seed, queue, kind: fault ?? drawn.kind, orders: ordersPerCycle };
  });
}

async function openStage(redisProgram: string | null): Promise<Stage> {
  progress('starting an installation …');
  const system = await System.open(redisProgram);
  await system.run({ queue: 'postgres', aheadMs: 0 });
  const api = await system.signIn();
  return { system, api, sellers: await openCatalogue(api), book: new OrderBook(), acknowledged: new Set() };
}

async function tryCycle(stage: Stage, plan: CyclePlan, options: FaultOptions, outcome: Outcome, signal: AbortSignal): Promise<boolean> {
  try {
    const result = await Promise.race([runCycle(stage, plan), stopped(signal)]);
    outcome.results.push(result);
    progress(cycleLine(result));
    if (result.differences.length === 0 && result.isVerifyClean) return true;
    explain(stage, plan, options, result.differences.slice(0, SHOWN_DIFFERENCES).join('\n'));
  } catch (error) {
    if (signal.aborted) throw error;
    explain(stage, plan, options, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  outcome.failed += 1;
  return false;
}

function explain(stage: Stage, plan: CyclePlan, { from, queues }: FaultOptions, what: string): void {
  const heading = `\ncycle ${plan.cycle} FAILED: ${titleOf(plan.kind)}, queue on ${plan.queue}, seed ${plan.seed}`;
  const repeat = repeatCommand(plan, from, queues.length > 1 ? 'both' : plan.queue);
  process.stdout.write(`${heading}\n${what}\n${stage.system.lastWords()}\n${repeat}\n`);
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('Stopped.')), { once: true }));
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

function withoutRedis(options: FaultOptions): FaultOptions {
  if (options.queues.every((queue) => queue === 'redis'))
    throw new Error('--queue redis: there is no redis-server (apt-get install redis-server).');
  progress('Left out: the cycles with the queue on Redis. To run everything: apt-get install redis-server');
  return { ...options, queues: ['postgres' satisfies QueueKind] };
}

async function main(): Promise<number> {
  const given = readOptions(process.argv.slice(2));
  const redisProgram = given.queues.includes('redis') ? findRedisServer() : null;
  const options = redisProgram === null && given.queues.includes('redis') ? withoutRedis(given) : given;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const startedAt = performance.now();
  const { results, failed, endedByThemselves } = await run(options, redisProgram, stop.signal);
  const { cycles, from, seed, queues, ordersPerCycle } = options;
  const passed = results.filter(({ differences, isVerifyClean }) => differences.length === 0 && isVerifyClean).length;
  const lines = [
    '',
    `npm run test:faults -- --cycles ${cycles} --from ${from} --seed ${seed} --orders ${ordersPerCycle}; queue on ${queues.join(' and ')} in turns`,
    `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${Math.round((performance.now() - startedAt) / 1_000)} s; recovery: last harm → nothing pending`,
    '',
    ...faultTable(results),
    '',
    `Processes that ended by themselves: ${endedByThemselves}`,
    '',
    `${passed} passed, ${failed} failed`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return failed === 0 ? 0 : 1;
}

process.on('exit', removeLeftovers);
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
