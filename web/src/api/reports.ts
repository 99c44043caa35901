import { call } from './client.js';
import type { Page } from './intake.js';

export type Empty = 'not-applicable' | 'not-reported' | 'withheld';
export type AreaKind = 'total' | 'member' | 'zone';
export type CountedMeasure = 'net' | 'paid' | 'refunded' | 'orders';
export type NoRate = 'new' | 'small-base' | 'not-comparable';
export type ExportFormat = 'xlsx' | 'pdf' | 'csv';

export interface ReportArea {
  readonly key: string;
  readonly name: string;
  readonly kind: AreaKind;
  readonly divisionCode: string | null;
}

export interface ReportIndicator {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly period: string;
  readonly levelDecimals: number;
  readonly rateDecimals: number;
  readonly indent: number;
  readonly isAdditive: boolean;
  readonly footnotes: readonly number[];
  readonly counted: { readonly measure: CountedMeasure; readonly category: string | null } | null;
}

/** `level` and `rate` are decimals in text, exactly as typed, or one of the empties. */
export interface ReportCell {
  readonly indicator: string;
  readonly area: string;
  readonly level: string;
  readonly rate: string;
}

export interface ReportItem {
  readonly id: string;
  readonly divisionCode: string;
  readonly divisionName: string;
  readonly title: string;
  readonly year: number;
  readonly firstMonth: number;
  readonly lastMonth: number;
  readonly changedAt: string;
}

export interface ReportShape {
  readonly title: string;
  readonly year: number;
  readonly firstMonth: number;
  readonly lastMonth: number;
  readonly paper: 'A3' | 'A4';
  readonly source: string;
  readonly areas: readonly ReportArea[];
  readonly indicators: readonly ReportIndicator[];
  readonly footnotes: readonly string[];
}

export interface Report extends ReportItem, ReportShape {
  readonly cells: readonly ReportCell[];
}

export interface ShownValue {
  readonly text: string;
  readonly decimal: string | null;
  readonly empty: Empty | null;
}

export interface ShownCell {
  readonly area: string;
  readonly level: ShownValue;
  readonly rate: ShownValue;
  readonly noRate: NoRate | null;
}

export interface ShownIndicator extends ReportIndicator {
  readonly marks: string;
  readonly cells: readonly ShownCell[];
  readonly check: {
    readonly state: 'adds-up' | 'residual' | 'not-checked';
    readonly membersSum: string | null;
    readonly residual: string | null;
  };
  readonly residualText: string;
}

export interface ReportFigures extends ReportItem {
  readonly period: string;
  readonly source: string;
  readonly asOf: string;
  readonly isProvisional: boolean;
  readonly areas: readonly ReportArea[];
  readonly residualName: string | null;
  readonly indicators: readonly ShownIndicator[];
  readonly notes: readonly { readonly mark: string; readonly text: string }[];
}

export interface ImportedReport {
  readonly imported: number;
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
}

export type ReportChange = Partial<ReportShape> & { readonly cells?: readonly ReportCell[] };

const LIST_ROWS = 100;
const pathOf = (id: string): string => `/report-tables/${encodeURIComponent(id)}`;

export const reports = {
  list: (cursor: string | null, signal?: AbortSignal): Promise<Page<ReportItem>> =>
    call('/report-tables', { query: { limit: LIST_ROWS, cursor }, signal }),
  create: (report: ReportChange & { readonly divisionCode: string }): Promise<Report> =>
    call('/report-tables', { method: 'POST', body: report }),
  get: (id: string): Promise<Report> => call(pathOf(id)),
  change: (id: string, change: ReportChange): Promise<Report> => call(pathOf(id), { method: 'PATCH', body: change }),
  remove: (id: string): Promise<void> => call(pathOf(id), { method: 'DELETE' }),
  figures: (id: string): Promise<ReportFigures> => call(`${pathOf(id)}/figures`),
  importFile: (id: string, contentBase64: string, blankMeans: Empty): Promise<ImportedReport> =>
    call(`${pathOf(id)}/import`, { method: 'POST', body: { contentBase64, blankMeans } }),
  exportAddress: (id: string, format: ExportFormat): string => `/api/v1${pathOf(id)}/export?format=${format}`,
};
