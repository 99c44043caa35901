// What a ranking would be without rollups: sales grouped anew, a materialised view, DuckDB on the same rows.
import type pg from 'pg';
import { benchSql, runScript } from './bench-sql.ts';
import { type DuckDb, openDuckDb } from './duckdb.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import type { Question } from './questions.ts';

export interface RankedRow {
  readonly id: string;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly net_fen: string;
  readonly orders: string;
  readonly previous_rank: string | null;
}

export interface Baseline {
  readonly name: string;
  run(question: Question, parameters: readonly unknown[]): Promise<RankedRow[]>;
}

export interface Baselines {
  readonly contenders: readonly Baseline[];
  /** What was prepared, and how long it took. */
  readonly prepared: readonly { readonly what: string; readonly ms: number }[];
  close(): Promise<void>;
}

const SUMS = benchSql('sql/rank-sums');
const SALES = benchSql('sql/rank-sales') + SUMS;
const VIEW = benchSql('sql/rank-view') + SUMS;
const VIEWS = ['village_day', 'county_day', 'merchant_day'];
const DIGITS = { counties: 6, villages: 12, merchants: 2 };

export async function prepareBaselines(installation: Installation, isShort: boolean): Promise<Baselines> {
  const { admin } = installation;
  const prepared = [{ what: 'flat copy of the sales with its indexes', ms: await timed(() => prepareSales(admin)) }];
  const contenders: Baseline[] = [
    { name: 'GROUP BY', run: async (question, parameters) => (await admin.query<RankedRow>(overSales(question), [...parameters])).rows },
  ];
  if (isShort) return { contenders, prepared, close: () => Promise.resolve() };
  await prepareViews(admin);
  for (const view of VIEWS)
    prepared.push({ what: `REFRESH of ${view}`, ms: await timed(() => admin.query(`refresh materialized view bench.${view}`)) });
  contenders.push({
    name: 'materialised view',
    run: async (question, parameters) => (await admin.query<RankedRow>(overView(question), [...parameters])).rows,
  });
  const duck = await openDuckDb(installation);
  if (duck !== null) contenders.push(duckBaseline(duck));
  return { contenders, prepared, close: () => duck?.close() ?? Promise.resolve() };
}

function duckBaseline(duck: DuckDb): Baseline {
  return { name: 'DuckDB', run: (question, parameters) => duck.ask<RankedRow>(overSales(question), parameters) };
}

/** VACUUM does not run among other statements. */
async function prepareSales(admin: pg.Client): Promise<void> {
  await runScript(admin, 'sql/sale-lines', {});
  await admin.query('vacuum analyze bench.sale');
}

async function prepareViews(admin: pg.Client): Promise<void> {
  await runScript(admin, 'sql/views', {});
  await admin.query(`vacuum analyze ${VIEWS.map((view) => `bench.${view}`).join(', ')}`);
}

function overSales({ subject, basis }: Question): string {
  const digits = DIGITS[subject];
  const member = subject === 'merchants' ? 's.merchant_id::text' : `left(s.origin_code, ${digits})`;
  const area = basis === 'merchant' ? 'home_code' : 'origin_code';
  return SALES.replaceAll(':member', member).replaceAll(':area', area).replaceAll(':digits', String(digits));
}

function overView({ subject, basis }: Question): string {
  const isMerchants = subject === 'merchants';
  const view = isMerchants ? 'merchant_day' : subject === 'counties' ? 'county_day' : 'village_day';
  return VIEW.replaceAll(':view', view)
    .replaceAll(':member', isMerchants ? 'merchant_id' : 'area')
    .replaceAll(':basis', isMerchants ? `v.basis = '${basis}'` : 'true');
}
