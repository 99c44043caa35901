import type { Pace, Target } from '../api/county-watch.js';
import { formatFen, type MoneyUnit, moneyUnitFor } from '../format/figures.js';
import type { Words } from '../i18n/zh.js';

/** `落后 28.8 万元，合 287.8 天`. */
export function paceInWords({ aheadFen, aheadDays }: Pace, unit: MoneyUnit, words: Words): string {
  const { ahead, behind, onTime } = words.countyWatch.targets;
  if (aheadFen === 0) return onTime;
  const amount = `${formatFen(Math.abs(aheadFen), unit)} ${words.units[unit]}`;
  return (aheadFen > 0 ? ahead : behind)(amount, String(Math.abs(aheadDays)));
}

export function unitOfTargets(targets: readonly Target[]): MoneyUnit {
  return moneyUnitFor(targets.flatMap(({ valueFen, progress }) => [valueFen, progress.soldFen]));
}

/** 万元 as typed to fen; null: no amount. */
export function fenOfTenThousands(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim().replace(/[,，\s]/g, ''));
  if (match === null) return null;
  const [, whole = '0', part = ''] = match;
  const fen = Number(whole) * 1_000_000 + Number(part.padEnd(6, '0'));
  return fen > 0 ? fen : null;
}

/** And back, without trailing zeros. */
export function tenThousandsOf(fen: number): string {
  const part = String(fen % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${Math.floor(fen / 1_000_000)}${part === '' ? '' : `.${part}`}`;
}
