import type { TableCell } from '../../platform/documents/index.js';
import type { Growth } from '../rankings/index.js';
import type { DocumentWords } from './bulletin-document-words.js';

const NOT_APPLICABLE = '—';

/** One unit for a whole column, as on the ranking's page: 元 with two decimals, 万元 from 100 万 with one, 亿元 from 10 亿 with two. */
export type ColumnUnit = 'yuan' | 'wan' | 'yi';
const SIZES: Readonly<Record<ColumnUnit, { zeros: number; decimals: number }>> = {
  yuan: { zeros: 2, decimals: 2 },
  wan: { zeros: 6, decimals: 1 },
  yi: { zeros: 10, decimals: 2 },
};

export function columnUnit(amountsFen: readonly number[]): ColumnUnit {
  const largest = Math.max(0, ...amountsFen.map(Math.abs));
  if (largest >= 100_000_000_000) return 'yi';
  return largest >= 100_000_000 ? 'wan' : 'yuan';
}

export function moneyCell(fen: number, unit: ColumnUnit): TableCell {
  const { zeros, decimals } = SIZES[unit];
  const digits = String(Math.abs(fen)).padStart(zeros + 1, '0');
  const decimal = `${fen < 0 ? '-' : ''}${digits.slice(0, -zeros)}.${digits.slice(-zeros)}`;
  return { text: fen === 0 ? '0' : fixed(fen / 10 ** zeros, decimals), figure: { decimal, decimals } };
}

export function countCell(count: number | null): TableCell {
  return count === null ? { text: NOT_APPLICABLE } : { text: grouped(String(count)), figure: { decimal: String(count), decimals: 0 } };
}

export function percentCell(ratio: number | null): TableCell {
  if (ratio === null) return { text: NOT_APPLICABLE };
  const percent = Number((ratio * 100).toPrecision(12));
  return { text: fixed(percent, 1), figure: { decimal: String(Math.round(percent * 1e6) / 1e6), decimals: 1 } };
}

export function growthCell(growth: Growth | null, words: DocumentWords): TableCell {
  if (growth === null) return { text: NOT_APPLICABLE };
  return growth.kind === 'rate' ? percentCell(growth.rate) : { text: words.growthKinds[growth.kind] };
}

/** Half away from zero. */
function fixed(value: number, decimals: number): string {
  const scale = 10 ** decimals;
  const steps = Math.round(Number((Math.abs(value) * scale).toPrecision(15)));
  const whole = Math.floor(steps / scale);
  return `${value < 0 && steps > 0 ? '-' : ''}${grouped(String(whole))}.${String(steps % scale).padStart(decimals, '0')}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
