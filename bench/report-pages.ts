import { median } from './numbers.ts';
import type { PageRun } from './pages.ts';
import type { PhoneRun } from './phone-page.ts';
import { table } from './report.ts';

export function pageReport(runs: readonly PageRun[]): string[] {
  const names = [...new Set(runs.map(({ page }) => page))];
  const rows = names.flatMap((name) => {
    const own = runs.filter(({ page }) => page === name);
    const free = median(own.filter(({ throttle }) => throttle === 1).map(({ filledMs }) => filledMs));
    return [...new Set(own.map(({ throttle }) => throttle))].map((throttle) => {
      const same = own.filter((run) => run.throttle === throttle);
      const ms = median(same.map(({ filledMs }) => filledMs));
      const kilobytes = (of: (run: PageRun) => number): string => (median(same.map(of)) / 1000).toFixed(1);
      return [
        name,
        `${throttle}×`,
        ms.toFixed(0),
        (ms / free).toFixed(2),
        kilobytes(({ scriptBytes }) => scriptBytes),
        kilobytes(({ styleBytes }) => styleBytes),
        kilobytes(({ allScriptBytes }) => allScriptBytes),
      ];
    });
  });
  return [
    `PAGES: an empty cache each time, signed in, ${runs.length / names.length / 2} interleaved rounds, medians; bytes as they travelled`,
    ...table(
      ['', 'processor slowed', 'ms to a filled table', '÷ not slowed', 'script KB till then', 'style KB', 'script KB with charts'],
      rows,
    ),
    'Aims: at most 250 KB of script before the table, and 1,500 ms at 4×.',
  ];
}

export function phonePageReport(runs: readonly PhoneRun[]): string[] {
  const kindOf = ({ visit, throttle, kilobits }: PhoneRun): string => `${visit} ${throttle} ${kilobits ?? ''}`;
  const rows = [...new Set(runs.map(kindOf))].map((kind) => {
    const same = runs.filter((run) => kindOf(run) === kind);
    const [{ visit, throttle, kilobits }] = same as [PhoneRun];
    const kilobytes = (of: (run: PhoneRun) => number): string => (median(same.map(of)) / 1000).toFixed(1);
    return [
      visit === 'first' ? 'first visit, empty cache' : 'again, kept by its worker',
      `${throttle}×`,
      kilobits === null ? 'not limited' : `${kilobits} kbit/s`,
      median(same.map(({ usableMs }) => usableMs)).toFixed(0),
      kilobytes(({ scriptBytes }) => scriptBytes),
      kilobytes(({ styleBytes }) => styleBytes),
      kilobytes(({ scriptBytes, styleBytes }) => scriptBytes + styleBytes),
      kilobytes(({ allBytes }) => allBytes),
    ];
  });
  return [
    'THE CLERK’S PHONE: /phone as a clerk of one merchant, 390 × 844, until a session can be begun; bytes as they travelled',
    ...table(['', 'processor slowed', 'network', 'ms until usable', 'script KB', 'style KB', 'both KB', 'all KB'], rows),
    'Aim: under 100 KB of script and style.',
  ];
}
