// The rankings that are measured: all with growth and previous rank, on ranges that end in the middle of a month.
import type pg from 'pg';
import { built } from './product.ts';
import { currentSet } from './rollup-sets.ts';
import { LAST_DAY } from './world.ts';

export interface Question {
  readonly name: string;
  readonly subject: 'counties' | 'villages' | 'merchants';
  readonly basis: 'origin' | 'merchant';
  /** '' everywhere. */
  readonly within: string;
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  /** Milliseconds that the 99th percentile should not exceed at ten million lines. */
  readonly aimMs: number;
}

const DEFAULTS = { basis: 'origin', within: '', to: LAST_DAY, limit: 500, aimMs: 15 } as const;

export async function questions(admin: pg.Client): Promise<Question[]> {
  const { addDays, sameDayLastYear } = await built('kernel/business-day.js');
  const county = await bestSelling(admin, 'county');
  const city = await bestSelling(admin, 'city');
  const month = addDays(LAST_DAY, -29);
  const year = addDays(sameDayLastYear(LAST_DAY), 1);
  const counties = { ...DEFAULTS, subject: 'counties' } as const;
  const villages = { ...DEFAULTS, subject: 'villages' } as const;
  const merchants = { ...DEFAULTS, subject: 'merchants', within: city.code, from: month } as const;
  return [
    { ...counties, name: 'counties, 1 day', from: LAST_DAY },
    { ...counties, name: 'counties, 30 days', from: month },
    { ...counties, name: 'counties, 12 months', from: year },
    { ...villages, name: `villages of ${county.name}, 12 months`, within: county.code, from: year },
    { ...villages, name: 'top 50 villages, 30 days', limit: 50, from: month },
    { ...villages, name: 'top 50 villages, 12 months', limit: 50, from: year, aimMs: 40 },
    { ...merchants, name: `merchants of ${city.name}, 30 days, by origin` },
    { ...merchants, name: `merchants of ${city.name}, 30 days, by home`, basis: 'merchant' },
  ];
}

export const SHORT: readonly string[] = ['counties, 30 days'];

export function pathOf({ subject, basis, within, from, to, limit }: Question): string {
  const query = new URLSearchParams({ from, to, basis, limit: String(limit) });
  if (within !== '') query.set('within', within);
  return `/api/v1/rankings/${subject}?${query.toString()}`;
}

async function bestSelling(admin: pg.Client, level: 'county' | 'city'): Promise<{ code: string; name: string }> {
  const { rows } = await admin.query<{ code: string; name: string }>(
    `select code, display_name as name from division
     where code = (select area_code from ${await currentSet(admin)}.rollup_area
                   where basis = 'origin' and level = $1 and not is_loose and not is_detail and grain = 'month'
                   group by area_code order by sum(paid_fen) desc, area_code limit 1)`,
    [level],
  );
  if (rows[0] === undefined) throw new Error(`Nothing was sold in any ${level}.`);
  return rows[0];
}
