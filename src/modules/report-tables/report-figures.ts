import { type AdditivityCheck, checkAdditivity } from './additivity.js';
import { type CellValue, type Empty, EMPTIES, emptyOf, numberOf, SYMBOL_MEANINGS, SYMBOLS } from './cell-value.js';
import { decimalText, parseDecimal, rounded } from './decimal.js';
import type { ReportArea, ReportCell, ReportIndicator, ReportTable } from './report-table.js';

/** Why a rate of counted sales is not given. */
export type NoRate = 'new' | 'small-base' | 'not-comparable';

export interface ShownValue {
  /** As printed, rounded: `13395.8`, `—`, `…`, `※`. */
  text: string;
  /** Exact; null where it is no number. */
  decimal: string | null;
  empty: Empty | null;
}

export interface ShownCell {
  area: string;
  level: ShownValue;
  rate: ShownValue;
  noRate: NoRate | null;
}

export interface ShownIndicator extends ReportIndicator {
  /** Of its notes: ①③. */
  marks: string;
  cells: ShownCell[];
  check: AdditivityCheck;
  /** Total less members, as printed; empty in a table without a column for it. */
  residualText: string;
}

export interface ShownTable {
  areas: ReportArea[];
  /** Heading of the column of what no member has; null: nothing is left over. */
  residualName: string | null;
  indicators: ShownIndicator[];
  notes: { mark: string; text: string }[];
}

/** A cell of counted sales, beside those that were typed. */
export interface ComputedCell extends ReportCell {
  readonly noRate: NoRate | null;
}

const RESIDUAL_NAMES: Readonly<Record<number, string>> = { 2: '未分配／省本级', 4: '未分配／市本级', 6: '未分配／县本级' };
const ROUNDING_NOTE = '分项合计与总数略有出入系四舍五入。';
const NO_RATE_NOTES: Readonly<Record<NoRate, string>> = {
  new: '上年同期没有成交的，不列增速。',
  'small-base': '上年同期基数小的，不列增速。',
  'not-comparable': '上年同期不可比的，不列增速。',
};

/** The table as it is shown everywhere: on screen, on paper and in files. */
export function showTable(table: ReportTable, cells: readonly ComputedCell[]): ShownTable {
  const byPlace = new Map(cells.map((cell) => [`${cell.indicator} ${cell.area}`, cell]));
  const rows = table.indicators.map((indicator) => {
    const own = table.areas.map(({ key }) => byPlace.get(`${indicator.key} ${key}`) ?? blank(indicator.key, key));
    const addends = own.map(({ level }, index) => ({ kind: table.areas[index]?.kind ?? 'member', level }));
    return { indicator, own, check: checkAdditivity(addends, indicator.isAdditive, indicator.levelDecimals) };
  });
  const hasResidual = rows.some(({ check }) => check.state === 'residual');
  const indicators = rows.map(({ indicator, own, check }) => ({
    ...indicator,
    marks: indicator.footnotes.map(markOf).join(''),
    cells: own.map((cell) => showCell(cell, indicator)),
    check,
    residualText: hasResidual ? residualText(check, indicator) : '',
  }));
  const residualName = hasResidual ? (RESIDUAL_NAMES[table.divisionCode.length] ?? '未分配') : null;
  return { areas: table.areas, residualName, indicators, notes: notesOf(table, indicators) };
}

/** ① to ⑳, then (21). */
export function markOf(number: number): string {
  return number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
}

function blank(indicator: string, area: string): ComputedCell {
  return { indicator, area, level: 'not-reported', rate: 'not-reported', noRate: null };
}

function showCell({ area, level, rate, noRate }: ComputedCell, { levelDecimals, rateDecimals }: ReportIndicator): ShownCell {
  return { area, level: showValue(level, levelDecimals), rate: showValue(rate, rateDecimals), noRate };
}

function showValue(value: CellValue, decimals: number): ShownValue {
  const number = numberOf(value);
  const empty = emptyOf(value) ?? 'not-reported';
  if (number === null) return { text: SYMBOLS[empty], decimal: null, empty };
  return { text: decimalText(rounded(number, decimals)), decimal: decimalText(number), empty: null };
}

/** Within rounding nothing is left over. */
function residualText({ state, residual }: AdditivityCheck, { levelDecimals }: ReportIndicator): string {
  if (state === 'not-checked') return SYMBOLS['not-applicable'];
  const left = state === 'residual' ? parseDecimal(residual ?? '') : null;
  return left === null ? '0' : decimalText(rounded(left, levelDecimals));
}

function notesOf({ footnotes }: ReportTable, indicators: readonly ShownIndicator[]): ShownTable['notes'] {
  const cells = indicators.flatMap((row) => row.cells);
  const empties = EMPTIES.filter((kind) => cells.some(({ level, rate }) => level.empty === kind || rate.empty === kind));
  const signs = empties.length === 0 ? [] : [`${empties.map((kind) => SYMBOL_MEANINGS[kind]).join('；')}。`];
  const rounding = indicators.some(({ check }) => check.isRoundedOff) ? [ROUNDING_NOTE] : [];
  const noRates = (Object.keys(NO_RATE_NOTES) as NoRate[]).filter((why) => cells.some(({ noRate }) => noRate === why));
  const general = [...signs, ...rounding, ...noRates.map((why) => NO_RATE_NOTES[why])];
  return [...footnotes.map((text, index) => ({ mark: markOf(index + 1), text })), ...general.map((text) => ({ mark: '注', text }))];
}
