import type { Basis } from '../api/client.js';
import type { FormerPeriod, PriceComparison, Silent, WatchMeasure } from '../api/county-watch.js';
import { addDays, type BusinessDay, type DayRange, isBusinessDay, PRESETS } from '../format/days.js';

/** What the room shows: its whole state stands in the address. `within` null: somebody without a division has not said which. */
export interface WatchQuery extends DayRange {
  readonly within: string | null;
  readonly basis: Basis;
  readonly measure: WatchMeasure;
  readonly year: number;
  /** The last month of prices, `YYYY-MM`. */
  readonly month: string;
  readonly months: number;
  readonly compare: PriceComparison;
  readonly of: Silent;
  readonly days: number;
  readonly former: FormerPeriod;
  /** Whether what is declared and not counted is added, and said to be, or stands apart. */
  readonly declared: DeclaredView;
}

export type DeclaredView = 'apart' | 'included';

export const MONTH_COUNTS = ['3', '6', '12'] as const;
export const SILENT_DAYS = ['30', '60', '90'] as const;
export const SILENT: readonly Silent[] = ['merchants', 'villages', 'townships'];
export const FORMER: readonly FormerPeriod[] = ['before', 'last-year'];
export const PRICE_COMPARISONS: readonly PriceComparison[] = ['yoy', 'previous'];
export const DECLARED_VIEWS: readonly DeclaredView[] = ['apart', 'included'];
const BASES: readonly Basis[] = ['origin', 'merchant'];
const MEASURES: readonly WatchMeasure[] = ['net', 'paid'];

type Address = Readonly<Record<string, unknown>>;

export function defaultsOn(today: BusinessDay, ownDivision: string | null): WatchQuery {
  return {
    within: ownDivision,
    ...PRESETS.month(today),
    basis: 'origin',
    measure: 'net',
    year: Number(today.slice(0, 4)),
    month: PRESETS.lastMonth(today).from.slice(0, 7),
    months: 6,
    compare: 'yoy',
    of: 'merchants',
    days: 30,
    former: 'before',
    declared: 'apart',
  };
}

/** What cannot be read is as if it were not there. */
export function parseWatchQuery(address: Address, today: BusinessDay, ownDivision: string | null): WatchQuery {
  const usual = defaultsOn(today, ownDivision);
  const text = (name: string): string => (typeof address[name] === 'string' ? address[name] : '');
  const oneOf = <Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value =>
    values.find((value) => value === text(name)) ?? otherwise;
  const [from, to] = [text('from'), text('to')];
  const range = isBusinessDay(from) && isBusinessDay(to) && from <= to ? { from, to } : { from: usual.from, to: usual.to };
  return {
    ...range,
    within: /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text('within')) ? text('within') : usual.within,
    basis: oneOf('basis', BASES, usual.basis),
    measure: oneOf('measure', MEASURES, usual.measure),
    year: /^20(1[5-9]|[2-9]\d)$/.test(text('year')) ? Number(text('year')) : usual.year,
    month: isBusinessDay(`${text('month')}-01`) ? text('month') : usual.month,
    months: Number(oneOf('months', MONTH_COUNTS, '6')),
    compare: oneOf('compare', PRICE_COMPARISONS, usual.compare),
    of: oneOf('of', SILENT, usual.of),
    days: Number(oneOf('days', SILENT_DAYS, '30')),
    former: oneOf('former', FORMER, usual.former),
    declared: oneOf('declared', DECLARED_VIEWS, usual.declared),
  };
}

/** Only what differs from what is usual. */
export function toWatchAddress(query: WatchQuery, today: BusinessDay, ownDivision: string | null): Record<string, string> {
  const usual: Readonly<Record<string, unknown>> = { ...defaultsOn(today, ownDivision) };
  const isRangeUsual = query.from === usual.from && query.to === usual.to;
  const entries = Object.entries(query).filter(([name, value]) =>
    name === 'from' || name === 'to' ? !isRangeUsual : value !== null && value !== usual[name],
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** The last months, the running one first. */
export function lastMonths(today: BusinessDay, count: number): string[] {
  const months: string[] = [];
  for (let day = today; months.length < count; day = addDays(`${day.slice(0, 7)}-01`, -1)) months.push(day.slice(0, 7));
  return months;
}
