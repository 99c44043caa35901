import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type DivisionLevel, NO_DIVISION } from '../../kernel/division-code.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { type Division, type DivisionAlias, DivisionAliasSchema, DivisionSchema } from './division.schema.js';

const SEARCH_DIVISIONS = sqlFile(import.meta.url, './sql/search-divisions.sql');
const LIST_SUCCESSORS = sqlFile(import.meta.url, './sql/list-successors.sql');
const LIST_DIVISIONS = sqlFile(import.meta.url, './sql/list-divisions.sql');

export interface ListedDivision {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly level: DivisionLevel;
  readonly isZone: boolean;
  readonly hostCountyCode: string | null;
  readonly parentCode: string | null;
  readonly isSelectable: boolean;
  /** The first day on which it was no longer in use. */
  readonly validTo: string | null;
  /** The former name or code by which it was found, if it was. */
  readonly matchedAlias: string | null;
}

/** A division of today that took over a code. */
export interface Successor {
  readonly formerCode: string;
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly level: DivisionLevel;
}

export interface FoundDivision extends ListedDivision, SearchPlace {}

/** Where a hit stands in the order of hits. */
export interface SearchPlace {
  readonly isLast: number;
  readonly rank: number;
  readonly code: string;
}

export interface DivisionFilter {
  readonly level: DivisionLevel | null;
  readonly within: string | null;
}

@Injectable()
export class DivisionRepository {
  search(tx: Tx, wanted: string, { level, within }: DivisionFilter, after: SearchPlace | null, count: number): Promise<FoundDivision[]> {
    return tx.query<FoundDivision>(SEARCH_DIVISIONS, [
      wanted,
      level,
      within,
      count,
      after?.isLast ?? null,
      after?.rank ?? null,
      after?.code ?? null,
    ]);
  }

  list(tx: Tx, { level, within }: DivisionFilter, afterCode: string, count: number): Promise<ListedDivision[]> {
    return tx.query<ListedDivision>(LIST_DIVISIONS, [level, within ?? NO_DIVISION, afterCode, count]);
  }

  find(tx: Tx, code: string): Promise<Division | null> {
    return tx.table(DivisionSchema).findOneBy({ code });
  }

  /** In the order of their codes, so ancestors come before what they contain. */
  findMany(tx: Tx, codes: readonly string[]): Promise<Division[]> {
    return tx.table(DivisionSchema).find({ where: { code: In([...codes]) }, order: { code: 'ASC' } });
  }

  listAliases(tx: Tx, code: string): Promise<DivisionAlias[]> {
    return tx.table(DivisionAliasSchema).find({ where: { code }, order: { alias: 'ASC' } });
  }

  /** Divisions of today that took over these codes, the main one of each first. */
  listSuccessors(tx: Tx, formerCodes: readonly string[]): Promise<Successor[]> {
    return tx.query<Successor>(LIST_SUCCESSORS, [formerCodes]);
  }

  /** The first day on which the division was no longer in use: by succession, which knows it exactly, or by the register. */
  async findEnd(tx: Tx, { code, validTo }: Division): Promise<string | null> {
    const [moved] = await tx.query<{ endedOn: string }>('select ended_on::text as "endedOn" from division_today where code = $1', [code]);
    return moved?.endedOn ?? validTo;
  }
}
