import type { Report, ReportCell, ReportIndicator } from '../api/reports.js';
import { textOfValue, valueOfText } from './cell-text.js';

/** A place in the grid: areas have two columns each, what was reached and its growth. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export const placeKey = ({ row, column }: Place): string => `${row}/${column}`;

/** What is kept of every cell, as text to type over. */
export function textsOf({ indicators, areas, cells }: Pick<Report, 'indicators' | 'areas' | 'cells'>): Map<string, string> {
  const kept = new Map(cells.map((cell) => [`${cell.indicator} ${cell.area}`, cell]));
  const texts = new Map<string, string>();
  indicators.forEach((indicator, row) =>
    areas.forEach((area, index) => {
      const cell = kept.get(`${indicator.key} ${area.key}`);
      texts.set(placeKey({ row, column: 2 * index }), textOfValue(cell?.level ?? 'not-reported'));
      texts.set(placeKey({ row, column: 2 * index + 1 }), textOfValue(cell?.rate ?? 'not-reported'));
    }),
  );
  return texts;
}

/** A block from a spreadsheet program: where each of its texts goes, from the cell it is pasted into. */
export function pastedTexts(block: string, at: Place, size: Place, isOpen: (row: number) => boolean): Map<string, string> {
  const rows = block.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  const texts = new Map<string, string>();
  rows.forEach((line, down) =>
    line.split('\t').forEach((text, right) => {
      const place = { row: at.row + down, column: at.column + right };
      if (place.row < size.row && place.column < size.column && isOpen(place.row)) texts.set(placeKey(place), text.trim());
    }),
  );
  return texts;
}

/** Where a key leads; null: it stays with the text. Rows that the ledger counts are stepped over. */
export function nextPlace(key: string, from: Place, size: Place, isOpen: (row: number) => boolean): Place | null {
  if (key === 'ArrowLeft' && from.column > 0) return { ...from, column: from.column - 1 };
  if (key === 'ArrowRight' && from.column < size.column - 1) return { ...from, column: from.column + 1 };
  const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' || key === 'Enter' ? 1 : 0;
  if (step === 0) return null;
  for (let row = from.row + step; row >= 0 && row < size.row; row += step) if (isOpen(row)) return { ...from, row };
  return null;
}

/** The cells of which a text was changed, whole: both of its figures. */
export function changedCells(report: Pick<Report, 'indicators' | 'areas'>, kept: Texts, typed: Texts): ReportCell[] {
  return report.indicators.flatMap((indicator, row) =>
    report.areas.flatMap((area, index) => {
      const keys = [placeKey({ row, column: 2 * index }), placeKey({ row, column: 2 * index + 1 })];
      if (!keys.some((key) => isChanged(kept.get(key), typed.get(key)))) return [];
      const [level, rate] = keys.map((key) => valueOfText(typed.get(key) ?? kept.get(key) ?? ''));
      return typeof level === 'string' && typeof rate === 'string' ? [{ indicator: indicator.key, area: area.key, level, rate }] : [];
    }),
  );
}

type Texts = ReadonlyMap<string, string>;

/** 1.0 is not 1: what is typed is kept as it is. But — and ——, or … and nothing, say the same. */
export function isChanged(kept: string | undefined, typed: string | undefined): boolean {
  if (typed === undefined) return false;
  const value = valueOfText(typed);
  return value === null || value !== valueOfText(kept ?? '');
}

export function isTyped(indicator: ReportIndicator): boolean {
  return indicator.counted === null;
}
