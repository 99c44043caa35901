import { DIVISION_LEVELS, type DivisionLevel, levelOfCode, NO_DIVISION } from '../../kernel/division-code.js';

export type AreaLevel = 'all' | 'zone' | DivisionLevel;

/** That a code counts for an area, or (loose) that inside the area it counts for nothing at the level. */
export interface ClosureRow {
  readonly code: string;
  readonly level: AreaLevel;
  readonly areaCode: string;
  readonly isLoose: boolean;
}

/** Levels at which areas are ranked, so at which sales can be unallocated. */
const RANKED_LEVELS = DIVISION_LEVELS.filter((level) => level !== 'province');

/** Rows of `division_closure` for a code with this path; the code '' has an empty one. */
export function closureRows(code: string, path: readonly string[], isZone: (areaCode: string) => boolean): ClosureRow[] {
  const areas = [
    { areaCode: NO_DIVISION, level: 'all' as AreaLevel },
    ...path.map((areaCode) => ({ areaCode, level: areaLevel(areaCode, isZone) })),
  ];
  const real = areas.map(({ areaCode, level }) => ({ code, level, areaCode, isLoose: false }));
  const lacking = RANKED_LEVELS.filter((level) => areas.every((area) => area.level !== level));
  const loose = lacking.flatMap((level) =>
    areas.filter((area) => depth(area.level) <= depth(level)).map(({ areaCode }) => ({ code, level, areaCode, isLoose: true })),
  );
  return [...real, ...loose];
}

function areaLevel(areaCode: string, isZone: (areaCode: string) => boolean): AreaLevel {
  return isZone(areaCode) ? 'zone' : (levelOfCode(areaCode) ?? 'all');
}

/** A zone stands beside counties: what is in one without a host county is unallocated among counties inside the zone, too. */
function depth(level: AreaLevel): number {
  if (level === 'all') return -1;
  return DIVISION_LEVELS.indexOf(level === 'zone' ? 'county' : level);
}
