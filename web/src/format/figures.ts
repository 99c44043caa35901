// Figures as the reader sees them. Amounts stay integer fen until the last step; rounding is half away from zero and happens here only.

/** One unit serves a whole column: 元 with two decimals, 万元 with one, 亿元 with two. */
export type MoneyUnit = 'yuan' | 'wan' | 'yi';

const STEPS: Readonly<Record<MoneyUnit, { readonly fen: number; readonly decimals: number }>> = {
  yuan: { fen: 1, decimals: 2 },
  wan: { fen: 100_000, decimals: 1 },
  yi: { fen: 100_000_000, decimals: 2 },
};
const WAN_FROM_FEN = 100_000_000;
const YI_FROM_FEN = 100_000_000_000;
export const MINUS = '\u2212';
export const NOT_APPLICABLE = '—';

/** The smallest unit in which the largest amount of a column still reads at a glance: 万元 from 100 万, 亿元 from 10 亿. */
export function moneyUnitFor(amountsFen: readonly number[]): MoneyUnit {
  const largest = amountsFen.reduce((max, fen) => Math.max(max, Math.abs(fen)), 0);
  if (largest >= YI_FROM_FEN) return 'yi';
  return largest >= WAN_FROM_FEN ? 'wan' : 'yuan';
}

/** Nothing at all is `0`; an amount too small for the unit is `0.0`. */
export function formatFen(fen: number, unit: MoneyUnit): string {
  if (fen === 0) return '0';
  const step = STEPS[unit];
  const size = Math.abs(fen);
  const steps = Math.floor(size / step.fen) + ((size % step.fen) * 2 >= step.fen ? 1 : 0);
  const scale = 10 ** step.decimals;
  const decimals = String(steps % scale).padStart(step.decimals, '0');
  return `${fen < 0 && steps > 0 ? MINUS : ''}${group(Math.floor(steps / scale))}.${decimals}`;
}

/** A change in 元, sign first: `+59.80`, `−3.00`, `0`. */
export function formatFenChange(fen: number): string {
  return `${fen > 0 ? '+' : ''}${formatFen(fen, 'yuan')}`;
}

export function formatCountChange(count: number): string {
  return `${count > 0 ? '+' : ''}${formatCount(count)}`;
}

export function formatCount(count: number | null): string {
  if (count === null) return NOT_APPLICABLE;
  return count < 0 ? `${MINUS}${group(-count)}` : group(count);
}

export function formatShare(share: number | null): string {
  if (share === null) return NOT_APPLICABLE;
  return share === 0 ? '0' : `${share < 0 ? MINUS : ''}${percent(share)}`;
}

/** `↑ +18.3%`: direction and sign in ink, for here red would read as good to half of the readers. */
export function formatRate(rate: number): string {
  const size = percent(rate);
  if (size === '0.0%') return size;
  return rate > 0 ? `↑ +${size}` : `↓ ${MINUS}${size}`;
}

function percent(ratio: number): string {
  const tenths = Math.round(Math.abs(ratio) * 1000);
  return `${group(Math.floor(tenths / 10))}.${tenths % 10}%`;
}

function group(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}
