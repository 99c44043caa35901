import { addDays, type BusinessDay, lengthInDays, startOfMonth } from '../../kernel/business-day.js';

/** How a year's target is spread over its twelve months; within a month evenly by days. */
export type MonthWeights = readonly number[];

export interface Pace {
  readonly expectedFen: number;
  /** Behind if negative. */
  readonly aheadFen: number;
  /** By how many days the value was due earlier or is due later; one decimal. Within the year: what is reached in full is due on 31 December. */
  readonly aheadDays: number;
}

/** The same for every day of the year. */
export function evenWeights(year: number): MonthWeights {
  return monthsOf(year).map(({ days }) => days);
}

/** A year that sold something in each of its months can be a pattern; any other says when Cunbo came into use. */
export function weightsOf(monthsFen: readonly number[]): MonthWeights | null {
  return monthsFen.length === 12 && monthsFen.every((fen) => fen > 0) ? monthsFen : null;
}

export function paceAlong(weights: MonthWeights, targetFen: number, valueFen: number, through: BusinessDay): Pace {
  const months = monthsOf(Number(through.slice(0, 4)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const elapsed = lengthInDays({ from: `${through.slice(0, 4)}-01-01`, to: through });
  const expectedFen = Math.round((targetFen * weightUntil(weights, months, elapsed)) / whole);
  const due = dayOf(weights, months, (valueFen * whole) / targetFen);
  return { expectedFen, aheadFen: valueFen - expectedFen, aheadDays: Math.round((due - elapsed) * 10) / 10 };
}

interface Month {
  readonly days: number;
}

function monthsOf(year: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => {
    const from = `${year}-${String(index + 1).padStart(2, '0')}-01`;
    return { days: lengthInDays({ from, to: addDays(startOfMonth(addDays(from, 31)), -1) }) };
  });
}

function weightUntil(weights: MonthWeights, months: readonly Month[], elapsed: number): number {
  let left = elapsed;
  let sum = 0;
  for (const [index, { days }] of months.entries()) {
    const taken = Math.min(Math.max(left, 0), days);
    sum += ((weights[index] ?? 0) * taken) / days;
    left -= days;
  }
  return sum;
}

/** How many days into the year so much is due. */
function dayOf(weights: MonthWeights, months: readonly Month[], wanted: number): number {
  let left = Math.max(wanted, 0);
  let day = 0;
  for (const [index, { days }] of months.entries()) {
    const weight = weights[index] ?? 0;
    if (left < weight) return day + (left / weight) * days;
    left -= weight;
    day += days;
  }
  return day;
}
