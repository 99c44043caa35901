/** Statistical division codes are a path: 2, 4, 6, 9 and 12 digits for province, city, county, township and village. */
export const DIVISION_LEVELS = ['province', 'city', 'county', 'township', 'village'] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

const LENGTHS: Readonly<Record<DivisionLevel, number>> = { province: 2, city: 4, county: 6, township: 9, village: 12 };
const LEVEL_BY_LENGTH = new Map<number, DivisionLevel>(DIVISION_LEVELS.map((level) => [LENGTHS[level], level]));

/** A line or merchant without a division. Sorts before every real code. */
export const NO_DIVISION = '';

export function levelOfCode(code: string): DivisionLevel | null {
  return /^\d+$/.test(code) ? (LEVEL_BY_LENGTH.get(code.length) ?? null) : null;
}

export function isDivisionCode(value: unknown): value is string {
  return typeof value === 'string' && levelOfCode(value) !== null;
}

export function codeLength(level: DivisionLevel): number {
  return LENGTHS[level];
}

export function parentCode(code: string): string {
  const level = levelOfCode(code);
  if (level === null || level === 'province') return NO_DIVISION;
  const above = DIVISION_LEVELS[DIVISION_LEVELS.indexOf(level) - 1];
  return above === undefined ? NO_DIVISION : code.slice(0, LENGTHS[above]);
}
