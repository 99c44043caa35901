import type { CellValue } from './cell-value.js';

export const AREA_KINDS = ['total', 'member', 'zone'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];
export const COUNTED_MEASURES = ['net', 'paid', 'refunded', 'orders'] as const;
export type CountedMeasure = (typeof COUNTED_MEASURES)[number];
export const PAPERS = ['A3', 'A4'] as const;
export type Paper = (typeof PAPERS)[number];

/** A column pair. A zone (其中) is listed inside its county and is never an addend. */
export interface ReportArea {
  key: string;
  name: string;
  kind: AreaKind;
  divisionCode: string | null;
}

/** What Cunbo counts by itself; null of an indicator that the bureau types or imports. */
export interface CountedSource {
  measure: CountedMeasure;
  category: string | null;
}

export interface ReportIndicator {
  key: string;
  name: string;
  unit: string;
  /** Its own period note: `1—2季度` in a table of January to July. */
  period: string;
  levelDecimals: number;
  rateDecimals: number;
  indent: number;
  isAdditive: boolean;
  /** Numbers of the notes under the table, from 1. */
  footnotes: number[];
  counted: CountedSource | null;
}

export interface ReportCell {
  indicator: string;
  area: string;
  level: CellValue;
  rate: CellValue;
}

export interface ReportTemplate {
  title: string;
  year: number;
  firstMonth: number;
  lastMonth: number;
  paper: Paper;
  /** Where the figures come from, printed under the table. */
  source: string;
  areas: ReportArea[];
  indicators: ReportIndicator[];
  footnotes: string[];
}

export interface ReportTable extends ReportTemplate {
  id: string;
  divisionCode: string;
  revision: number;
  createdAt: Date;
  changedAt: Date;
}

export function periodOf({ year, firstMonth, lastMonth }: Pick<ReportTemplate, 'year' | 'firstMonth' | 'lastMonth'>): string {
  return firstMonth === lastMonth ? `${year}年${lastMonth}月` : `${year}年${firstMonth}—${lastMonth}月`;
}
