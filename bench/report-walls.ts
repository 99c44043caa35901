import { median, percentile } from './numbers.ts';
import { table } from './report.ts';
import type { WallRun } from './walls.ts';

export function wallReport(runs: readonly WallRun[]): string[] {
  const rows = runs.flatMap(({ question, who, timings }) => {
    const least = timings.at(-1)?.ms ?? [];
    return timings.map(({ name, ms }) => [
      question,
      who,
      name,
      median(ms).toFixed(2),
      percentile(ms, 99).toFixed(2),
      (median(ms) / median(least)).toFixed(2),
      (percentile(ms, 99) / percentile(least, 99)).toFixed(2),
    ]);
  });
  return [
    `WALLS: milliseconds of a ranking over HTTP, one client over one kept connection each, ${runs[0]?.timings[0]?.ms.length ?? 0} interleaved rounds after warming up`,
    ...table(['', 'asked by', 'server', 'p50', 'p99', 'p50 ÷ neither', 'p99 ÷ neither'], rows),
    'Without the guard nobody is looked up and no permission asked for; without row security the same statements run as a role it does not bind.',
    'All answers were the same. Aim: both walls together at most 1.15 of neither, by median.',
  ];
}
