// The rows of a bulletin's table, of a whole bulletin or of the public one: text, ready to be shown.
import type { Figures, Period, PublicFigures, PublicPeriod } from '../api/bulletins.js';
import type { Growth } from '../api/client.js';
import { formatCount, formatFen, formatShare, moneyUnitFor, type MoneyUnit, MINUS, NOT_APPLICABLE } from '../format/figures.js';
import type { Words } from '../i18n/zh.js';

export interface TableRow {
  readonly id: string;
  readonly name: string;
  readonly kind: 'member' | 'zone' | 'unallocated' | 'total';
  readonly cells: readonly string[];
}

export interface BulletinTable {
  readonly unit: MoneyUnit;
  readonly cumulativeUnit: MoneyUnit;
  readonly hasYearBefore: boolean;
  readonly rows: readonly TableRow[];
}

type Amounts = Pick<Period, 'paidFen' | 'refundedFen' | 'netFen' | 'orders'>;
interface Units {
  readonly unit: MoneyUnit;
  readonly cumulativeUnit: MoneyUnit;
}

export function wholeTable(figures: Figures, words: Words): BulletinTable {
  const { members, total, cumulativeTotal, unallocated, cumulativeUnallocated } = figures;
  const units = unitsOf([total, ...members.map(({ month }) => month)], [cumulativeTotal, ...members.map(({ cumulative }) => cumulative)]);
  const row = (month: Period, cumulative: Period, share: number | null): string[] =>
    periodCells(month, growthText(month.growth, words), cumulative, growthText(cumulative.growth, words), share, units);
  const loose = [unallocated, cumulativeUnallocated].some(({ netFen, paidFen }) => netFen !== 0 || paidFen !== 0);
  return {
    ...units,
    hasYearBefore: true,
    rows: [
      ...members.map(({ id, name, isZone, rank, lastMonthRank, previousRank, month, cumulative, share }): TableRow => ({
        id,
        name: isZone ? `${words.bulletins.table.of}${name}` : name,
        kind: isZone ? 'zone' : 'member',
        cells: [rank, lastMonthRank, previousRank].map(formatCount).concat(row(month, cumulative, share)),
      })),
      ...(loose ? [sumRow('unallocated', words.bulletins.table.unallocated, row(unallocated, cumulativeUnallocated, null), 3)] : []),
      sumRow('total', words.bulletins.table.total, row(total, cumulativeTotal, null), 3),
    ],
  };
}

export function publicTable({ members, total, cumulativeTotal }: PublicFigures, words: Words): BulletinTable {
  const shown = members.flatMap(({ month }) => (month === null ? [] : [month]));
  const shownCumulative = members.flatMap(({ cumulative }) => (cumulative === null ? [] : [cumulative]));
  const units = unitsOf(
    total === null ? shown : [total, ...shown],
    cumulativeTotal === null ? shownCumulative : [cumulativeTotal, ...shownCumulative],
  );
  const row = (month: PublicPeriod | null, cumulative: PublicPeriod | null, share: number | null): string[] =>
    month === null || cumulative === null
      ? Array.from({ length: 8 }, () => words.bulletins.table.withheld)
      : periodCells(month, publicGrowth(month, words), cumulative, publicGrowth(cumulative, words), share, units);
  return {
    ...units,
    hasYearBefore: false,
    rows: [
      ...members.map(({ id, name, isZone, isWithheld, rank, lastMonthRank, month, cumulative, share }): TableRow => ({
        id,
        name: isZone ? `${words.bulletins.table.of}${name}` : name,
        kind: isZone ? 'zone' : 'member',
        cells: (isWithheld ? ['※', '※'] : [rank, lastMonthRank].map(formatCount)).concat(row(month, cumulative, share)),
      })),
      sumRow('total', words.bulletins.table.total, row(total, cumulativeTotal, null), 2),
    ],
  };
}

function sumRow(kind: 'unallocated' | 'total', name: string, cells: string[], ranks: number): TableRow {
  return { id: kind, name, kind, cells: [...Array.from({ length: ranks }, () => ''), ...cells] };
}

function unitsOf(months: readonly Amounts[], cumulatives: readonly Amounts[]): Units {
  return {
    unit: moneyUnitFor(months.flatMap(({ paidFen, refundedFen, netFen }) => [paidFen, refundedFen, netFen])),
    cumulativeUnit: moneyUnitFor(cumulatives.map(({ netFen }) => netFen)),
  };
}

function periodCells(
  month: Amounts,
  growth: string,
  cumulative: Amounts,
  cumulativeGrowth: string,
  share: number | null,
  { unit, cumulativeUnit }: Units,
): string[] {
  return [
    ...[month.paidFen, month.refundedFen, month.netFen].map((fen) => formatFen(fen, unit)),
    formatCount(month.orders),
    formatShare(share),
    growth,
    formatFen(cumulative.netFen, cumulativeUnit),
    cumulativeGrowth,
  ];
}

function publicGrowth({ growthKind, growthRate }: PublicPeriod, words: Words): string {
  if (growthKind === null) return NOT_APPLICABLE;
  return growthKind === 'rate' ? rateText(growthRate ?? 0) : words.growth[growthKind];
}

function growthText(growth: Growth | null, words: Words): string {
  if (growth === null) return NOT_APPLICABLE;
  return growth.kind === 'rate' ? rateText(growth.rate) : words.growth[growth.kind];
}

/** On print and to be signed: a sign, no arrow. */
function rateText(rate: number): string {
  const size = formatShare(Math.abs(rate));
  if (size === '0' || size === '0.0%') return '0.0%';
  return rate > 0 ? size : `${MINUS}${size}`;
}
