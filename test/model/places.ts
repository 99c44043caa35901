export type Level = 'province' | 'city' | 'county' | 'township' | 'village';

interface Place {
  readonly level: Level;
  readonly parent: string | null;
  readonly isZone?: true;
  readonly hostCounty?: string;
}

/** A corner of the real register (Shanxi, 2023-06-30): two cities, three counties, a zone with a host county and one without. */
export const PLACES: Readonly<Record<string, Place>> = {
  '14': { level: 'province', parent: null },

  '1402': { level: 'city', parent: '14' }, // 大同市
  '140226': { level: 'county', parent: '1402' }, // 左云县
  '140226100': { level: 'township', parent: '140226' }, // 云兴镇
  '140226100213': { level: 'village', parent: '140226100' }, // 南家堡村
  '140226101': { level: 'township', parent: '140226' }, // 鹊儿山镇
  '140226101201': { level: 'village', parent: '140226101' }, // 鹊儿山村
  '140271': { level: 'county', parent: '1402', isZone: true }, // 山西大同经济开发区
  '140271400': { level: 'township', parent: '140271' },
  '140271400203': { level: 'village', parent: '140271400' }, // 七里村

  '1406': { level: 'city', parent: '14' }, // 朔州市
  '140602': { level: 'county', parent: '1406' }, // 朔城区
  '140602100': { level: 'township', parent: '140602' }, // 神头镇
  '140602100201': { level: 'village', parent: '140602100' }, // 马邑村
  '140671': { level: 'county', parent: '1406', isZone: true, hostCounty: '140602' }, // 山西朔州经济开发区
  '140671400': { level: 'township', parent: '140671' },
  '140671400001': { level: 'village', parent: '140671400' }, // 科创园区
  '140681': { level: 'county', parent: '1406' }, // 怀仁市
  '140681102': { level: 'township', parent: '140681' }, // 金沙滩镇
  '140681102201': { level: 'village', parent: '140681102' }, // 南家堡村
  '140681102218': { level: 'village', parent: '140681102' }, // 韭畦村
};

export function placeOf(code: string): Place {
  const place = PLACES[code];
  if (!place) throw new Error(`The model knows no place ${code}`);
  return place;
}

/** Every area a sale coded `code` counts for: the place itself, all above it, and the host county of a zone on the way. '' counts for none. */
export function areasOf(code: string): string[] {
  if (code === '') return [];
  const { parent, hostCounty } = placeOf(code);
  return [code, ...(hostCounty === undefined ? [] : [hostCounty]), ...areasOf(parent ?? '')];
}

/** The member of a ranking of this level that a sale counts for. A zone is never an addend, so it is no county here. */
export function areaAtLevel(code: string, level: Level): string | null {
  return areasOf(code).find((area) => placeOf(area).level === level && !placeOf(area).isZone) ?? null;
}

export function zoneOf(code: string): string | null {
  return areasOf(code).find((area) => placeOf(area).isZone) ?? null;
}

export interface Succession {
  readonly code: string;
  readonly successorCode: string;
  readonly kind: 'renamed' | 'moved' | 'merged' | 'split';
  readonly validFrom: string;
  /** Of the parts of a split, the one for which what was sold under the old code counts. */
  readonly isMain: boolean;
}

const since = { validFrom: '2025-01-01', isMain: true };

/** What might have become of some of these places; none of it is true. */
export const SUCCESSIONS: readonly Succession[] = [
  // A township goes into its neighbour; its village goes elsewhere, to a village that was moved to another county in turn.
  { code: '140226101', successorCode: '140226100', kind: 'merged', ...since },
  { code: '140226101201', successorCode: '140681102218', kind: 'moved', ...since },
  { code: '140681102218', successorCode: '140602100201', kind: 'moved', ...since },
  // A zone is dissolved into its host county, with all that is in it.
  { code: '140671', successorCode: '140602', kind: 'merged', ...since },
  { code: '140271400203', successorCode: '140226100213', kind: 'split', ...since },
  { code: '140271400203', successorCode: '140681102201', kind: 'split', ...since, isMain: false },
];

/** A place without a successor of its own follows the nearest area around it that has one; successors may have successors. */
export function todaysCode(code: string): string {
  for (let area: string | null = code; area !== null && area !== ''; area = placeOf(area).parent) {
    const heir = SUCCESSIONS.find((succession) => succession.code === area && succession.isMain);
    if (heir) return todaysCode(heir.successorCode);
  }
  return code;
}

export function isEnded(code: string): boolean {
  return todaysCode(code) !== code;
}
