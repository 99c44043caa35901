import { Injectable } from '@nestjs/common';
import { businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/index.js';
import { DivisionImportRepository } from './division-import.repository.js';
import { DivisionSuccessionRepository } from './division-succession.repository.js';
import type { DivisionSuccessionItem } from './division.dto.js';
import { DivisionError } from './division.errors.js';
import type { Succession } from './succession.js';
import type { SuccessionFile } from './succession-file.js';

export interface SuccessionReport {
  /** Lines that are new or say something else than before. */
  readonly imported: number;
  readonly unchanged: number;
  /** Earlier rows of the file's codes that it no longer says, or says otherwise. */
  readonly withdrawn: number;
  /** Codes that are others on today's map, by all that is recorded. */
  readonly moved: number;
  /** Codes that left the register and have no successor. */
  readonly withoutSuccessor: number;
}

/**
 * What became of divisions. A file says everything about the codes it names and nothing about others; all of it is recorded or nothing.
 * Past sales keep their codes: only today's map, which is read beside them, becomes another.
 */
@Injectable()
export class DivisionSuccession {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly registers: DivisionImportRepository,
    private readonly successions: DivisionSuccessionRepository,
  ) {}

  list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<DivisionSuccessionItem>> {
    const [afterCode = '', afterSuccessor = ''] = decodeCursor(cursor, 2)?.map(String) ?? [];
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.successions.list(tx, afterCode, afterSuccessor, limit + 1),
        limit,
        (row) => row,
        ({ code, successorCode }) => [code, successorCode],
      ),
    );
  }

  async import(tx: Tx, file: SuccessionFile): Promise<SuccessionReport> {
    await this.registers.lock(tx);
    this.refuseTooEarly(file);
    await this.refuseUnknown(tx, file);
    const said = file.lines.flatMap(({ succession }) => succession ?? []);
    const before = await this.successions.ofCodes(
      tx,
      file.lines.map(({ code }) => code),
    );
    const fresh = without(said, before);
    const gone = without(before, said);
    await this.successions.delete(tx, gone);
    await this.successions.insert(tx, fresh);
    const moved = await this.mapToday(tx, file);
    const withoutSuccessor = await this.successions.countWithoutSuccessor(tx);
    return { imported: fresh.length, unchanged: said.length - fresh.length, withdrawn: gone.length, moved, withoutSuccessor };
  }

  /** Today's map is written when something changes, not when a day begins, so it cannot hold what is still to come. */
  private refuseTooEarly({ file, lines }: SuccessionFile): void {
    const today = businessDayOf(this.clock.now());
    for (const { line, code, succession } of lines)
      if (succession !== null && succession.validFrom > today)
        throw new DivisionError('divisions.succession-not-yet', { file, line, code, validFrom: succession.validFrom });
  }

  private async refuseUnknown(tx: Tx, { file, lines }: SuccessionFile): Promise<void> {
    const named = lines.flatMap(({ line, code, succession }) => [
      { line, code },
      ...(succession === null ? [] : [{ line, code: succession.successorCode }]),
    ]);
    const known = await this.successions.knownCodes(
      tx,
      named.map(({ code }) => code),
    );
    const unknown = named.find(({ code }) => !known.has(code));
    if (unknown !== undefined) throw new DivisionError('divisions.succession-unknown', { file, ...unknown });
  }

  private async mapToday(tx: Tx, { file, lines }: SuccessionFile): Promise<number> {
    const { moved, circle } = await this.registers.mapToday(tx);
    await this.registers.settle(tx);
    if (circle.length === 0) return moved;
    // What was recorded before had no circle, so a line of the file closes it.
    const line = lines.find(({ code }) => circle.some((place) => place.startsWith(code)))?.line ?? 1;
    throw new DivisionError('divisions.succession-circle', { file, line, circle: circle.join(' → ') });
  }
}

/** Those that are not among others in every respect. */
function without(rows: readonly Succession[], others: readonly Succession[]): Succession[] {
  const known = new Set(others.map(textOf));
  return rows.filter((row) => !known.has(textOf(row)));
}

function textOf({ code, successorCode, kind, validFrom, isMain, note }: Succession): string {
  return JSON.stringify([code, successorCode, kind, validFrom, isMain, note]);
}
