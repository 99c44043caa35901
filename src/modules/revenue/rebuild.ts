import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseAccess, ownerStatements, type RunStatement, sqlFile } from '../../platform/database/index.js';
import { FOLD_LOCK } from './revenue.repository.js';
import {
  FILL_AREA_GRAIN,
  FILL_BASE,
  FILL_COUNTIES,
  FILL_GOODS,
  FILL_GOODS_GRAIN,
  FILL_REFUND,
  FILL_VILLAGES,
  FOLD_NOTED_ENTRIES,
} from './rollup-statements.js';

const RUNNING_TRANSACTIONS = sqlFile(import.meta.url, './sql/running-transactions.sql');

/** One rebuild at a time. */
const REBUILD_LOCK = 4_206_821;
const ENTRIES_PER_FOLD = 20_000;
const LOOK_AGAIN_MS = 20;
type Table = 'rollup_base' | 'rollup_goods' | 'rollup_area' | 'rollup_refund';

/**
 * The steps read millions of rows once and group them: nothing is looked up, and an index would only be a slow way through a table
 * (measured: 14 s instead of 9 for a million lines).
 */
const FOR_LARGE_STEPS = [
  `set work_mem = '128MB'`,
  `set maintenance_work_mem = '512MB'`,
  'set enable_nestloop = off',
  'set enable_indexscan = off',
  'set enable_bitmapscan = off',
];

type RollupSet = 'rollup_a' | 'rollup_b';

export interface RebuildReport {
  /** An interrupted rebuild was carried on where it stood. */
  readonly isResumed: boolean;
  readonly cells: Readonly<Record<Table, number>>;
  /** Entries that were folded while it worked, and then into the new set. */
  readonly caughtUp: number;
}

/**
 * Makes all rollups anew beside the current ones and swaps. Readers and the folder go on meanwhile: entries folded after the
 * snapshot are noted, and folded into the new set before the swap, which is one row that every transaction reads when it begins.
 * Each step commits, so what was interrupted is carried on: only the first step needs the snapshot, the others are made of what
 * it left. The old set stays until the next rebuild, for whoever still reads it.
 */
export function rebuildRollups(access: DatabaseAccess): Promise<RebuildReport> {
  return ownerStatements(access, 'cunbo rebuild', async (run) => {
    await run('select pg_advisory_lock($1)', [REBUILD_LOCK]);
    return onTwoLanes(access, async (lanes) => {
      const begun = await findBegun(run);
      const set = begun?.set ?? (await otherSet(run));
      for (const connection of [run, ...lanes]) await connection(`set search_path = ${set}, public`);
      if (begun === null) await fillFromEntries(run, lanes, set);
      const left = (steps: readonly Step[]): Step[] => steps.filter(({ name }) => begun?.stepsDone.includes(name) !== true);
      await together([runSteps(lanes[0], set, left(STEPS[0])), runSteps(lanes[1], set, left(STEPS[1]))]);
      const caughtUp = await catchUpAndSwap(run, set);
      return { isResumed: begun !== null, cells: await countCells(run), caughtUp };
    });
  });
}

type Lanes = readonly [RunStatement, RunStatement];

/**
 * Two connections that fill tables side by side. Each waits for its predecessor: where a rebuild was killed the server may still be at its last
 * step, and what that leaves must be known before it is carried on.
 */
function onTwoLanes<Result>(access: DatabaseAccess, work: (lanes: Lanes) => Promise<Result>): Promise<Result> {
  const prepare = async (run: RunStatement, lane: number): Promise<void> => {
    await run('select pg_advisory_lock($1, $2)', [REBUILD_LOCK, lane]);
    for (const setting of FOR_LARGE_STEPS) await run(setting);
  };
  return ownerStatements(access, 'cunbo rebuild, first lane', (first) =>
    ownerStatements(access, 'cunbo rebuild, second lane', async (second) => {
      await prepare(first, 1);
      await prepare(second, 2);
      return work([first, second]);
    }),
  );
}

/** Both end before the first failure is told: neither may go on writing behind the other's back. */
async function together(work: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason;
}

interface Step {
  readonly name: string;
  readonly work: (run: RunStatement, set: RollupSet) => Promise<unknown>;
}

/**
 * What is made of the new base rollup alone, and the keys, in two lanes that take about as long. From finer cells to wider ones: each step reads
 * less than the one before. A key waits until nobody fills or reads its table, so it comes late.
 */
const STEPS: readonly [readonly Step[], readonly Step[]] = [
  [...areaSteps('counties', FILL_COUNTIES), finishing('rollup_area')],
  [
    ...areaSteps('villages', FILL_VILLAGES),
    { name: 'goods-ten-days', work: (run) => run(FILL_GOODS) },
    { name: 'goods-months', work: (run) => run(FILL_GOODS_GRAIN, ['ten-days', 'month']) },
    { name: 'goods-years', work: (run) => run(FILL_GOODS_GRAIN, ['month', 'year']) },
    finishing('rollup_goods'),
    finishing('rollup_refund'),
    finishing('rollup_base'),
  ],
];

function areaSteps(name: 'counties' | 'villages', days: string): Step[] {
  const areVillages = name === 'villages';
  return [
    { name: `${name}-days`, work: (run) => run(days) },
    { name: `${name}-ten-days`, work: (run) => run(FILL_AREA_GRAIN, ['day', 'ten-days', areVillages]) },
    { name: `${name}-months`, work: (run) => run(FILL_AREA_GRAIN, ['ten-days', 'month', areVillages]) },
    { name: `${name}-years`, work: (run) => run(FILL_AREA_GRAIN, ['month', 'year', areVillages]) },
  ];
}

function finishing(table: Table): Step {
  return {
    name: `keys-of-${table}`,
    work: async (run, set) => {
      await run('select key_rollup($1, $2)', [set, table]);
      await run(`analyze ${table}`);
    },
  };
}

/** A rebuild that was interrupted after its first step. One that did not come as far has left nothing of worth. */
async function findBegun(run: RunStatement): Promise<{ set: RollupSet; stepsDone: readonly unknown[] } | null> {
  const [row] = (await run(`select set_name, steps_done from rollup_rebuild where 'base' = any (steps_done)`)).rows;
  if (row === undefined) return null;
  return { set: row.set_name === 'rollup_a' ? 'rollup_a' : 'rollup_b', stepsDone: Array.isArray(row.steps_done) ? row.steps_done : [] };
}

async function otherSet(run: RunStatement): Promise<RollupSet> {
  const [row] = (await run('select set_name from rollup_current')).rows;
  return row?.set_name === 'rollup_a' ? 'rollup_b' : 'rollup_a';
}

/**
 * The only step that reads entries. It takes its snapshot under the fold lock: a fold either is in it or finds the rebuild noted.
 * Who began before the last swap may still read the tables that go: they are waited for.
 */
async function fillFromEntries(run: RunStatement, [first, second]: Lanes, set: RollupSet): Promise<void> {
  if (await isThere(run, set)) await untilTheyEnd(run, await runningTransactions(run));
  await run('select make_rollup_set($1)', [set]);
  await run('select pg_advisory_lock($1)', [FOLD_LOCK]);
  await run('delete from rollup_rebuild_todo');
  await run('delete from rollup_rebuild');
  await run('insert into rollup_rebuild (set_name) values ($1)', [set]);
  // One snapshot for both lanes and for what they read: an entry and its to-do row are either both in it or both not.
  await first('begin isolation level repeatable read');
  const [snapshot] = (await first('select pg_export_snapshot() as id')).rows;
  await second('begin isolation level repeatable read');
  await second(`set transaction snapshot '${String(snapshot?.id)}'`);
  await run('select pg_advisory_unlock($1)', [FOLD_LOCK]);
  await together([first(FILL_BASE), second(FILL_REFUND)]);
  await second('commit');
  await first('commit');
  await run(`update rollup_rebuild set steps_done = '{base}'`);
}

async function runSteps(run: RunStatement, set: RollupSet, steps: readonly Step[]): Promise<void> {
  for (const { name, work } of steps) {
    await run('begin');
    await work(run, set);
    await run('update rollup_rebuild set steps_done = array_append(steps_done, $1)', [name]);
    await run('commit');
  }
}

/** Most of what was noted is folded while the folder goes on; it waits only for the last batch and the swap. */
async function catchUpAndSwap(run: RunStatement, set: RollupSet): Promise<number> {
  let caughtUp = 0;
  for (let folded = ENTRIES_PER_FOLD; folded === ENTRIES_PER_FOLD; caughtUp += folded) folded = await foldNoted(run);
  await run('begin');
  await run('select pg_advisory_xact_lock($1)', [FOLD_LOCK]);
  for (let folded = ENTRIES_PER_FOLD; folded === ENTRIES_PER_FOLD; caughtUp += folded) folded = await foldNoted(run);
  await run('update rollup_current set set_name = $1, since = now()', [set]);
  await run('delete from rollup_rebuild');
  await run('commit');
  return caughtUp;
}

async function foldNoted(run: RunStatement): Promise<number> {
  return Number((await run(FOLD_NOTED_ENTRIES, [ENTRIES_PER_FOLD])).rows[0]?.folded);
}

async function isThere(run: RunStatement, set: RollupSet): Promise<boolean> {
  return (await run('select from pg_namespace where nspname = $1', [set])).count > 0;
}

async function runningTransactions(run: RunStatement): Promise<unknown[]> {
  return (await run(RUNNING_TRANSACTIONS)).rows.map((row) => row.transaction);
}

async function untilTheyEnd(run: RunStatement, transactions: readonly unknown[]): Promise<void> {
  while ((await runningTransactions(run)).some((running) => transactions.includes(running))) await sleep(LOOK_AGAIN_MS);
}

async function countCells(run: RunStatement): Promise<RebuildReport['cells']> {
  const count = async (table: string): Promise<number> => Number((await run(`select count(*) as count from ${table}`)).rows[0]?.count);
  return {
    rollup_base: await count('rollup_base'),
    rollup_goods: await count('rollup_goods'),
    rollup_area: await count('rollup_area'),
    rollup_refund: await count('rollup_refund'),
  };
}
