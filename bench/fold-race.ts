// The same entries folded by the product and by the bare statement, in adjacent rounds that begin with another contender each time.
import type pg from 'pg';
import type { Folding } from '../src/modules/revenue/folding.service.js';
import { benchSql } from './bench-sql.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { built } from './product.ts';

const BARE_FOLDS = [benchSql('bare-fold-base'), benchSql('bare-fold-area')];
const ALL_ENTRIES = [[null, null, null, null]];
const EMPTY_ROLLUPS = 'truncate rollup_base, rollup_area, entry_todo; insert into entry_todo select shop_id, entry_id from revenue_entry';
const EMPTY_COPIES = 'truncate bench_rollup_base, bench_rollup_area';

interface Contender {
  readonly name: string;
  readonly prepare: string;
  readonly ms: number[];
  run(): Promise<void>;
}

export interface FoldRace {
  readonly entriesPerBatch: number;
  readonly contenders: readonly Pick<Contender, 'name' | 'ms'>[];
}

/** The product comes first in the answer, then what it is compared with. */
export async function raceFolds(installation: Installation, rounds: number): Promise<FoldRace> {
  const { admin } = installation;
  await admin.query(
    'create table bench_rollup_base (like rollup_base including all); create table bench_rollup_area (like rollup_area including all)',
  );
  const { ENTRIES_PER_TRANSACTION: entriesPerBatch } = await built('modules/revenue/folding.service.js');
  const folding = await foldingService(installation);
  const batches = await batchBounds(admin, entriesPerBatch);
  const contenders: Contender[] = [
    { name: 'product', prepare: EMPTY_ROLLUPS, ms: [], run: () => folding.foldAll() },
    { name: 'bare, one statement per rollup', prepare: EMPTY_COPIES, ms: [], run: () => bareFold(admin, ALL_ENTRIES) },
    { name: "bare, in the product's batches", prepare: EMPTY_COPIES, ms: [], run: () => bareFold(admin, batches) },
  ];
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of rotated(contenders, round)) await runOnce(admin, contender);
    await requireSameTotals(admin);
  }
  return { entriesPerBatch, contenders };
}

/** The checkpoint before it puts every run into the same state of the write-ahead log. */
async function runOnce(admin: pg.Client, contender: Contender): Promise<void> {
  await admin.query(contender.prepare);
  await admin.query('checkpoint');
  contender.ms.push(await timed(() => contender.run()));
}

function rotated<T>(items: readonly T[], by: number): T[] {
  return [...items.slice(by % items.length), ...items.slice(0, by % items.length)];
}

async function bareFold(admin: pg.Client, batches: readonly (string | null)[][]): Promise<void> {
  for (const bounds of batches) {
    await admin.query('begin');
    for (const fold of BARE_FOLDS) await admin.query(fold, bounds);
    await admin.query('commit');
  }
}

/** First and last key of each batch, in the order in which the product claims entries. */
async function batchBounds(admin: pg.Client, entriesPerBatch: number): Promise<string[][]> {
  const { rows } = await admin.query<{ shop_id: string; entry_id: string }>(
    `select shop_id, entry_id
     from (select shop_id, entry_id, row_number() over (order by shop_id, entry_id) as place, count(*) over () as entries from revenue_entry) numbered
     where place % $1 in (0, 1) or place = entries
     order by place`,
    [entriesPerBatch],
  );
  const keys = rows.map((row) => [row.shop_id, row.entry_id]);
  return keys.flatMap((first, index) => (index % 2 === 0 ? [[...first, ...(keys[index + 1] ?? first)]] : []));
}

async function foldingService({ services }: Installation): Promise<Folding> {
  const { Folding: Service } = await built('modules/revenue/folding.service.js');
  const { RevenueRepository } = await built('modules/revenue/revenue.repository.js');
  const { LivePush } = await built('platform/live-push/index.js');
  const { Database } = await built('platform/database/index.js');
  const nobodyListens = { send: () => Promise.resolve(), listen: () => Promise.resolve(), close: () => Promise.resolve() };
  return new Service(services.get(Database), new RevenueRepository(), new LivePush(nobodyListens));
}

/** A race between different answers would say nothing. */
async function requireSameTotals(admin: pg.Client): Promise<void> {
  for (const rollup of ['rollup_base', 'rollup_area']) {
    const { rowCount } = await admin.query(
      `(table ${rollup} except table bench_${rollup}) union all (table bench_${rollup} except table ${rollup}) limit 1`,
    );
    if (rowCount !== 0) throw new Error(`The product's ${rollup} differs from that of the bare statement.`);
  }
}
