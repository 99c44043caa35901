import { Injectable } from '@nestjs/common';
import { addDays, type BusinessDay, type DayRange, startOfMonth } from '../../kernel/business-day.js';
import type { Principal, Tx } from '../../platform/database/index.js';
import {
  type Area,
  type CellRead,
  comparedRange,
  growthOf,
  type MeasuresDto,
  RankingCells,
  seesOf,
  type Subject,
} from '../rankings/index.js';
import { countedLevel, countedRate, measured } from './counted-value.js';
import type { ComputedCell } from './report-figures.js';
import type { CountedSource, ReportIndicator, ReportTable } from './report-table.js';

const SUBJECTS: Readonly<Record<string, Subject>> = {
  city: 'cities',
  county: 'counties',
  zone: 'counties',
  township: 'townships',
  village: 'villages',
};

interface Counted extends ReportIndicator {
  readonly counted: CountedSource;
}

interface Periods {
  readonly now: DayRange;
  readonly then: DayRange | null;
}

/** Rows that Cunbo counts: cumulative from 1 January, by origin, refunds on the day they succeeded, from the rankings' own cells. */
@Injectable()
export class CountedFigures {
  constructor(private readonly rankings: RankingCells) {}

  async cells(tx: Tx, principal: Principal, table: ReportTable, today: BusinessDay): Promise<ComputedCell[]> {
    const rows = table.indicators.filter(isCounted);
    const periods = periodsOf(table, today);
    if (rows.length === 0 || periods === null) return [];
    const sold = new Map<string, Sold>();
    const cells: ComputedCell[] = [];
    for (const indicator of rows) {
      for (const { key, divisionCode } of table.areas) {
        if (divisionCode === null) continue;
        const name = `${indicator.counted.category ?? ''} ${divisionCode}`;
        const known = sold.get(name) ?? (await this.sold(tx, principal, divisionCode, indicator.counted.category, periods));
        sold.set(name, known);
        cells.push(cellOf(indicator, key, known, periods.now));
      }
    }
    return cells;
  }

  private async sold(tx: Tx, principal: Principal, code: string, category: string | null, { now, then }: Periods): Promise<Sold> {
    const area = await this.rankings.findArea(tx, code);
    if (area === null) return null;
    const cell = { ...whichCell(area), basis: 'origin', refundView: 'cash', map: 'as-was', platform: null, comparedRange: null } as const;
    const read = (range: DayRange) => this.rankings.measures(tx, { ...cell, category, sees: seesOf(principal), range });
    return { now: await read(now), then: then === null ? null : await read(then) };
  }
}

type Sold = { readonly now: MeasuresDto; readonly then: MeasuresDto | null } | null;

function isCounted(indicator: ReportIndicator): indicator is Counted {
  return indicator.counted !== null;
}

/** Cumulative figures always begin on 1 January; what has not happened yet is not compared. Null: the year has not begun. */
function periodsOf({ year, lastMonth }: ReportTable, today: BusinessDay): Periods | null {
  const from = `${year}-01-01`;
  if (from > today) return null;
  const end = lastDayOf(year, lastMonth);
  const now = { from, to: end < today ? end : today };
  return { now, then: comparedRange({ from, to: end }, 'yoy', today) };
}

export function lastDayOf(year: number, month: number): BusinessDay {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(startOfMonth(addDays(first, 31)), -1);
}

/** A province is no member of a ranking: it is the whole of its cities. */
function whichCell(area: Area): Pick<CellRead, 'subject' | 'memberLevel' | 'within' | 'kind' | 'id'> {
  const subject = SUBJECTS[area.level];
  if (subject === undefined) return { subject: 'cities', memberLevel: 'city', within: area, kind: 'total', id: null };
  const within = { code: '', level: 'all', prefixes: area.prefixes };
  return { subject, memberLevel: area.level, within, kind: 'member', id: area.code };
}

function cellOf({ key, counted, unit }: Counted, area: string, sold: Sold, range: DayRange): ComputedCell {
  const place = { indicator: key, area };
  const value = sold === null ? null : measured(sold.now, counted.measure);
  if (sold === null || value === null) return { ...place, level: 'not-applicable', rate: 'not-applicable', noRate: null };
  const level = countedLevel(value, counted.measure, unit);
  const base = sold.then === null ? null : measured(sold.then, counted.measure);
  if (sold.then === null || base === null) return { ...place, level, rate: 'not-applicable', noRate: null };
  const facts = { measure: counted.measure, compare: 'yoy', range, value, base, baseLines: sold.then.lines } as const;
  return { ...place, level, ...countedRate(value, growthOf(facts)) };
}
