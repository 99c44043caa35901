import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { ClosureRow } from './closure.js';
import type { RegisterManifest } from './register-manifest.js';
import type { AliasRow, DivisionRow } from './register-rows.js';

const SAVE_DIVISIONS = sqlFile(import.meta.url, './sql/save-divisions.sql');
const RETIRE_DIVISIONS = sqlFile(import.meta.url, './sql/retire-divisions.sql');
const REPLACE_ALIASES = sqlFile(import.meta.url, './sql/replace-aliases.sql');
const MAP_TODAY = sqlFile(import.meta.url, './sql/map-today.sql');
const IMPORT_LOCK = 4_206_813;

export interface KnownRegister {
  readonly asOf: string;
  readonly contentsSha256: string;
}

export interface DivisionPlace {
  readonly code: string;
  readonly path: string[];
  readonly isZone: boolean;
}

export interface TodayMap {
  /** How many codes are others today. */
  readonly moved: number;
  /** Successors that lead back to where they began; empty without such. */
  readonly circle: string[];
}

@Injectable()
export class DivisionImportRepository {
  /** One import at a time: the second of two starting processes finds the work done. */
  async lock(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
  }

  async hasAnyRegister(tx: Tx): Promise<boolean> {
    return (await tx.query('select from division_register limit 1')).length > 0;
  }

  async findRegister(tx: Tx, provinceCode: string): Promise<KnownRegister | null> {
    const [known] = await tx.query<KnownRegister>(
      `select as_of::text as "asOf", contents_sha256 as "contentsSha256" from division_register where province_code = $1`,
      [provinceCode],
    );
    return known ?? null;
  }

  async saveRegister(tx: Tx, { provinceCode, source, asOf, sha256, rowCount }: RegisterManifest, contentsSha256: string): Promise<void> {
    await tx.query(
      `insert into division_register (province_code, source, as_of, sha256, row_count, contents_sha256) values ($1, $2, $3, $4, $5, $6)
       on conflict (province_code) do update set source = excluded.source, as_of = excluded.as_of, sha256 = excluded.sha256,
         row_count = excluded.row_count, contents_sha256 = excluded.contents_sha256, imported_at = now()`,
      [provinceCode, source, asOf, sha256, rowCount, contentsSha256],
    );
  }

  async saveDivisions(tx: Tx, rows: readonly DivisionRow[], validFrom: string | null): Promise<number> {
    const column = <Value>(value: (row: DivisionRow) => Value): Value[] => rows.map(value);
    const { saved } = await tx.one<{ saved: number }>(SAVE_DIVISIONS, [
      column((row) => row.code),
      column((row) => row.name),
      column((row) => row.displayName),
      column((row) => row.fullName),
      column((row) => row.level),
      column((row) => row.parentCode),
      column((row) => row.isZone),
      column((row) => row.hostCountyCode),
      column((row) => row.isSelectable),
      column((row) => row.path.join('/')),
      column((row) => row.pinyin),
      column((row) => row.initials),
      column((row) => row.searchText),
      column((row) => row.areaNames.join('/')),
      validFrom,
    ]);
    return saved;
  }

  async retireDivisions(tx: Tx, provinceCode: string, codes: readonly string[], asOf: string): Promise<number> {
    return (await tx.one<{ retired: number }>(RETIRE_DIVISIONS, [provinceCode, codes, asOf])).retired;
  }

  async replaceAliases(tx: Tx, provinceCode: string, rows: readonly AliasRow[]): Promise<void> {
    const column = (value: (row: AliasRow) => string): string[] => rows.map(value);
    await tx.query(REPLACE_ALIASES, [
      provinceCode,
      column((row) => row.alias),
      column((row) => row.code),
      column((row) => row.kind),
      column((row) => row.note),
      column((row) => row.pinyin),
      column((row) => row.initials),
      column((row) => row.searchText),
    ]);
  }

  /** Where the province's divisions stand in the tree now. */
  async listPlaces(tx: Tx, provinceCode: string): Promise<DivisionPlace[]> {
    return tx.query<DivisionPlace>(`select code, path, is_zone as "isZone" from division where starts_with(code, $1)`, [provinceCode]);
  }

  async deleteClosure(tx: Tx, codes: readonly string[]): Promise<void> {
    await tx.query('delete from division_closure where code = any ($1::text[])', [codes]);
  }

  async saveClosure(tx: Tx, rows: readonly ClosureRow[]): Promise<void> {
    const column = <Value>(value: (row: ClosureRow) => Value): Value[] => rows.map(value);
    await tx.query(
      `insert into division_closure (code, level, area_code, is_loose)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) on conflict do nothing`,
      [column((row) => row.code), column((row) => row.level), column((row) => row.areaCode), column((row) => row.isLoose)],
    );
  }

  /** Today's map follows the register and the successions; a circle must be refused. */
  async mapToday(tx: Tx): Promise<TodayMap> {
    return tx.one<TodayMap>(MAP_TODAY);
  }

  /** Readies indexes and statistics for the new rows. */
  async settle(tx: Tx): Promise<void> {
    await tx.query('select settle_divisions()');
  }
}
