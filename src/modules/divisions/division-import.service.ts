import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { NO_DIVISION } from '../../kernel/division-code.js';
import { closureRows } from './closure.js';
import { DivisionImportRepository, type DivisionPlace } from './division-import.repository.js';
import { DivisionError } from './division.errors.js';
import type { RegisterFiles } from './register-files.js';
import { type DivisionRow, registerRows } from './register-rows.js';

export interface ImportReport {
  /** Rows that are new or say something else than before. */
  readonly imported: number;
  readonly unchanged: number;
  /** Rows the new register no longer has; they stay, with an end of validity. */
  readonly retired: number;
  /** Known divisions now count for other areas: rollups are wrong until they are rebuilt. */
  readonly rebuildNeeded: boolean;
}

/**
 * Brings one province's register into the database, all of it or nothing. The same files change nothing; a later list of the same
 * province ends the validity of what it no longer has; codes are never deleted, since past sales carry them.
 */
@Injectable()
export class DivisionImport {
  constructor(private readonly registers: DivisionImportRepository) {}

  async run(tx: Tx, files: RegisterFiles): Promise<ImportReport> {
    const { manifest, names, contentsSha256 } = files;
    await this.registers.lock(tx);
    const known = await this.registers.findRegister(tx, manifest.provinceCode);
    if (known?.contentsSha256 === contentsSha256) return { imported: 0, unchanged: names.size, retired: 0, rebuildNeeded: false };
    if (known !== null && known.asOf > manifest.asOf) throw olderRegister(files, known.asOf);
    return this.write(tx, files, known === null ? null : manifest.asOf);
  }

  async hasAnyRegister(tx: Tx): Promise<boolean> {
    return this.registers.hasAnyRegister(tx);
  }

  /** Rows of a province's first register were valid before it; since when, nobody told us. */
  private async write(tx: Tx, files: RegisterFiles, validFrom: string | null): Promise<ImportReport> {
    const { provinceCode, asOf } = files.manifest;
    const rows = registerRows(files);
    const before = new Map((await this.registers.listPlaces(tx, provinceCode)).map((place) => [place.code, place]));
    const imported = await this.registers.saveDivisions(tx, rows.divisions, validFrom);
    const retired = await this.registers.retireDivisions(tx, provinceCode, [...files.names.keys()], asOf);
    await this.registers.replaceAliases(tx, provinceCode, rows.aliases);
    const moved = await this.writeClosure(tx, rows.divisions, before);
    await this.registers.saveRegister(tx, files.manifest, files.contentsSha256);
    await this.registers.mapToday(tx);
    await this.registers.settle(tx);
    return { imported, unchanged: rows.divisions.length - imported, retired, rebuildNeeded: moved > 0 };
  }

  /** Only for what is new or stands elsewhere than before; answers how many known divisions do. */
  private async writeClosure(tx: Tx, divisions: readonly DivisionRow[], before: ReadonlyMap<string, DivisionPlace>): Promise<number> {
    const zones = new Set(divisions.filter(({ isZone }) => isZone).map(({ code }) => code));
    const isZone = (code: string): boolean => zones.has(code);
    const added = divisions.filter(({ code }) => !before.has(code));
    const moved = divisions.filter(({ code, path }) => before.has(code) && hasMoved(path, isZone, code, before));
    await this.registers.deleteClosure(
      tx,
      moved.map(({ code }) => code),
    );
    const rows = [...added, ...moved].flatMap(({ code, path }) => closureRows(code, path, isZone));
    await this.registers.saveClosure(tx, [...closureRows(NO_DIVISION, [], isZone), ...rows]);
    return moved.length;
  }
}

function hasMoved(
  path: readonly string[],
  isZone: (code: string) => boolean,
  code: string,
  before: ReadonlyMap<string, DivisionPlace>,
): boolean {
  if (path.join('/') !== before.get(code)?.path.join('/')) return true;
  return path.some((area) => isZone(area) !== before.get(area)?.isZone);
}

function olderRegister({ manifest }: RegisterFiles, current: string): DivisionError {
  return new DivisionError('divisions.register-older', { province: manifest.provinceCode, current, offered: manifest.asOf });
}
