import { explainHottest } from './explain.ts';
import { raceFolds } from './fold-race.ts';
import type { Installation } from './installation.ts';
import { measureLag } from './lag.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { measurePages } from './pages.ts';
import { comparePartitions } from './partitions.ts';
import { measurePhonePage } from './phone-page.ts';
import { built } from './product.ts';
import { raceRankings } from './ranking-race.ts';
import { raceRebuild } from './rebuild-race.ts';
import { foldReport, lagReport, rankingReport, rebuildReport, sizeReport, verifyReport, worldReport } from './report-parts.ts';
import { partitionReport } from './report-partitions.ts';
import { pageReport, phonePageReport } from './report-pages.ts';
import { wallReport } from './report-walls.ts';
import { writeResult } from './result-file.ts';
import { currentSet } from './rollup-sets.ts';
import { areaParts, tableSizes } from './sizes.ts';
import { runVerify } from './verify-run.ts';
import { measureWalls } from './walls.ts';
import { makeWorld, type World } from './world.ts';

/** `verify` reads everything: at ten million lines it is a matter of hours and has its own command. */
const MAX_LINES_TO_VERIFY = 1_000_000;

export async function runShort(installation: Installation, options: BenchOptions): Promise<void> {
  print([
    `command    npm run bench -- --lines ${options.lines} --seed ${options.seed}`,
    ...(await describeMachine(installation.admin)),
    '',
  ]);
  const world = await prepare(installation, options);
  print([...worldReport(world), '']);
  progress('folding …');
  print([...foldReport(await raceFolds(installation, options.foldLines, world.hasWords)), '']);
  await installation.admin.query('vacuum analyze');
  progress('ranking …');
  print(rankingReport(await raceRankings(installation, options.requests, true)));
}

/** Every part is written as soon as it is there: a run of hours must not be lost with its last part. */
export async function runRevenue(installation: Installation, options: BenchOptions): Promise<void> {
  const { lines, seed, only } = options;
  const command = `npm run bench -- revenue --lines ${lines} --seed ${seed} --requests ${options.requests}`;
  const found = [
    `date       ${new Date().toISOString().slice(0, 16)} UTC`,
    `command    ${command}`,
    ...(await describeMachine(installation.admin)),
  ];
  const say = async (part: readonly string[]): Promise<void> => {
    print([...part, '']);
    found.push('', ...part);
    await writeResult(`revenue-${lines}`, `bench/revenue, ${lines.toLocaleString('en')} order lines`, found);
  };
  print([...found, '']);
  const world = await prepare(installation, options);
  await say(worldReport(world));
  for (const [name, part] of Object.entries(partsOf(installation, options, world))) {
    if (only !== null && !only.includes(name)) continue;
    progress(`${name} …`);
    await say(await part());
  }
  if (options.explain) await explainHottest(installation);
}

export async function runWalls(installation: Installation, options: BenchOptions): Promise<void> {
  await runOne(installation, options, 'walls', async () => wallReport(await measureWalls(installation, options.requests)));
}

export async function runPages(installation: Installation, options: BenchOptions): Promise<void> {
  await runOne(installation, options, 'pages', async () => [
    ...pageReport(await measurePages(installation, options.intake.rounds)),
    '',
    ...phonePageReport(await measurePhonePage(installation, options.intake.rounds)),
  ]);
}

/** One thing, on full rollups. */
async function runOne(
  installation: Installation,
  options: BenchOptions,
  name: 'walls' | 'pages',
  measure: () => Promise<string[]>,
): Promise<void> {
  const { lines, seed, requests, intake } = options;
  const repeated = name === 'walls' ? `--requests ${requests}` : `--rounds ${intake.rounds}`;
  const found = [
    `date       ${new Date().toISOString().slice(0, 16)} UTC`,
    `command    npm run bench -- ${name} --lines ${lines} --seed ${seed} ${repeated}`,
    ...(await describeMachine(installation.admin)),
  ];
  const world = await prepare(installation, options);
  progress(`${name} …`);
  const report = [...found, '', ...worldReport(world), '', ...(await measure())];
  print(report);
  await writeResult(name, `bench/${name}`, report);
}

function partsOf(installation: Installation, options: BenchOptions, world: World): Record<string, () => Promise<string[]>> {
  const { admin } = installation;
  return {
    verify: async () =>
      world.hasWords && world.lines <= MAX_LINES_TO_VERIFY * 1.1
        ? verifyReport(await runVerify(installation))
        : ['VERIFY: not at this size'],
    sizes: async () => sizeReport(world.lines, await tableSizes(admin), await areaParts(admin)),
    rankings: async () => rankingReport(await raceRankings(installation, options.requests, false)),
    partitions: async () => partitionReport(await comparePartitions(installation)),
    rebuild: async () => rebuildReport(await raceRebuild(installation)),
    fold: async () => {
      const race = await raceFolds(installation, options.foldLines, world.hasWords);
      await admin.query('vacuum analyze');
      return foldReport(race);
    },
    lag: async () => lagReport(await measureLag(installation, options.ordersPerSecond, options.lagSeconds)),
  };
}

/** The world and full rollups: one set for reading, both for the fold, of which the rebuild that is measured makes the second. */
async function prepare({ admin, access }: Installation, { lines, seed, suite }: BenchOptions): Promise<World> {
  progress(`making ${lines} order lines …`);
  const world = await makeWorld(admin, lines, seed);
  await admin.query('vacuum analyze');
  const { rebuildRollups } = await built('modules/revenue/index.js');
  progress('filling the rollups …');
  const { rows } = await admin.query<{ is_filled: boolean }>(
    `select exists (select from ${await currentSet(admin)}.rollup_base) as is_filled`,
  );
  if (rows[0]?.is_filled !== true) await rebuildRollups(access);
  if (suite === 'short') await rebuildRollups(access);
  await admin.query('vacuum analyze');
  return world;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
