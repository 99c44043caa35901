import { isBusinessDay, type BusinessDay, type DayRange } from '../../kernel/business-day.js';
import { DemoError } from './demo.errors.js';
import type { DeliveryCounts } from './delivery.js';
import type { ExpectedTotals } from './expected-totals.js';

export interface SimulateOptions {
  /** Where the API answers, e.g. `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Bearer token of an account that may write everything the sample needs. Unused when pushing to one shop. */
  readonly token: string;
  /** True: catalogue, history and live sessions. False: only signed pushes to `shop`. */
  readonly demo: boolean;
  readonly shop?: { readonly id: string; readonly secret: string } | null;
  /** Without `demo`: stop after this many orders. Null: no limit. */
  readonly count?: number | null;
  readonly seed?: number;
  /** The day the history ends before. */
  readonly today: BusinessDay;
  readonly historyDays?: number;
  /** Also last year's same days, for growth. */
  readonly lastYear?: boolean;
  /** False: return once the history is in. */
  readonly live?: boolean;
  /** Orders per second on the average. */
  readonly ratePerSecond?: number;
  /** Share of live messages sent twice, 0 to 1. */
  readonly duplicates?: number;
  /** Share of live messages overtaken by later ones, 0 to 1. */
  readonly disorder?: number;
  /** How long the live part lasts. Null: until the signal. */
  readonly durationSeconds?: number | null;
  /** Where the demo keeps the secrets it made and how far it has sent. */
  readonly stateFile: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
  readonly now?: () => Date;
}

export type SimulateSettings = Required<SimulateOptions>;

export interface SimulateReport {
  /** Resources of the sample: made by this run, or there before it. */
  readonly catalogue: { readonly created: number; readonly found: number };
  readonly sessions: { readonly created: number; readonly found: number };
  /** Signed pushes, copies included. */
  readonly messages: DeliveryCounts;
  /** Orders and refunds entered by form. */
  readonly byHand: DeliveryCounts;
  /** What the county ranking (origin basis, cash view) must show of the sample for each range; empty when pushing to one shop. */
  readonly expected: readonly (ExpectedTotals & { readonly period: 'history' | 'last-year' | 'live' | 'all'; readonly range: DayRange })[];
}

export const SIMULATE_DEFAULTS = {
  shop: null,
  count: null,
  seed: 1,
  historyDays: 90,
  lastYear: true,
  live: true,
  ratePerSecond: 1.5,
  duplicates: 0.05,
  disorder: 0.05,
  durationSeconds: null,
  now: () => new Date(),
} as const satisfies Partial<SimulateOptions>;

/** Options with defaults filled in. A value that cannot be used is named. */
export function settingsOf(options: SimulateOptions): SimulateSettings {
  // An option that is named and has no value is none: a command names all of them.
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as unknown as SimulateOptions;
  const settings: SimulateSettings = { ...SIMULATE_DEFAULTS, ...given };
  requireUsable(URL.canParse(settings.baseUrl), 'baseUrl', settings.baseUrl);
  requireUsable(isBusinessDay(settings.today), 'today', settings.today);
  requireUsable(Number.isSafeInteger(settings.seed), 'seed', settings.seed);
  requireUsable(
    Number.isSafeInteger(settings.historyDays) && settings.historyDays >= 0 && settings.historyDays <= 730,
    'historyDays',
    settings.historyDays,
  );
  requireUsable(settings.ratePerSecond > 0 && settings.ratePerSecond <= 10_000, 'ratePerSecond', settings.ratePerSecond);
  requireUsable(isShare(settings.duplicates), 'duplicates', settings.duplicates);
  requireUsable(isShare(settings.disorder), 'disorder', settings.disorder);
  requireUsable(settings.durationSeconds === null || settings.durationSeconds >= 0, 'durationSeconds', settings.durationSeconds);
  requireUsable(settings.count === null || (Number.isSafeInteger(settings.count) && settings.count >= 0), 'count', settings.count);
  requireUsable(settings.demo || settings.shop !== null, 'shop', 'none');
  return settings;
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function requireUsable(isUsable: boolean, option: string, value: string | number | null): void {
  if (!isUsable) throw new DemoError('simulate.invalid-option', `${option} cannot be ${String(value)}`);
}
