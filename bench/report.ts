import type { FoldRace } from './fold-race.ts';
import type { FilledLedger } from './ledger.ts';
import { median, percentile } from './numbers.ts';
import type { RankingRace } from './ranking-race.ts';
import type { TableSize } from './sizes.ts';

export function dataReport(lines: number, filled: FilledLedger, sizes: readonly TableSize[]): string[] {
  const rows = sizes.map(({ table, rows: count, bytes }) => [
    table,
    count.toLocaleString('en'),
    megabytes(bytes),
    (count / lines).toFixed(2),
    String(Math.round(bytes / lines)),
  ]);
  return [
    `data       ${lines.toLocaleString('en')} order lines of ${filled.orders.toLocaleString('en')} orders by ${filled.sellers} sellers over two years, 8 % of the lines refunded`,
    `           orders recorded at ${rate(lines, filled.recordMs)} lines/s (batches of 200), entries posted at ${rate(lines, filled.postMs)} lines/s, by the product's services; no HTTP`,
    '',
    ...table(['table (with indexes)', 'rows', 'MB', 'rows per line', 'bytes per line'], rows),
  ];
}

export function foldReport(lines: number, race: FoldRace): string[] {
  const perSecond = race.contenders.map(({ ms }) => ms.map((time) => (lines / time) * 1000));
  const [product = []] = perSecond;
  const rows = race.contenders.map(({ name }, index) => {
    const rates = perSecond[index] ?? [];
    const ratio = median(rates.map((bare, round) => (product[round] ?? Number.NaN) / bare));
    return [name, thousands(median(rates)), index === 0 ? '' : ratio.toFixed(2), ...rates.map(thousands)];
  });
  const rounds = product.map((_, round) => `round ${round + 1}`);
  return [
    `FOLD: order lines per second into empty rollups (product: claim, group, upsert, in batches of ${race.entriesPerBatch.toLocaleString('en')} entries)`,
    ...table(['', 'median', 'product ÷ this', ...rounds], rows),
    'The ratio is the median of the ratios within each round. The baseline is the one statement per rollup; all totals were the same.',
  ];
}

export function rankingReport(races: readonly RankingRace[]): string[] {
  const rows = races.flatMap(({ question, members, contenders }) => {
    const [product] = contenders;
    return contenders.map(({ name, ms }, index) => [
      index === 0 ? `${question} (${members} members)` : '',
      name,
      ...[50, 99].map((percent) => percentile(ms, percent).toFixed(1)),
      ...[50, 99].map((percent) => (index === 0 ? '' : (percentile(ms, percent) / percentile(product?.ms ?? [], percent)).toFixed(2))),
    ]);
  });
  const requests = races[0]?.contenders[0]?.ms.length ?? 0;
  return [
    `RANKING: milliseconds, one client, ${requests} requests each in turns of 25, with growth and previous rank, no result cache`,
    ...table(['', '', 'p50', 'p99', 'p50 ÷ product', 'p99 ÷ product'], rows),
    'The product answers over HTTP (bearer token, row-level security, JSON); each GROUP BY is the bare statement on a connection of the',
    'same settings, over the same two ranges, with indexes made for it. All answers were the same.',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
}

/** Text to the left, numbers to the right. */
function padded(cell: string, to: number, column: number): string {
  const space = ' '.repeat(to - width(cell));
  return column === 0 || /^[A-Za-z]/.test(cell) ? cell + space : space + cell;
}

/** Chinese characters take two columns. */
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
const rate = (count: number, ms: number): string => thousands((count / ms) * 1000);
const thousands = (value: number): string => Math.round(value).toLocaleString('en');
