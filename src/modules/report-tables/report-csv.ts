import { writeCsv } from 'hucre/csv';
import type { ShownTable } from './report-figures.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** In the shape that is imported as well; with a byte order mark, so that spreadsheet programs read the Chinese. */
export function reportCsv(shown: ShownTable): string {
  const residual = shown.residualName === null ? [] : [`${shown.residualName}累计`];
  const head = ['指标', '单位', '期间', ...shown.areas.flatMap(({ name }) => [`${name}累计`, `${name}同比%`]), ...residual];
  const rows = shown.indicators.map(({ name, unit, period, cells, residualText }) => [
    name,
    unit,
    period,
    ...cells.flatMap(({ level, rate }) => [level.text, rate.text]),
    ...residual.map(() => residualText),
  ]);
  return BYTE_ORDER_MARK + writeCsv([head, ...rows].map((row) => row.map(asText)));
}

/** A name that begins like a formula would be run by the spreadsheet program that opens the file. */
function asText(text: string): string {
  return /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
}
