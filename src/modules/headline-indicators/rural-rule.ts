/** Digits 7 to 9 of a township's code: below 100 a sub-district (街道), from 100 on a town, a township or a unit like one. */
export function isRuralByCode(townshipCode: string): boolean {
  return townshipCode.slice(6, 9) >= '100';
}

export interface Township {
  readonly code: string;
  readonly name: string;
  /** Codes from the province down to itself, host county before zone. */
  readonly path: readonly string[];
  /** As a bureau or an operator decided; null: by its code. */
  readonly decided: boolean | null;
}

export function isRural({ code, decided }: Township): boolean {
  return decided ?? isRuralByCode(code);
}

/** The part of an area that a place lies in: what follows the area on the way down; null of the area itself. */
export function partOf(path: readonly string[], areaCode: string): string | null {
  const index = path.indexOf(areaCode);
  return index < 0 ? null : (path[index + 1] ?? null);
}
