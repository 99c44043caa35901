import { isBusinessDay } from '../../kernel/business-day.js';
import { CURRENCY, type ExchangeRateDto, RATE } from './exchange-rate.dto.js';

/**
 * A table of rates as CSV: a head line with currency, day and yuan_per_unit in any order, then a line for each rate.
 * Throws with the number of the line that cannot be read, and what is wrong with it.
 */
export function readRateFile(text: string): ExchangeRateDto[] {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = cellsOf(head).map((name) => name.toLowerCase());
  const places = ['currency', 'day', 'yuan_per_unit'].map((name) => names.indexOf(name));
  if (places.includes(-1)) throw new Error('Line 1: must name the columns currency, day and yuan_per_unit.');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [rateIn(cellsOf(line), places, index + 2)]));
}

function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function rateIn(cells: readonly string[], places: readonly number[], lineNumber: number): ExchangeRateDto {
  const [currency = '', day = '', yuanPerUnit = ''] = places.map((place) => cells[place] ?? '');
  if (!CURRENCY.test(currency)) throw new Error(`Line ${lineNumber}: currency must be a code of ISO 4217 other than CNY, such as USD.`);
  if (!isBusinessDay(day)) throw new Error(`Line ${lineNumber}: day must be YYYY-MM-DD.`);
  if (!RATE.test(yuanPerUnit))
    throw new Error(`Line ${lineNumber}: yuan_per_unit must be a decimal number above 0 with at most ten decimals.`);
  return { currency, day, yuanPerUnit };
}
