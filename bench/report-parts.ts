// What each measurement comes to, in words and tables.
import type { FoldRace } from './fold-race.ts';
import type { LagRun } from './lag.ts';
import { median, percentile } from './numbers.ts';
import type { RankingRaces } from './ranking-race.ts';
import type { RebuildRace } from './rebuild-race.ts';
import { megabytes, perSecond, seconds, table, thousands } from './report.ts';
import type { AreaPart, TableSize } from './sizes.ts';
import type { VerifyRun } from './verify-run.ts';
import type { World } from './world.ts';

export function worldReport(world: World): string[] {
  const { lines, orders, entries, hasWords, loadMs } = world;
  return [
    `DATA: ${thousands(lines)} order lines of ${thousands(orders)} orders, ${thousands(entries)} entries, two years to 2026-11-21; 3,000 merchants of very different size in`,
    '2,500 villages, 12 platforms, a tenth of the lines refunded. Loaded inside PostgreSQL past intake and posting, so this measures how the',
    `ledger folds and is read, not how it takes orders in${hasWords ? '' : '; without the words of orders, so `verify` cannot run on it'}. Loading took ${seconds(loadMs)} s.`,
  ];
}

export function verifyReport({ ms, peakBytes, report }: VerifyRun): string[] {
  return [
    `VERIFY: ${thousands(report.orders)} orders and ${thousands(report.entries)} entries in ${seconds(ms)} s, peak memory of the Node process ${megabytes(peakBytes)} MB: ` +
      `${report.differences.length} differences (${report.pendingEntries} entries still to be folded)`,
  ];
}

export function rebuildReport({ rebuildMs, finestMs, cells }: RebuildRace): string[] {
  const count = Object.entries(cells).map(([name, rows]) => `${name} ${thousands(rows)}`);
  return [
    `REBUILD: all rollups ${seconds(rebuildMs)} s; one CREATE TABLE AS … GROUP BY of the finest ${seconds(finestMs)} s: ${(rebuildMs / finestMs).toFixed(2)} times (aim: at most 4)`,
    `cells: ${count.join(', ')}`,
  ];
}

export function sizeReport(lines: number, sizes: readonly TableSize[], parts: readonly AreaPart[]): string[] {
  const rows = sizes.map(({ table: name, rows: count, heapBytes, indexBytes }) => [
    name,
    thousands(count),
    (count / lines).toFixed(2),
    megabytes(heapBytes),
    megabytes(indexBytes),
    String(Math.round(heapBytes / lines)),
    String(Math.round(indexBytes / lines)),
  ]);
  const all = parts.map(({ part, rows: count }) => [part, thousands(count), (count / lines).toFixed(2)]);
  return [
    'SIZES (the rollups of one set; a rebuild keeps the old set beside it)',
    ...table(['table', 'rows', 'rows per line', 'heap MB', 'index MB', 'heap bytes per line', 'index bytes per line'], rows),
    '',
    ...table(['rollup_area by part', 'rows', 'rows per line'], all),
  ];
}

export function foldReport({ entriesPerBatch, rounds }: FoldRace): string[] {
  const rows = rounds.map((round, index) => [
    `round ${index + 1}`,
    thousands(round.lines),
    thousands(round.entries),
    perSecond(round.lines, round.productMs),
    perSecond(round.lines, round.bareMs),
    round.bareIs,
    (round.bareMs / round.productMs).toFixed(2),
  ]);
  const ratio = (kind: string): string =>
    median(rounds.filter(({ bareIs }) => bareIs === kind).map(({ bareMs, productMs }) => bareMs / productMs)).toFixed(2);
  return [
    `FOLD onto full rollups, in batches of ${thousands(entriesPerBatch)} entries, against one bare INSERT … SELECT … GROUP BY … ON CONFLICT a rollup onto their copies`,
    ...table(['', 'lines', 'entries', 'product, lines/s', 'bare, lines/s', 'bare is', 'product ÷ bare'], rows),
    `Median of the ratios: ${ratio('in batches')} of the bare statements in the same batches, ${ratio('one statement')} of one statement for all of a round (aim: at least 0.7). All totals were the same.`,
  ];
}

export function rankingReport({ races, prepared }: RankingRaces): string[] {
  const names = races[0]?.timings.map(({ name }) => name) ?? [];
  const head = [
    '',
    'members',
    ...names.map((name) => `${name} p50`),
    ...names.map((name) => `${name} p99`),
    'aim p99',
    'GROUP BY ÷ HTTP p50',
  ];
  const rows = races.map(({ question, members, timings }) => {
    const at = (name: string, percent: number): number => percentile(timings.find((timing) => timing.name === name)?.ms ?? [], percent);
    return [
      question.name,
      String(members),
      ...names.map((name) => at(name, 50).toFixed(1)),
      ...names.map((name) => at(name, 99).toFixed(1)),
      String(question.aimMs),
      (at('GROUP BY', 50) / at('HTTP', 50)).toFixed(1),
    ];
  });
  return [
    `RANKINGS: milliseconds, one client over one kept connection, up to ${Math.max(...races.map(({ timings }) => timings[0]?.ms.length ?? 0))} requests each after warming up, growth against last year and previous rank, no cache`,
    ...table(head, rows),
    'HTTP is the built server with token, row-level security and JSON; "statement alone" is its SQL through the same driver. GROUP BY reads a flat',
    'copy of the sales with covering indexes made for it (stronger than joining orders, lines and products). All answers were the same.',
    ...prepared.map(({ what, ms }) => `${what}: ${seconds(ms)} s`),
  ];
}

export function lagReport(run: LagRun): string[] {
  const { wantedPerSecond, orders, ms, lags, way, lost } = run;
  return [
    `LAG: ${thousands(orders)} orders in ${seconds(ms)} s through ${way}, ${perSecond(orders, ms)} orders/s (wanted ${thousands(wantedPerSecond)}); from commit to being in a ranking ` +
      `p50 ${thousands(median(lags))} ms, p99 ${thousands(percentile(lags, 99))} ms, ${lags.length} looked at, ${lost} not seen in time (aim: at most 500 ms)`,
  ];
}
