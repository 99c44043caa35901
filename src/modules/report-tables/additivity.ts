import { type CellValue, numberOf } from './cell-value.js';
import { compareSizes, type Decimal, decimalText, subtract, sumOf } from './decimal.js';
import type { AreaKind } from './report-table.js';

export const CHECK_STATES = ['adds-up', 'residual', 'not-checked'] as const;

/** Whether a row's total is the sum of its members, zones left out. What is not is named, never hidden. */
export interface AdditivityCheck {
  readonly state: (typeof CHECK_STATES)[number];
  /** Of the members; null where not checked. */
  readonly membersSum: string | null;
  /** Total less members: 未分配/市本级. */
  readonly residual: string | null;
  /** It differs by no more than rounding. */
  readonly isRoundedOff: boolean;
}

const NOT_CHECKED: AdditivityCheck = { state: 'not-checked', membersSum: null, residual: null, isRoundedOff: false };

export interface CheckedCell {
  readonly kind: AreaKind;
  readonly level: CellValue;
}

/** A member without the thing (不适用) adds nothing; one that is withheld or not yet reported leaves the question open. */
export function checkAdditivity(cells: readonly CheckedCell[], isAdditive: boolean, decimals: number): AdditivityCheck {
  const total = cells.find(({ kind }) => kind === 'total');
  const whole = total === undefined ? null : numberOf(total.level);
  const members = cells.filter(({ kind }) => kind === 'member');
  const numbers = members.flatMap(({ level }) => numberOf(level) ?? []);
  const isOpen = members.some(({ level }) => level === 'not-reported' || level === 'withheld');
  if (!isAdditive || whole === null || numbers.length === 0 || isOpen) return NOT_CHECKED;
  const sum = sumOf(numbers);
  const residual = subtract(whole, sum);
  const isWithin = compareSizes(residual, tolerance(numbers.length, decimals)) <= 0;
  return {
    state: isWithin ? 'adds-up' : 'residual',
    membersSum: decimalText(sum),
    residual: decimalText(residual),
    isRoundedOff: isWithin && residual.units !== 0n,
  };
}

/** Half a unit of the last decimal for every member that was rounded. */
function tolerance(members: number, decimals: number): Decimal {
  return { units: 5n * BigInt(members), decimals: decimals + 1 };
}
