import type { MemberLevel } from '../rankings/index.js';

const BELOW: Readonly<Record<string, MemberLevel>> = {
  province: 'city',
  city: 'county',
  county: 'township',
  zone: 'township',
  township: 'village',
};

/** The level of the members of a division; null where it has none. */
export function memberLevelBelow(level: string | undefined): MemberLevel | null {
  return (level === undefined ? undefined : BELOW[level]) ?? null;
}
