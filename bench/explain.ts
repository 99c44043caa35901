// EXPLAIN (ANALYZE, BUFFERS) of the five hottest statements, as the roles they run as, with what the plans say: bench/explain/*.txt.
import { mkdir, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { areaStatement, type Statement } from './area-statement.ts';
import type { Installation } from './installation.ts';
import { type PlanAnswer, whatItSays } from './plan-words.ts';
import { built, DIST } from './product.ts';
import { questions } from './questions.ts';
import { currentSet } from './rollup-sets.ts';
import { addBatch, LAST_DAY } from './world.ts';

const LINES_TO_FOLD = 20_000;
const ORDERS_TO_POST = 250;
const ASKED = {
  'rank-counties-12-months': 'counties, 12 months',
  'rank-villages-12-months': 'top 50 villages, 12 months',
  'rank-merchants-30-days': 'by origin',
};

interface Hot extends Statement {
  readonly name: string;
  readonly role: 'cunbo_app' | 'cunbo_worker';
  /** What the transaction sets before, see Tx. */
  readonly settings: readonly string[];
}

export async function explainHottest(installation: Installation): Promise<void> {
  const { admin } = installation;
  await addBatch(admin, { lines: LINES_TO_FOLD, from: LAST_DAY, to: LAST_DAY, isToFold: true }, false);
  await admin.query('analyze entry_todo');
  const directory = new URL('./explain/', import.meta.url);
  await mkdir(directory, { recursive: true });
  for (const hot of await hottest(admin)) {
    const text = await explain(admin, hot);
    await writeFile(new URL(`${hot.name}.txt`, directory), text);
  }
}

async function hottest(admin: pg.Client): Promise<Hot[]> {
  const { ENTRIES_PER_TRANSACTION } = await built('modules/revenue/folding.service.js');
  const { FOLD_ENTRIES } = await built('modules/revenue/rollup-statements.js');
  const asked = await questions(admin);
  const rankings = await Promise.all(
    Object.entries(ASKED).map(async ([name, part]) => {
      const question = asked.find((known) => known.name.endsWith(part));
      if (question === undefined) throw new Error(`No ranking is called ${part}.`);
      return { name, role: 'cunbo_app' as const, settings: ['enable_sort = off'], ...(await areaStatement(question)) };
    }),
  );
  const { rows } = await admin.query<{ shop_id: string; order_no: string }>(
    'select shop_id, order_no from sales_order where paid_at is not null order by order_no desc limit $1',
    [ORDERS_TO_POST],
  );
  const read = (path: string): string => readFileSync(new URL(`modules/${path}.sql`, DIST), 'utf8');
  const worker = { role: 'cunbo_worker', settings: ['enable_seqscan = off'] } as const;
  return [
    {
      name: 'fold',
      ...worker,
      sql: FOLD_ENTRIES,
      parameters: [ENTRIES_PER_TRANSACTION],
    },
    {
      name: 'post-difference',
      ...worker,
      sql: read('orders/sql/post-difference'),
      parameters: [rows.map((row) => row.shop_id), rows.map((row) => row.order_no)],
    },
    ...rankings,
  ];
}

/** Twice to warm up, then in both formats; what it changes is taken back. */
async function explain(admin: pg.Client, { name, role, settings, sql, parameters }: Hot): Promise<string> {
  const set = await currentSet(admin);
  const run = async (options: string): Promise<Record<'QUERY PLAN', unknown>[]> => {
    await admin.query('begin');
    await admin.query(`set local search_path = ${set}, public`);
    for (const setting of settings) await admin.query(`set local ${setting}`);
    await admin.query(`select set_config('cunbo.scope', 'all', true)`);
    await admin.query(`set local role ${role}`);
    const { rows } = await admin.query<Record<'QUERY PLAN', unknown>>(`explain (analyze, buffers${options})\n${sql}`, parameters);
    await admin.query('rollback');
    return rows;
  };
  await run('');
  const [plan] = (await run(', format json'))[0]?.['QUERY PLAN'] as [PlanAnswer];
  const lines = (await run('')).map((row) => String(row['QUERY PLAN']));
  return [
    `${name}, as ${role}, planned for these parameters (the product plans it once for any)`,
    ...whatItSays(plan),
    '',
    ...lines,
    '',
  ].join('\n');
}
