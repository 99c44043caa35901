import { BARE, INSERT, OURS, SAVE } from './intake-contenders.ts';
import type { EndToEnd } from './end-to-end.ts';
import type { IntakeRound } from './intake.ts';
import { median, percentile } from './numbers.ts';
import { perSecond, seconds, table, thousands } from './report.ts';

const NAMES: Readonly<Record<string, string>> = {
  [OURS]: 'Cunbo, durable',
  [BARE]: 'bare Fastify, stores nothing',
  [INSERT]: 'one INSERT per request',
  [SAVE]: 'one TypeORM save per request',
};

export function intakeReport(rounds: readonly IntakeRound[]): string[] {
  const groups = [...new Set(rounds.map(({ platform, connections }) => `${platform} ${connections}`))];
  const rows = groups.flatMap((group) => rowsOf(rounds.filter((one) => `${one.platform} ${one.connections}` === group)));
  const head = [
    'platform, connections',
    'contender',
    'per second',
    'lowest',
    'highest',
    'p50 ms',
    'p99 ms',
    'Cunbo ÷ this',
    'CPU µs',
    'of PostgreSQL',
    'of the load',
  ];
  return [
    'DOOR: signed pushes of about 900 bytes, one message each, every one with an id of its own; medians of the rounds, in which everybody has a turn',
    ...table(head, rows),
    'Cunbo has verified the signature, taken out personal data and committed message, body and to-do row before it answers; the bare route has',
    'verified the signature. After every round the rows stored were as many as the answers of success: none lost, none twice.',
    'Ratios are medians of the ratios within a round. Aims: 0.8 of the bare route, 2.2 times INSERT, 6 times save, p99 of 50 ms at 200 connections.',
  ];
}

function rowsOf(rounds: readonly IntakeRound[]): string[][] {
  const names = [...new Set(rounds.map(({ contender }) => contender))].sort((a, b) => order(a) - order(b));
  return names.map((name) => {
    const own = rounds.filter(({ contender }) => contender === name);
    const speeds = own.map(({ perSecond }) => perSecond);
    return [
      `${own[0]?.platform} ${own[0]?.connections}`,
      NAMES[name] ?? name,
      thousands(median(speeds)),
      thousands(Math.min(...speeds)),
      thousands(Math.max(...speeds)),
      median(own.map(({ p50 }) => p50)).toFixed(1),
      median(own.map(({ p99 }) => p99)).toFixed(1),
      name === OURS ? '' : ratioTo(rounds, own).toFixed(2),
      median(own.map(({ cost }) => cost.server)).toFixed(0),
      median(own.map(({ cost }) => cost.postgres)).toFixed(0),
      median(own.map(({ cost }) => cost.load)).toFixed(0),
    ];
  });
}

function ratioTo(rounds: readonly IntakeRound[], rivals: readonly IntakeRound[]): number {
  const ratios = rivals.map(({ round, perSecond }) => {
    const ours = rounds.find((one) => one.contender === OURS && one.round === round);
    return (ours?.perSecond ?? Number.NaN) / perSecond;
  });
  return median(ratios);
}

function order(name: string): number {
  return Object.keys(NAMES).indexOf(name);
}

export function endToEndReport({ wantedPerSecond, load, lags, lost, drainMs, ordersStored, verification }: EndToEnd): string[] {
  const { events, orders, refused, ms, latencies } = load;
  const ms99 = (values: readonly number[]): string => `p50 ${thousands(median(values))} ms, p99 ${thousands(percentile(values, 99))} ms`;
  return [
    `END TO END: ${thousands(events)} signed events of ${thousands(orders)} orders in ${seconds(ms)} s, ${perSecond(events, ms)}/s (wanted ${thousands(wantedPerSecond)}), ${refused} refused;`,
    'seven of ten a new order, two say it was sent, one tells a refund; one process takes them, another applies, posts and folds',
    `acceptance, from when it was due   ${ms99(latencies)}`,
    `acceptance to being in a ranking   ${ms99(lags)}, longest ${thousands(Math.max(...lags))} ms; ${lags.length} looked at, ${lost} not seen in time (aim: p99 under 1,000 ms)`,
    `until nothing waited               ${thousands(drainMs)} ms after the last answer`,
    `orders stored                      ${thousands(ordersStored)} of ${thousands(orders)}`,
    `verify                             ${verification.orders.toLocaleString('en')} orders checked, ${verification.differences.length} differences`,
  ];
}
