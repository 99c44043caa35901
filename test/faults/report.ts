import type { CyclePlan, CycleResult } from './cycle.ts';
import { FAULT_KINDS, titleOf } from './fault-kinds.ts';

const HEAD = ['fault', 'cycles (pg+redis)', 'acknowledged', 'failed, sent again', 'recovery p50', 'max', 'differences', 'verify'];

/** One row per kind of fault that occurred, and the sum. */
export function faultTable(results: readonly CycleResult[]): string[] {
  const groups = FAULT_KINDS.map((kind) => results.filter((result) => result.kind === kind)).filter((group) => group.length > 0);
  const rows = groups.map((group) => [titleOf(group[0]!.kind), ...cells(group)]);
  return table([HEAD, ...rows, ['all', ...cells(results)]]);
}

export function cycleLine({
  cycle,
  queue,
  kind,
  detail,
  acknowledged,
  failed,
  recoveryMs,
  differences,
  isVerifyClean,
}: CycleResult): string {
  const outcome =
    differences.length === 0 ? `differences 0, verify ${isVerifyClean ? 'clean' : 'NOT CLEAN'}` : `DIFFERENCES ${differences.length}`;
  return `cycle ${cycle} (${queue}) ${titleOf(kind)}: ${detail}; ${acknowledged} acknowledged, ${failed} failed and sent again; recovered in ${seconds(recoveryMs)}; ${outcome}`;
}

export function repeatCommand({ cycle, seed, queue, kind, orders }: CyclePlan, first: number, queues: string): string {
  const whole = `npm run test:faults -- --seed ${seed} --from ${first} --cycles ${cycle - first + 1} --queue ${queues} --orders ${orders}`;
  const alone = `npm run test:faults -- --seed ${seed} --from ${cycle} --cycles 1 --queue ${queue} --fault ${kind} --orders ${orders}`;
  return `To repeat with everything before it: ${whole}\nThis cycle alone, on an empty ledger:  ${alone}`;
}

function cells(group: readonly CycleResult[]): string[] {
  const sum = (of: (result: CycleResult) => number): number => group.reduce((total, result) => total + of(result), 0);
  const recoveries = group.map(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b);
  const unclean = sum(({ isVerifyClean }) => (isVerifyClean ? 0 : 1));
  return [
    ['postgres', 'redis'].map((queue) => sum((result) => (result.queue === queue ? 1 : 0))).join('+'),
    sum(({ acknowledged }) => acknowledged).toLocaleString('en'),
    sum(({ failed }) => failed).toLocaleString('en'),
    seconds(recoveries[Math.floor((recoveries.length - 1) / 2)] ?? 0),
    seconds(recoveries.at(-1) ?? 0),
    String(sum(({ differences }) => differences.length)),
    unclean === 0 ? 'clean' : `${unclean} not clean`,
  ];
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '));
}
