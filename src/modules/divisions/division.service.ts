import { Injectable } from '@nestjs/common';
import type { DivisionLevel } from '../../kernel/division-code.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Page, toPage } from '../../platform/http/index.js';
import type { DivisionDto, DivisionItem, DivisionName, DivisionQuery } from './division.dto.js';
import { DivisionError } from './division.errors.js';
import {
  type DivisionFilter,
  DivisionRepository,
  type FoundDivision,
  type ListedDivision,
  type SearchPlace,
  type Successor,
} from './division.repository.js';
import type { Division } from './division.schema.js';
import { foldText } from './search-text.js';

const ALL_OF_A_PROVINCE = 50_000;

export interface NamedDivision {
  readonly code: string;
  readonly name: string;
  readonly isZone: boolean;
}

/** Finds divisions. Every row of the register is found by its code, name, pinyin and initials; a name alone may mean several, so items carry paths. */
@Injectable()
export class DivisionService {
  constructor(
    private readonly database: Database,
    private readonly divisions: DivisionRepository,
  ) {}

  list(principal: Principal, { query = '', level = null, within = null, limit, cursor }: Listing): Promise<Page<DivisionItem>> {
    return this.database.snapshot(principal, async (tx) => {
      if (within !== null) await this.requireKnownWithin(tx, within);
      if (query.trim() === '') return this.listByCode(tx, { level, within }, limit, cursor);
      return this.search(tx, foldText(query), { level, within }, limit, cursor);
    });
  }

  get(principal: Principal, code: string): Promise<DivisionDto> {
    return this.database.snapshot(principal, async (tx) => {
      const successors = await this.divisions.listSuccessors(tx, [code]);
      const division = await this.divisions.find(tx, code);
      if (division === null) throw missing(code, successors);
      const validTo = await this.divisions.findEnd(tx, division);
      const ancestors = await this.divisions.findMany(tx, division.path.slice(0, -1));
      const aliases = await this.divisions.listAliases(tx, code);
      return toDto(
        { ...division, validTo, isSelectable: division.isSelectable && validTo === null },
        inOrderOf(division.path, ancestors),
        aliases.map(({ alias, kind, note }) => ({ alias, kind, note })),
        successors,
      );
    });
  }

  /** For other modules: the register has, or had, this code. */
  async requireKnown(tx: Tx, code: string, pointer = '/divisionCode'): Promise<Division> {
    const division = await this.divisions.find(tx, code);
    if (division === null) throw new DivisionError('divisions.unknown', { code }, pointer);
    return division;
  }

  /** For other modules: nothing new may be registered at a code that is no longer in use. Codes the register never had are not judged here. */
  async refuseEnded(tx: Tx, code: string, pointer = '/divisionCode'): Promise<void> {
    const division = await this.divisions.find(tx, code);
    const endedOn = division === null ? null : await this.divisions.findEnd(tx, division);
    if (endedOn === null) return;
    const successors = await this.divisions.listSuccessors(tx, [code]);
    if (successors.length === 0) throw new DivisionError('divisions.ended-without-successor', { code, endedOn }, pointer);
    throw new DivisionError('divisions.ended', { code, endedOn, successors: inWords(successors) }, pointer);
  }

  /** For other modules: full names by code; codes the register never had are missing. */
  async fullNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
    const divisions = await this.divisions.findMany(tx, [...new Set(codes)]);
    return new Map(divisions.map(({ code, fullName }) => [code, fullName]));
  }

  /** For other modules: the divisions of today of one level inside another, placeholders of the register left out. */
  async membersOf(tx: Tx, within: string, level: DivisionLevel): Promise<NamedDivision[]> {
    const listed = await this.divisions.list(tx, { level, within }, '', ALL_OF_A_PROVINCE);
    return listed.filter(({ isSelectable }) => isSelectable).map(({ code, name, isZone }) => ({ code, name, isZone }));
  }

  /** For other modules: what these are called, also those that are no longer in use. */
  async namesOf(tx: Tx, codes: readonly string[]): Promise<NamedDivision[]> {
    const divisions = await this.divisions.findMany(tx, [...new Set(codes)]);
    return divisions.map(({ code, displayName, isZone }) => ({ code, name: displayName, isZone }));
  }

  private async requireKnownWithin(tx: Tx, code: string): Promise<void> {
    if ((await this.divisions.find(tx, code)) === null) throw new DivisionError('divisions.unknown-within', { code }, '/within');
  }

  private async listByCode(tx: Tx, filter: DivisionFilter, limit: number, cursor?: string): Promise<Page<DivisionItem>> {
    const afterCode = String(decodeCursor(cursor, 1)?.[0] ?? '');
    return toPage(await this.divisions.list(tx, filter, afterCode, limit + 1), limit, toItem, ({ code }) => [code]);
  }

  private async search(tx: Tx, wanted: string, filter: DivisionFilter, limit: number, cursor?: string): Promise<Page<DivisionItem>> {
    // Nothing but punctuation names nothing.
    if (wanted === '') return { items: [], nextCursor: null };
    const rows = await this.divisions.search(tx, wanted, filter, searchPlace(cursor), limit + 1);
    const ended = rows.filter(({ validTo }) => validTo !== null).map(({ code }) => code);
    const successors = ended.length === 0 ? [] : await this.divisions.listSuccessors(tx, ended);
    return toPage<FoundDivision, DivisionItem>(
      rows,
      limit,
      (row) => (row.validTo === null ? toItem(row) : { ...toItem(row), ...ending(row, successors) }),
      ({ isLast, rank, code }) => [isLast, rank, code],
    );
  }
}

type Listing = Pick<DivisionQuery, 'query' | 'cursor' | 'limit'> & { readonly [Field in keyof DivisionFilter]?: DivisionFilter[Field] };

function searchPlace(cursor: string | undefined): SearchPlace | null {
  const key = decodeCursor(cursor, 3);
  if (key === null) return null;
  const [isLast, rank, code] = key;
  if (!isSmall(isLast) || !isSmall(rank) || typeof code !== 'string') throw new InputError('input.cursor');
  return { isLast, rank, code };
}

function isSmall(place: unknown): place is number {
  return typeof place === 'number' && place >= 0 && place < 1_000;
}

function toItem({
  code,
  name,
  fullName,
  level,
  isZone,
  hostCountyCode,
  parentCode,
  isSelectable,
  matchedAlias,
}: Omit<ListedDivision, 'validTo'>): DivisionItem {
  return { code, name, fullName, level, isZone, hostCountyCode, parentCode, isSelectable, matchedAlias };
}

function toName({ code, displayName, level }: Division): DivisionName {
  return { code, name: displayName, level };
}

function ending({ code, validTo }: ListedDivision, successors: readonly Successor[]): Pick<DivisionItem, 'validTo' | 'successors'> {
  return { validTo, successors: successors.filter(({ formerCode }) => formerCode === code).map(nameOf) };
}

function nameOf({ code, name, level }: Successor): DivisionName {
  return { code, name, level };
}

function toDto(
  division: Division,
  ancestors: readonly Division[],
  aliases: DivisionDto['aliases'],
  successors: readonly Successor[],
): DivisionDto {
  const { name, displayName, validFrom, validTo } = division;
  return {
    ...toItem({ ...division, name: displayName, matchedAlias: null }),
    registerName: name,
    ancestors: ancestors.map(toName),
    aliases,
    successors: successors.map(nameOf),
    validFrom,
    validTo,
  };
}

/** The path puts the host county before its zone, which the order of codes need not. */
function inOrderOf(path: readonly string[], divisions: readonly Division[]): Division[] {
  return [...divisions].sort((a, b) => path.indexOf(a.code) - path.indexOf(b.code));
}

function missing(code: string, successors: readonly Successor[]): DivisionError {
  if (successors.length === 0) return new DivisionError('divisions.not-found', { code });
  return new DivisionError('divisions.replaced', { code, successors: inWords(successors) });
}

function inWords(successors: readonly Successor[]): string {
  return successors.map(({ code, fullName }) => `${code} ${fullName}`).join('、');
}
