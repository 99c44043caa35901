import type { Tx } from '../../platform/database/index.js';
import { RankingError } from './ranking.errors.js';
import type { Area, RankingRepository } from './ranking.repository.js';

export function requireOrderedRange({ from, to }: { from: string; to: string }): void {
  if (from > to) throw new RankingError('ranking.range', { from, to }, '/from');
}

const EVERYWHERE: Area = { code: '', level: 'all', prefixes: [''] };

/** The area a query is about: everywhere when it names none. */
export async function requireArea(tx: Tx, repository: RankingRepository, within: string | undefined): Promise<Area> {
  if (within === undefined) return EVERYWHERE;
  const area = await repository.findArea(tx, within);
  if (area === null) throw new RankingError('ranking.unknown-division', { code: within }, '/within');
  return area;
}
