import type { Tx } from '../../platform/database/index.js';
import { RankingError } from './ranking.errors.js';
import type { RankingRepository } from './ranking.repository.js';

export function requireOrderedRange({ from, to }: { from: string; to: string }): void {
  if (from > to) throw new RankingError('ranking.range', { from, to }, '/from');
}

/** The area a query is about: everywhere when it names none. */
export async function requireArea(
  tx: Tx,
  repository: RankingRepository,
  within: string | undefined,
): Promise<{ code: string; level: string }> {
  if (within === undefined) return { code: '', level: 'all' };
  const area = await repository.findArea(tx, within);
  if (area === null) throw new RankingError('ranking.unknown-division', { code: within }, '/within');
  return area;
}
