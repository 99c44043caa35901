import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseAccess, ownerStatements, type RunStatement, sqlFile } from '../../platform/database/index.js';
import { FOLD_LOCK } from './revenue.repository.js';
import { FILL_AREA_DAYS, FILL_AREA_GRAIN, FILL_BASE, FILL_GOODS, FILL_REFUND, FOLD_NOTED_ENTRIES } from './rollup-statements.js';

const RUNNING_TRANSACTIONS = sqlFile(import.meta.url, './sql/running-transactions.sql');

/** One rebuild at a time. */
const REBUILD_LOCK = 4_206_821;
const ENTRIES_PER_FOLD = 20_000;
const LOOK_AGAIN_MS = 20;
const TABLES = ['rollup_base', 'rollup_goods', 'rollup_area', 'rollup_refund'] as const;

/** The steps group millions of rows; and a to-do list that was empty at the last count must not be walked through for each of them. */
const FOR_LARGE_STEPS = [`set work_mem = '128MB'`, `set maintenance_work_mem = '512MB'`, 'set enable_nestloop = off'];

type RollupSet = 'rollup_a' | 'rollup_b';

export interface RebuildReport {
  /** An interrupted rebuild was carried on where it stood. */
  readonly isResumed: boolean;
  readonly cells: Readonly<Record<(typeof TABLES)[number], number>>;
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
    const begun = await findBegun(run);
    const set = begun?.set ?? (await otherSet(run));
    await run(`set search_path = ${set}, public`);
    for (const setting of FOR_LARGE_STEPS) await run(setting);
    if (begun === null) await fillFromEntries(run, set);
    for (const step of STEPS) if (begun?.stepsDone.includes(step.name) !== true) await runStep(run, step, set);
    const caughtUp = await catchUpAndSwap(run, set);
    return { isResumed: begun !== null, cells: await countCells(run), caughtUp };
  });
}

interface Step {
  readonly name: string;
  readonly work: (run: RunStatement, set: RollupSet) => Promise<unknown>;
}

/** What is made of the new base rollup alone, and the keys. The areas from finer cells to wider ones: each step reads less than the one before. */
const STEPS: readonly Step[] = [
  { name: 'goods', work: (run) => run(FILL_GOODS) },
  { name: 'area-days', work: (run) => run(FILL_AREA_DAYS) },
  { name: 'area-ten-days', work: (run) => run(FILL_AREA_GRAIN, ['day', 'ten-days']) },
  { name: 'area-months', work: (run) => run(FILL_AREA_GRAIN, ['ten-days', 'month']) },
  { name: 'keys', work: (run, set) => run('select finish_rollup_set($1)', [set]) },
  { name: 'statistics', work: (run) => run(`analyze ${TABLES.join(', ')}`) },
];

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
async function fillFromEntries(run: RunStatement, set: RollupSet): Promise<void> {
  if (await isThere(run, set)) await untilTheyEnd(run, await runningTransactions(run));
  await run('select make_rollup_set($1)', [set]);
  await run('select pg_advisory_lock($1)', [FOLD_LOCK]);
  await run('delete from rollup_rebuild_todo');
  await run('delete from rollup_rebuild');
  await run('insert into rollup_rebuild (set_name) values ($1)', [set]);
  // One snapshot for both: an entry and its to-do row are either both in it or both not.
  await run('begin isolation level repeatable read');
  await run('select from rollup_rebuild');
  await run('select pg_advisory_unlock($1)', [FOLD_LOCK]);
  await run(FILL_BASE);
  await run(FILL_REFUND);
  await run(`update rollup_rebuild set steps_done = '{base}'`);
  await run('commit');
}

async function runStep(run: RunStatement, { name, work }: Step, set: RollupSet): Promise<void> {
  await run('begin');
  await work(run, set);
  await run('update rollup_rebuild set steps_done = array_append(steps_done, $1)', [name]);
  await run('commit');
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
