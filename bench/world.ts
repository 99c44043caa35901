// The bench's own world, made inside PostgreSQL: merchants, two years of orders and the entries posting would have made of them. The same
// seed makes the same rows. It goes past intake and posting: what is measured is how the ledger folds and is read.
import type pg from 'pg';
import { benchSql, runScript } from './bench-sql.ts';
import { timed } from './numbers.ts';
import { built } from './product.ts';

export const FIRST_DAY = '2024-11-22';
/** The last day of the history: ranges that end with it end in the middle of a month. */
export const LAST_DAY = '2026-11-21';

const LINES_PER_ORDER = 1.29;
/** Up to here every order has its words too, which only `verify` reads. */
const MAX_LINES_WITH_WORDS = 1_000_000;
/** For loading alone; whatever is measured runs with the settings of an installation. */
const LOADING = `set session_replication_role = replica; set work_mem = '256MB'; set maintenance_work_mem = '512MB'`;
const LOADED = 'reset session_replication_role; reset work_mem; reset maintenance_work_mem';

export interface World {
  readonly lines: number;
  readonly orders: number;
  readonly entries: number;
  readonly hasWords: boolean;
  readonly loadMs: number;
}

export interface Batch {
  readonly lines: number;
  readonly from: string;
  readonly to: string;
  readonly isToFold: boolean;
}

/** Orders are numbered from here on; each batch has a range of its own. */
const FIRST_NUMBER = 100_000_000_000;
const NUMBERS_OF_BATCH = 1_000_000_000;
const MADE =
  'create table bench.world as select $1::bigint as wanted_lines, $2::bigint as seed, $3::float8 as load_ms, $4::boolean as has_words';

/** Made once: a database that was kept has it already. */
export async function makeWorld(admin: pg.Client, lines: number, seed: number): Promise<World> {
  const { rows } = await admin.query<{ is_made: boolean }>(`select to_regclass('bench.world') is not null as is_made`);
  if (rows[0]?.is_made !== true) {
    const loadMs = await timed(() => load(admin, lines, seed));
    await admin.query(
      MADE.replace('$1', String(lines))
        .replace('$2', String(seed))
        .replace('$3', String(loadMs))
        .replace('$4', String(hasWordsOf(lines))),
    );
  }
  return describe(admin, lines, seed);
}

async function load(admin: pg.Client, lines: number, seed: number): Promise<void> {
  const { CATEGORIES } = await built('modules/products/index.js');
  const categories = CATEGORIES.filter(({ parentCode }) => parentCode !== null).map(({ code }) => code);
  await admin.query(LOADING);
  await runScript(admin, 'world/catalogue', { seed, categories: categories.join(',') });
  await runScript(admin, 'world/sessions', { orders: Math.round(lines / LINES_PER_ORDER), first_day: FIRST_DAY, last_day: LAST_DAY });
  await admin.query(LOADED);
  await addBatch(admin, { lines, from: FIRST_DAY, to: LAST_DAY, isToFold: false }, hasWordsOf(lines));
}

const hasWordsOf = (lines: number): boolean => lines <= MAX_LINES_WITH_WORDS;

async function describe(admin: pg.Client, lines: number, seed: number): Promise<World> {
  const { rows } = await admin.query<{
    is_same: boolean;
    has_words: boolean;
    load_ms: number;
    orders: string;
    lines: string;
    entries: string;
  }>(
    `select wanted_lines = $1 and seed = $2 as is_same, has_words, load_ms, (select count(*) from sales_order) as orders,
            (select count(*) from order_line) as lines, (select count(*) from revenue_entry) as entries
     from bench.world`,
    [lines, seed],
  );
  const [row] = rows;
  if (row?.is_same !== true) throw new Error('The database that was kept is of another size or seed.');
  return {
    lines: Number(row.lines),
    orders: Number(row.orders),
    entries: Number(row.entries),
    hasWords: row.has_words,
    loadMs: row.load_ms,
  };
}

/** Answers the first and the last order number it may have given. */
export async function addBatch(admin: pg.Client, batch: Batch, hasWords: boolean): Promise<{ from: string; to: string }> {
  await admin.query(LOADING);
  const { rows } = await admin.query<{ number: string }>(`select nextval('bench.batch') as number`);
  const firstNumber = FIRST_NUMBER + Number(rows[0]?.number) * NUMBERS_OF_BATCH;
  await runScript(admin, 'world/stage', {
    orders: Math.round(batch.lines / LINES_PER_ORDER),
    from: batch.from,
    to: batch.to,
    last_day: LAST_DAY,
    first_number: firstNumber,
    is_to_fold: batch.isToFold ? 'yes' : 'no',
  });
  await admin.query('analyze bench.sold_order, bench.sold_line, bench.sold_refund');
  await runScript(admin, 'world/load-orders', {});
  if (hasWords) await runScript(admin, 'world/load-words', {});
  await admin.query(benchSql('world/load-entries'));
  await admin.query('drop table bench.sold_order, bench.sold_line, bench.sold_refund');
  await admin.query(LOADED);
  return { from: String(firstNumber), to: String(firstNumber + NUMBERS_OF_BATCH - 1) };
}
