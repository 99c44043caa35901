import type { Principal } from '../../platform/database/index.js';

const FEWEST = 3;
const PEOPLE = ['viewers', 'buyers', 'peakOnline', 'newFollowers', 'online'];

/** One or two people could be known to somebody. */
export function isFewPeople(count: number | null): boolean {
  return count !== null && count > 0 && count < FEWEST;
}

/** A bureau is not told of fewer than three people; whoever reported the number knows it. */
export function isToldOfFew(principal: Principal): boolean {
  return principal.kind === 'worker' || principal.scope.kind !== 'division';
}

/** Counts of fewer than three people become null for whom they are not meant. */
export function withoutFew<Counters extends object>(principal: Principal, counters: Counters): Counters {
  if (isToldOfFew(principal)) return counters;
  const isWithheld = ([name, value]: [string, unknown]): boolean =>
    PEOPLE.includes(name) && typeof value === 'number' && isFewPeople(value);
  const withheld = Object.entries(counters).filter(isWithheld);
  return { ...counters, ...Object.fromEntries(withheld.map(([name]) => [name, null])) };
}
