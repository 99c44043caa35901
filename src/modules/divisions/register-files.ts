import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { levelOfCode, parentCode } from '../../kernel/division-code.js';
import { DivisionError } from './division.errors.js';
import { READINGS_SOURCE } from './place-reading.js';
import { type AliasEntry, parseAliases, parseManifest, type RegisterManifest } from './register-manifest.js';

/** Raised when the same files would be written differently than before, so that registers already imported are written again. */
const WRITING_VERSION = '1';

/** One province's list of divisions, read and checked: every code well-formed and once, every parent there, zones and aliases known. */
export interface RegisterFiles {
  readonly manifest: RegisterManifest;
  readonly names: ReadonlyMap<string, string>;
  readonly aliases: readonly AliasEntry[];
  /** Of everything that decides what an import writes. */
  readonly contentsSha256: string;
}

/** Reads and checks a register: a list `code<TAB>name`, its manifest and, if there are any, its aliases. */
export function readRegisterFiles(tsvPath: string, manifestPath: string, aliasesPath: string | null): RegisterFiles {
  const list = readText(tsvPath);
  const manifestText = readText(manifestPath);
  const aliasText = aliasesPath === null ? '[]' : readText(aliasesPath);
  const manifest = parseManifest(manifestText, basename(manifestPath));
  refuseTampered(list, manifest, basename(tsvPath));
  const names = parseList(list, manifest, basename(tsvPath));
  const aliases = parseAliases(aliasText, basename(aliasesPath ?? ''));
  refuseUnknownZones(manifest, names);
  refuseUnknownAliases(aliases, names);
  return { manifest, names, aliases, contentsSha256: sha256([WRITING_VERSION, READINGS_SOURCE, list, manifestText, aliasText].join('\0')) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new DivisionError('divisions.file-unreadable', { file: path, fault: error instanceof Error ? error.message : String(error) });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function refuseTampered(list: string, { sha256: expected }: RegisterManifest, file: string): void {
  const actual = sha256(list);
  if (actual !== expected) throw new DivisionError('divisions.file-tampered', { file, expected, actual });
}

function parseList(list: string, { provinceCode: province, rowCount }: RegisterManifest, file: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [index, row] of list.trimEnd().split(/\r?\n/).entries()) {
    const [, code = '', name = ''] = /^(\d+)\t([^\t\p{C}]*\p{L}[^\t\p{C}]*)$/u.exec(row) ?? [];
    const line = index + 1;
    if (levelOfCode(code) === null || !code.startsWith(province))
      throw new DivisionError('divisions.row-invalid', { file, line, province });
    if (names.has(code)) throw new DivisionError('divisions.row-repeated', { file, line, code });
    names.set(code, name.trim());
  }
  refuseOrphans(names, file);
  if (names.size !== rowCount) throw new DivisionError('divisions.row-count', { file, expected: rowCount, actual: names.size });
  return names;
}

function refuseOrphans(names: ReadonlyMap<string, string>, file: string): void {
  for (const code of names.keys()) {
    const parent = parentCode(code);
    if (parent !== '' && !names.has(parent)) throw new DivisionError('divisions.row-orphan', { file, code, parent });
  }
}

function refuseUnknownZones({ zones }: RegisterManifest, names: ReadonlyMap<string, string>): void {
  const zoneCodes = new Set(zones.map(({ code }) => code));
  for (const { code, hostCountyCode: host } of zones) {
    if (!names.has(code)) throw new DivisionError('divisions.zone-unknown', { code });
    if (typeof host !== 'string') continue;
    const isCountyNearby = names.has(host) && !zoneCodes.has(host) && parentCode(host) === parentCode(code);
    if (!isCountyNearby) throw new DivisionError('divisions.host-unknown', { code, host });
  }
}

function refuseUnknownAliases(aliases: readonly AliasEntry[], names: ReadonlyMap<string, string>): void {
  const unknown = aliases.find(({ code }) => !names.has(code));
  if (unknown !== undefined) throw new DivisionError('divisions.alias-unknown', { alias: unknown.alias, code: unknown.code });
}
