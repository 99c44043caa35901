import type { FieldFault } from '../../kernel/domain-error.js';
import { InputError } from '../../platform/http/index.js';
import type { CountedMeasure, ReportCell, ReportIndicator, ReportTable } from './report-table.js';

/** Decimals by which a unit moves the point of an amount in fen, or of a count. */
const MONEY_UNITS: Readonly<Record<string, number>> = { 元: 2, 万元: 6, 亿元: 10 };
const COUNT_UNITS: Readonly<Record<string, number>> = { 单: 0, 笔: 0, 万单: 4, 万笔: 4 };
const COUNTY_DIGITS = 6;

export function unitShift(measure: CountedMeasure, unit: string): number | null {
  return (measure === 'orders' ? COUNT_UNITS : MONEY_UNITS)[unit] ?? null;
}

/** What must be true of a table as a whole; each fault is told with its place. */
export function requireSound(table: ReportTable, cells: readonly ReportCell[]): void {
  const faults = [...areaFaults(table), ...indicatorFaults(table), ...cellFaults(table, cells)];
  if (faults.length > 0) throw InputError.fields(faults);
}

function areaFaults({ areas, divisionCode }: ReportTable): FieldFault[] {
  return areas.flatMap(({ key, kind, divisionCode: code }, index) => {
    const at = `/areas/${index}`;
    const before = areas.slice(0, index);
    if (before.some((other) => other.key === key)) return [fault(`${at}/key`, 'once', 'must be another key than those before')];
    if (kind === 'total' && before.some((other) => other.kind === 'total')) return [fault(`${at}/kind`, 'once', 'there is one total')];
    if (code !== null && !code.startsWith(divisionCode)) return [fault(`${at}/divisionCode`, 'inside', `must lie inside ${divisionCode}`)];
    return [];
  });
}

function indicatorFaults(table: ReportTable): FieldFault[] {
  return table.indicators.flatMap((indicator, index) => {
    const at = `/indicators/${index}`;
    const isTaken = table.indicators.slice(0, index).some(({ key }) => key === indicator.key);
    if (isTaken) return [fault(`${at}/key`, 'once', 'must be another key than those before')];
    const missing = indicator.footnotes.findIndex((number) => number > table.footnotes.length);
    if (missing !== -1) return [fault(`${at}/footnotes/${missing}`, 'known', 'there is no such note')];
    return countedFaults(table, indicator, at);
  });
}

/** Counted figures need areas that are divisions, a unit that fits, and, for one category, areas that the rollups know it of. */
function countedFaults({ areas }: ReportTable, { counted, unit }: ReportIndicator, at: string): FieldFault[] {
  if (counted === null) return [];
  if (unitShift(counted.measure, unit) === null) {
    const units = Object.keys(counted.measure === 'orders' ? COUNT_UNITS : MONEY_UNITS).join(', ');
    return [fault(`${at}/unit`, 'unit', `must be one of ${units} for ${counted.measure}`)];
  }
  if (areas.some(({ divisionCode }) => divisionCode === null)) return [fault(`${at}/counted`, 'areas', 'needs areas that are divisions')];
  if (counted.category === null) return [];
  if (counted.measure === 'orders') return [fault(`${at}/counted/category`, 'orders', 'orders are not counted by category')];
  const isTooFine = areas.some(({ divisionCode }) => (divisionCode ?? '').length > COUNTY_DIGITS);
  return isTooFine ? [fault(`${at}/counted/category`, 'areas', 'categories are counted of counties and larger areas')] : [];
}

function cellFaults({ areas, indicators }: ReportTable, cells: readonly ReportCell[]): FieldFault[] {
  return cells.flatMap(({ indicator, area }, index) => {
    const at = `/cells/${index}`;
    const row = indicators.find(({ key }) => key === indicator);
    if (row === undefined) return [fault(`${at}/indicator`, 'known', 'there is no such indicator')];
    if (row.counted !== null) return [fault(`${at}/indicator`, 'counted', 'is counted, not typed')];
    if (!areas.some(({ key }) => key === area)) return [fault(`${at}/area`, 'known', 'there is no such area')];
    const isRepeated = cells.slice(0, index).some((other) => other.indicator === indicator && other.area === area);
    return isRepeated ? [fault(at, 'once', 'is named twice')] : [];
  });
}

function fault(pointer: string, code: string, detail: string): FieldFault {
  return { pointer, code, detail };
}
