export interface SaidName {
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
}

export interface Place extends SaidName {
  readonly code: string;
  readonly level: 'township' | 'village' | string;
  readonly parentName: string;
  readonly formerNames: readonly SaidName[];
}

export interface FoundPlace {
  readonly place: Place;
  /** The name of yesterday by which it was found. */
  readonly former: string | null;
}

/**
 * Places by a part of their name, their pinyin or its initials, their code, or what they were called before. Whole names and beginnings come
 * before what only lies inside, names of today before those of yesterday, townships before villages, then by code.
 */
export function searchPlaces(places: readonly Place[], typed: string, most: number): FoundPlace[] {
  const wanted = folded(typed);
  if (wanted === '') return [];
  const hits = places.flatMap((place): (FoundPlace & { readonly rank: number })[] => {
    const rank = /^\d+$/.test(wanted) ? (place.code.startsWith(wanted) ? 0 : null) : rankOf(place, wanted);
    if (rank !== null) return [{ place, former: null, rank }];
    const former = place.formerNames
      .map((name) => ({ name: name.name, rank: rankOf(name, wanted) }))
      .filter((name): name is { name: string; rank: number } => name.rank !== null)
      .sort((a, b) => a.rank - b.rank)[0];
    return former === undefined ? [] : [{ place, former: former.name, rank: 10 + former.rank }];
  });
  const sizeOf = ({ place }: FoundPlace): number => place.code.length;
  hits.sort((a, b) => a.rank - b.rank || sizeOf(a) - sizeOf(b) || (a.place.code < b.place.code ? -1 : 1));
  return hits.slice(0, most).map(({ place, former }) => ({ place, former }));
}

/** 0 the whole name, or all of it but the word for its kind; 1 its beginning; 2 a later part; null: not at all. */
function rankOf({ name, pinyin, initials }: SaidName, wanted: string): number | null {
  const writings = [folded(name), pinyin, initials];
  const isWhole = (writing: string, ending: string): boolean => writing === wanted || writing === wanted + ending;
  if (KINDS.some(([kind, sound, initial]) => [kind, sound, initial].some((ending, index) => isWhole(writings[index] ?? '', ending))))
    return 0;
  if (writings.some((writing) => writing.startsWith(wanted))) return 1;
  // Inside of pinyin a few letters would fit everywhere: n-an-jia has an, and nobody means it.
  const later = [writings[0] ?? '', wanted.length > 2 ? pinyin : '', wanted.length > 1 ? initials : ''];
  return later.some((writing) => writing.includes(wanted)) ? 2 : null;
}

const KINDS = [
  ['村', 'cun', 'c'],
  ['镇', 'zhen', 'z'],
  ['乡', 'xiang', 'x'],
  ['街道', 'jiedao', 'jd'],
  ['社区', 'shequ', 'sq'],
] as const;

/** As the server folds names: letters and digits only, in lower case, full width and accents taken away, ü as v. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/u\u0308/g, 'v')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
