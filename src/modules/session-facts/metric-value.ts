import { fenFromSql } from '../../kernel/money.js';
import { isFewPeople } from '../live-sessions/index.js';
import { BASE_METRICS, type BaseCode } from './base-metrics.js';
import { DERIVED_METRICS, type DerivedMetric } from './derived-metrics.js';
import type { BaseMetric, Described, Quantity, Unit } from './metric.js';

/** The sums over sessions of which each quantity is known for all or for none, and is zero for all or for none. */
export interface SessionSums {
  readonly sessions: number;
  /** What is not known is not there. */
  readonly quantities: ReadonlyMap<Quantity, bigint>;
}

/** Why there is no value: nobody said; the denominator is zero; people would be counted several times; or it would tell of one or two people. */
export type Missing = 'unknown' | 'zero-denominator' | 'not-additive' | 'few-people';

interface MetricValue {
  readonly value: number | null;
  /** How many sessions the value rests on. */
  readonly sessions: number;
  readonly missing: Missing | null;
}

/** A number travels with what it is. */
export interface Fact extends MetricValue {
  readonly metric: string;
  readonly version: number;
  readonly unit: Unit;
}

/** Every metric of the catalogue over these sessions; without those that tell of fewer than three people, for whom they are not meant. */
export function factsOf(parts: readonly SessionSums[], isToldOfFew = true): Fact[] {
  const shown = (value: MetricValue, of: readonly BaseMetric[]): MetricValue =>
    isToldOfFew || !of.some((metric) => isAboutFew(metric, parts)) ? value : absent('few-people');
  return [
    ...Object.entries<BaseMetric>(BASE_METRICS).map(([code, metric]) => fact(code, metric, shown(baseValue(metric, parts), [metric]))),
    ...Object.entries<DerivedMetric>(DERIVED_METRICS).map(([code, metric]) =>
      fact(code, metric, shown(derivedValue(metric, parts), metric.of.map(base))),
    ),
  ];
}

function isAboutFew(metric: BaseMetric, parts: readonly SessionSums[]): boolean {
  return metric.unit === 'people' && isFewPeople(baseValue(metric, parts).value);
}

function fact(metric: string, { version, unit }: Described, value: MetricValue): Fact {
  return { metric, version, unit, ...value };
}

function baseValue({ of, per = 1, aggregation, unit }: BaseMetric, parts: readonly SessionSums[]): MetricValue {
  const known = parts.filter(({ quantities }) => quantities.has(of));
  const sessions = countSessions(known);
  if (sessions === 0) return absent('unknown');
  if (aggregation === 'none' && countSessions(parts) > 1) return absent('not-additive', sessions);
  const total = aggregation === 'max' ? greatest(known, of) : sum(known, of);
  return present(unit === 'fen' ? fenFromSql(total) : Number(total) / per, sessions);
}

function derivedValue(metric: DerivedMetric, parts: readonly SessionSums[]): MetricValue {
  const left = base(metric.of[0]);
  const right = base(metric.of[1]);
  const known = parts.filter(({ quantities }) => quantities.has(left.of) && quantities.has(right.of));
  if (known.length === 0) return absent('unknown');
  if (metric.rule === 'difference') return present(fenFromSql(sum(known, left.of) - sum(known, right.of)), countSessions(known));
  return ratioValue(known, left, right, metric.scale ?? 1);
}

/** Over several sessions from the sums, never from the sessions' ratios; only sessions that have the denominator bring their numerator. */
function ratioValue(known: readonly SessionSums[], left: BaseMetric, right: BaseMetric, scale: number): MetricValue {
  const divisible = known.filter(({ quantities }) => (quantities.get(right.of) ?? 0n) > 0n);
  if (divisible.length === 0) return absent('zero-denominator');
  const numerator = sum(divisible, left.of) * BigInt(scale) * BigInt(right.per ?? 1);
  const denominator = sum(divisible, right.of) * BigInt(left.per ?? 1);
  return present(Number(numerator) / Number(denominator), countSessions(divisible));
}

/** As any base metric: what one of them leaves out has its default. */
function base(code: BaseCode): BaseMetric {
  return BASE_METRICS[code];
}

function sum(parts: readonly SessionSums[], quantity: Quantity): bigint {
  return parts.reduce((total, { quantities }) => total + (quantities.get(quantity) ?? 0n), 0n);
}

function greatest(parts: readonly SessionSums[], quantity: Quantity): bigint {
  return parts.map(({ quantities }) => quantities.get(quantity) ?? 0n).reduce((most, value) => (value > most ? value : most), 0n);
}

function countSessions(parts: readonly SessionSums[]): number {
  return parts.reduce((total, { sessions }) => total + sessions, 0);
}

function present(value: number, sessions: number): MetricValue {
  return { value, sessions, missing: null };
}

function absent(missing: Missing, sessions = 0): MetricValue {
  return { value: null, sessions, missing };
}
