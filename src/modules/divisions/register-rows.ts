import { type DivisionLevel, levelOfCode, parentCode } from '../../kernel/division-code.js';
import { displayName, isPlaceholder } from './display-name.js';
import type { AliasKind } from './division.schema.js';
import type { RegisterFiles } from './register-files.js';
import type { AliasEntry } from './register-manifest.js';
import { foldText, type SearchableName, searchableName } from './search-text.js';

export interface DivisionRow extends SearchableName {
  readonly code: string;
  readonly name: string;
  readonly displayName: string;
  readonly fullName: string;
  readonly level: DivisionLevel;
  readonly parentCode: string | null;
  readonly isZone: boolean;
  readonly hostCountyCode: string | null;
  readonly isSelectable: boolean;
  readonly path: string[];
}

export interface AliasRow extends SearchableName {
  readonly alias: string;
  readonly code: string;
  readonly kind: AliasKind;
  readonly note: string;
}

export interface RegisterRows {
  readonly divisions: DivisionRow[];
  readonly aliases: AliasRow[];
}

// Rows that only fill the tree where a city has no name of its own between province and county.
const UNSPOKEN = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

/** What the database shall hold of a register. */
export function registerRows({ manifest, names, aliases }: RegisterFiles): RegisterRows {
  const hosts = new Map(manifest.zones.map(({ code, hostCountyCode }) => [code, hostCountyCode ?? null]));
  const aliasRows = aliases.map((alias) => aliasRow(alias));
  const aliasAreaNames = new Map<string, string[]>();
  for (const { code, areaNames } of aliasRows) aliasAreaNames.set(code, [...(aliasAreaNames.get(code) ?? []), ...areaNames]);
  const divisions = [...names].map(([code, name]) => divisionRow(code, name, names, hosts));
  return { divisions: divisions.map((row) => withAliasAreaNames(row, aliasAreaNames.get(row.code))), aliases: aliasRows };
}

function divisionRow(
  code: string,
  name: string,
  names: ReadonlyMap<string, string>,
  hosts: ReadonlyMap<string, string | null>,
): DivisionRow {
  const level = requireLevel(code);
  return {
    code,
    name,
    displayName: displayName(name, level),
    fullName: fullName(code, names),
    level,
    parentCode: parentCode(code) || null,
    isZone: hosts.has(code),
    hostCountyCode: hosts.get(code) ?? null,
    isSelectable: !isPlaceholder(name, level),
    path: pathOf(code, hosts),
    ...searchableName(name, level),
  };
}

/** An old area's villages are looked for by its name: 中五井乡中五井村 lies in 青羊镇 today. */
function withAliasAreaNames(row: DivisionRow, areaNames: readonly string[] | undefined): DivisionRow {
  return areaNames === undefined ? row : { ...row, areaNames: [...row.areaNames, ...areaNames] };
}

function aliasRow({ alias, code, kind, note = '' }: AliasEntry): AliasRow {
  if (kind !== 'code') return { alias, code, kind, note, ...searchableName(alias, requireLevel(code)) };
  return { alias, code, kind, note, pinyin: '', initials: '', searchText: `^ ${foldText(alias)}$`, areaNames: [] };
}

function ancestry(code: string): string[] {
  return code === '' ? [] : [...ancestry(parentCode(code)), code];
}

function fullName(code: string, names: ReadonlyMap<string, string>): string {
  const spoken = ancestry(code).filter((part) => part === code || !UNSPOKEN.has(names.get(part) ?? ''));
  return spoken.map((part) => displayName(names.get(part) ?? '', requireLevel(part))).join('');
}

function pathOf(code: string, hosts: ReadonlyMap<string, string | null>): string[] {
  return ancestry(code).flatMap((part) => [hosts.get(part) ?? [], part].flat());
}

function requireLevel(code: string): DivisionLevel {
  const level = levelOfCode(code);
  if (level === null) throw new Error(`${code} is no division code; the list was not checked.`);
  return level;
}
