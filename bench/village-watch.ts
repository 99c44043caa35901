// When each village of a county first appears in the ranking that the running program answers.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RankingDto } from '../src/modules/rankings/ranking.dto.js';
import { built } from './product.ts';
import type { ServerProcess } from './server-process.ts';

const LOOK_AGAIN_MS = 40;
const PATIENCE_MS = 60_000;

/** What is told to be in the county, and whether there is more to come. */
export interface Told {
  readonly isOver: boolean;
  readonly count: number;
}

/** Asks until everything that was told has been seen, or for a minute after the last of it. Times are those of the clock, in milliseconds. */
export async function watchVillages(server: ServerProcess, county: string, told: () => Told): Promise<Map<string, number>> {
  const { addDays, businessDayOf } = await built('kernel/business-day.js');
  const today = businessDayOf(new Date());
  const query = new URLSearchParams({ from: today, to: addDays(today, 1), within: county, compare: 'none', limit: '500' });
  const seen = new Map<string, number>();
  let deadline = Infinity;
  while (clock() < deadline && !(told().isOver && seen.size >= told().count)) {
    const ranking = JSON.parse(await server.ask(`/api/v1/rankings/villages?${query.toString()}`)) as RankingDto;
    const at = clock();
    for (const { id } of ranking.items) if (!seen.has(id)) seen.set(id, at);
    if (told().isOver && deadline === Infinity) deadline = at + PATIENCE_MS;
    await sleep(LOOK_AGAIN_MS);
  }
  return seen;
}

/** Seen before whoever told it came to say so: at once. */
export function lagsOf(seen: ReadonlyMap<string, number>, toldAt: Iterable<readonly [village: string, at: number]>): number[] {
  return [...toldAt].flatMap(([village, at]) => (seen.has(village) ? [Math.max((seen.get(village) ?? at) - at, 0)] : []));
}

/** Of this machine, finer than Date's, and the same in every process. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}
