// New entries folded onto full rollups by the product, and onto the other set of the same rollups by bare statements, in rounds.
import type pg from 'pg';
import type { Folding } from '../src/modules/revenue/folding.service.js';
import { benchSql, runScript } from './bench-sql.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { built } from './product.ts';
import { currentSet, otherSet, ROLLUPS, withSet } from './rollup-sets.ts';
import { addBatch, LAST_DAY } from './world.ts';

const BARE_FOLDS = ['base', 'goods', 'refund', 'area'].map((rollup) => benchSql(`sql/bare-fold-${rollup}`));
/** What is folded is of the last days, as it would be. */
const DAYS_BACK = 2;
const ROUNDS = 4;

export interface FoldRound {
  readonly lines: number;
  readonly entries: number;
  readonly productMs: number;
  readonly bareMs: number;
  /** One statement a rollup for all of the round, or for each of the product's batches. */
  readonly bareIs: 'one statement' | 'in batches';
}

export interface FoldRace {
  readonly entriesPerBatch: number;
  readonly rounds: readonly FoldRound[];
}

/** Both sets must be full and equal, as they are after two rebuilds. */
export async function raceFolds(installation: Installation, foldLines: number, hasWords: boolean): Promise<FoldRace> {
  const { admin } = installation;
  const { ENTRIES_PER_TRANSACTION: entriesPerBatch } = await built('modules/revenue/folding.service.js');
  const { addDays } = await built('kernel/business-day.js');
  const folding = await foldingService(installation);
  const rounds: FoldRound[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const batch = { lines: foldLines / ROUNDS, from: addDays(LAST_DAY, -DAYS_BACK), to: LAST_DAY, isToFold: true };
    const numbers = await addBatch(admin, batch, hasWords);
    await runScript(admin, 'sql/chunk', { batch_size: entriesPerBatch });
    rounds.push(await runRound(admin, folding, round, numbers));
  }
  await requireSameTotals(admin);
  return { entriesPerBatch, rounds };
}

async function runRound(admin: pg.Client, folding: Folding, round: number, numbers: { from: string; to: string }): Promise<FoldRound> {
  const { rows } = await admin.query<{ entries: number; batches: number; lines: number }>(
    `select count(*)::int as entries, max(batch) + 1 as batches,
            (select count(*)::int from order_line where order_no between $1 and $2) as lines from bench.chunk`,
    [numbers.from, numbers.to],
  );
  const { entries = 0, batches = 0, lines = 0 } = rows[0] ?? {};
  const bareIs = round % 2 === 0 ? 'in batches' : 'one statement';
  const bounds = bareIs === 'one statement' ? [[0, batches]] : Array.from({ length: batches }, (_, batch) => [batch, batch]);
  const ms = { product: 0, bare: 0 };
  const product = async (): Promise<void> => void (ms.product = await afterCheckpoint(admin, () => folding.foldAll()));
  const bare = async (): Promise<void> => void (ms.bare = await afterCheckpoint(admin, () => bareFold(admin, bounds)));
  for (const contender of round < 2 ? [product, bare] : [bare, product]) await contender();
  return { lines, entries, productMs: ms.product, bareMs: ms.bare, bareIs };
}

/** The checkpoint puts every run into the same state of the write-ahead log. */
async function afterCheckpoint(admin: pg.Client, work: () => Promise<void>): Promise<number> {
  await admin.query('checkpoint');
  return timed(work);
}

async function bareFold(admin: pg.Client, bounds: readonly (readonly number[])[]): Promise<void> {
  await withSet(admin, await otherSet(admin), async () => {
    for (const bound of bounds) {
      await admin.query('begin');
      // As the product's fold does: the planner then looks entries up by key.
      await admin.query('set local enable_seqscan = off');
      for (const fold of BARE_FOLDS) await admin.query(fold, [...bound]);
      await admin.query('commit');
    }
  });
}

export async function foldingService({ services }: Installation): Promise<Folding> {
  const { Folding: Service } = await built('modules/revenue/folding.service.js');
  const { RevenueRepository } = await built('modules/revenue/revenue.repository.js');
  const { LivePush } = await built('platform/live-push/index.js');
  const { Database } = await built('platform/database/index.js');
  const nobodyListens = { send: () => Promise.resolve(), listen: () => Promise.resolve(), close: () => Promise.resolve() };
  return new Service(services.get(Database), new RevenueRepository(), new LivePush(nobodyListens));
}

/** A race between different answers would say nothing. Rows are compared by the sum of their hashes. */
async function requireSameTotals(admin: pg.Client): Promise<void> {
  const sets = [await currentSet(admin), await otherSet(admin)];
  for (const rollup of ROLLUPS) {
    const sums: string[] = [];
    for (const set of sets) {
      const { rows } = await admin.query<{ sum: string }>(
        `select concat_ws(' ', count(*), sum(hashtextextended(r::text, 0)::numeric)) as sum from ${set}.${rollup} r`,
      );
      sums.push(rows[0]?.sum ?? '');
    }
    if (sums[0] !== sums[1]) throw new Error(`The product's ${rollup} differs from that of the bare statement: ${sums.join(' and ')}.`);
  }
}
