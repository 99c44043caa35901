import { type Empty, numberOf, readCell } from './cell-value.js';
import type { ReportArea, ReportCell, ReportIndicator } from './report-table.js';

export interface RefusedRow {
  /** As counted in the file, its head being 1. */
  row: number;
  reason: string;
}

export interface ImportedColumn {
  readonly name: string;
  readonly level: number;
  readonly rate: number;
}

export interface ReadRow {
  readonly row: number;
  readonly indicator: Omit<ReportIndicator, 'key' | 'footnotes' | 'counted' | 'indent'>;
  /** By name of the area. */
  readonly cells: readonly (Pick<ReportCell, 'level' | 'rate'> & { readonly area: string })[];
}

const LEVEL = /累计(?:完成|值)?$/;
const RATE = /同比(?:增长)?\s*[(（]?[%％]?[)）]?$/;
/** What is no part of a whole: an average, an index. */
const NOT_ADDITIVE = /^(元|元\/人|%|％)$/;
const FIXED_COLUMNS = 3;
const MAX_DECIMALS = 4;

/** `朔城区累计 朔城区同比%` after 指标, 单位 and 期间; null: the head is another. */
export function readHead(head: readonly string[]): ImportedColumn[] | null {
  const [indicator = '', unit = '', period = ''] = head.map((text) => text.trim());
  if (indicator !== '指标' || unit !== '单位' || period !== '期间') return null;
  const columns: ImportedColumn[] = [];
  for (let at = FIXED_COLUMNS; at < head.length; at += 2) {
    const [level = '', rate = ''] = [head[at]?.trim(), head[at + 1]?.trim()];
    const name = level.replace(LEVEL, '');
    // A column of what is left over is computed, not read.
    if (/^未分配/.test(name) && rate === '') break;
    if (name === '' || !LEVEL.test(level) || rate.replace(RATE, '') !== name || !RATE.test(rate)) return null;
    columns.push({ name, level: at, rate: at + 1 });
  }
  const names = new Set(columns.map(({ name }) => name));
  return columns.length === 0 || names.size < columns.length ? null : columns;
}

export function readDataRow(row: readonly string[], at: number, columns: readonly ImportedColumn[], ifBlank: Empty): ReadRow | RefusedRow {
  const [name = '', unit = '', period = ''] = row.map((text) => text.trim());
  if (name === '') return { row: at, reason: '没有指标名称' };
  if ([...name].length > 60 || [...unit].length > 20 || [...period].length > 20) return { row: at, reason: '名称、单位或期间太长' };
  const beyond = row.slice(FIXED_COLUMNS + 2 * columns.length + 1).findIndex((text) => text.trim() !== '');
  if (beyond !== -1) return { row: at, reason: '比表头多出了内容' };
  const cells = columns.map(({ name: area, level, rate }) => ({
    area,
    level: readCell(row[level] ?? '', ifBlank),
    rate: readCell(row[rate] ?? '', ifBlank),
    texts: [row[level] ?? '', row[rate] ?? ''],
  }));
  const bad = cells.find(({ level, rate }) => level === null || rate === null);
  if (bad !== undefined) return { row: at, reason: `${bad.area}：“${bad.texts.join('”“').slice(0, 40)}”不是数字，也不是 — … ※` };
  const read = cells.map(({ area, level, rate }) => ({ area, level: level ?? ifBlank, rate: rate ?? ifBlank }));
  return { row: at, indicator: indicatorOf(name, unit, period, read), cells: withheldWhereRatesAlone(read) };
}

export function isRefused(row: ReadRow | RefusedRow): row is RefusedRow {
  return 'reason' in row;
}

function indicatorOf(name: string, unit: string, period: string, cells: ReadRow['cells']): ReadRow['indicator'] {
  return {
    name,
    unit,
    period,
    levelDecimals: mostDecimals(cells.map(({ level }) => level)),
    rateDecimals: Math.max(1, mostDecimals(cells.map(({ rate }) => rate))),
    isAdditive: !NOT_ADDITIVE.test(unit),
  };
}

function mostDecimals(values: readonly string[]): number {
  return Math.min(MAX_DECIMALS, Math.max(0, ...values.map((value) => numberOf(value)?.decimals ?? 0)));
}

/** A rate is published, and no level anywhere in the row: the level is withheld by rule (规模以上工业增加值). */
function withheldWhereRatesAlone(cells: ReadRow['cells']): ReadRow['cells'] {
  const hasLevel = cells.some(({ level }) => numberOf(level) !== null);
  if (hasLevel) return cells;
  return cells.map((cell) => (numberOf(cell.rate) === null ? cell : { ...cell, level: 'withheld' }));
}

/** What the name of a column says of it where nothing else is known. */
export function kindOf(name: string, divisionName: string): ReportArea['kind'] {
  if (/^全[省市县区国]$/.test(name) || name === divisionName) return 'total';
  return /(开发区|高新区|示范区|园区)$/.test(name) ? 'zone' : 'member';
}
