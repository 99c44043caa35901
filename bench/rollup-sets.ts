import type pg from 'pg';

export const ROLLUPS = ['rollup_base', 'rollup_goods', 'rollup_area', 'rollup_refund'] as const;
export type RollupSet = 'rollup_a' | 'rollup_b';

/** The set that is read and folded into. */
export async function currentSet(admin: pg.Client): Promise<RollupSet> {
  const { rows } = await admin.query<{ set_name: RollupSet }>('select set_name from rollup_current');
  if (rows[0] === undefined) throw new Error('There is no current set of rollups.');
  return rows[0].set_name;
}

/** What the last rebuild left: full as well. */
export async function otherSet(admin: pg.Client): Promise<RollupSet> {
  return (await currentSet(admin)) === 'rollup_a' ? 'rollup_b' : 'rollup_a';
}

/** Statements that name the rollups without their schema, on one of the sets. */
export async function withSet<Result>(admin: pg.Client, schema: string, work: () => Promise<Result>): Promise<Result> {
  await admin.query(`set search_path = ${schema}, public`);
  try {
    return await work();
  } finally {
    await admin.query('reset search_path');
  }
}
