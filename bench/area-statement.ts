import { readFileSync } from 'node:fs';
import { DIST, built } from './product.ts';
import type { Question } from './questions.ts';

const read = (name: string): string => readFileSync(new URL(`modules/rankings/sql/${name}.sql`, DIST), 'utf8');
const LEVELS = { counties: 'county', villages: 'village', merchants: 'merchants' };

export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** The ranking's own statement with its parameters, for running it in another setting or explaining it. */
export async function areaStatement({ subject, basis, within, from, to, limit }: Question): Promise<Statement> {
  const { bucketsOf } = await built('modules/rankings/range-buckets.js');
  const { comparedRange } = await built('modules/rankings/compared-range.js');
  const now = bucketsOf({ from, to });
  const compared = comparedRange({ from, to }, 'yoy', to);
  const then = compared === null ? { grains: [], starts: [] } : bucketsOf(compared);
  const withinLevel = within === '' ? 'all' : within.length === 4 ? 'city' : 'county';
  const parts = subject === 'merchants' ? ['rank-others', 'rank-tail'] : ['rank-areas', 'map-as-was', 'rank-tail'];
  return {
    sql: parts.map(read).join(''),
    parameters: [
      basis,
      LEVELS[subject],
      within,
      withinLevel,
      [within],
      now.grains,
      now.starts,
      then.grains,
      then.starts,
      null,
      null,
      'cash',
      'net',
      null,
      null,
      limit + 1,
    ],
  };
}
