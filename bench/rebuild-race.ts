// All rollups made anew, beside one CREATE TABLE AS … GROUP BY of the finest of them.
import type { RebuildReport } from '../src/modules/revenue/index.js';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { built } from './product.ts';
import { currentSet, withSet } from './rollup-sets.ts';

const FINEST = `create table bench.finest as
  select m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code,
         m.kind, m.platform, sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen,
         sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen, sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines,
         sum(m.orders)::bigint as orders
  from entry_movement m
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`;

export interface RebuildRace {
  readonly rebuildMs: number;
  readonly finestMs: number;
  readonly cells: RebuildReport['cells'];
}

/** Needs no second run for the first set: what is measured is the second rebuild, with the tables of the first in place. */
export async function raceRebuild({ access, admin }: Installation): Promise<RebuildRace> {
  const { rebuildRollups } = await built('modules/revenue/index.js');
  await admin.query('checkpoint');
  const reports: RebuildReport[] = [];
  const rebuildMs = await timed(async () => reports.push(await rebuildRollups(access)));
  await admin.query('checkpoint');
  const finestMs = await timed(async () => withSet(admin, await currentSet(admin), () => admin.query(FINEST)));
  await admin.query('drop table bench.finest');
  const [report] = reports;
  if (report === undefined) throw new Error('The rebuild answered nothing.');
  return { rebuildMs, finestMs, cells: report.cells };
}
