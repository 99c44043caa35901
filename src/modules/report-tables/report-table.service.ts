import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import {
  cursorId,
  definedOnly,
  InputError,
  OnceWriter,
  OutOfScope,
  type Page,
  Precondition,
  toPage,
  type WriteRequest,
} from '../../platform/http/index.js';
import { DivisionService } from '../divisions/index.js';
import type { ChangeReportTable, CreateReportTable, ReportTableDto, ReportTableItemDto, ReportTableQuery } from './report-table.dto.js';
import { ReportTableError } from './report-table.errors.js';
import { ReportTableRepository } from './report-table.repository.js';
import { requireSound } from './report-table.rules.js';
import type { ReportCell, ReportTable } from './report-table.js';

/** Tables of the bureaus: each is kept by the bureau of its division, and read by those around and inside it. */
@Injectable()
export class ReportTables {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly tables: ReportTableRepository,
    private readonly divisions: DivisionService,
  ) {}

  create(write: WriteRequest, body: CreateReportTable): Promise<ReportTableDto> {
    requireKeeper(write.principal, body.divisionCode);
    const { cells = [], areas = [], indicators = [], footnotes = [], paper = 'A4', source = '', ...rest } = body;
    const template = { ...rest, paper, source, areas, indicators, footnotes };
    requireMonths(template);
    return this.writer.run(write, async (tx) => {
      await this.divisions.requireKnown(tx, body.divisionCode);
      const table = await this.tables.insert(tx, template);
      requireSound(table, cells);
      await this.tables.putCells(tx, table.id, cells);
      return this.toDto(tx, table);
    });
  }

  list(principal: Principal, { year, limit, cursor }: ReportTableQuery): Promise<Page<ReportTableItemDto>> {
    return this.database.snapshot(principal, async (tx) => {
      const rows = await this.tables.list(tx, year ?? null, cursorId(cursor), limit + 1);
      const codes = rows.map(({ divisionCode }) => divisionCode);
      const names = await this.divisions.fullNames(tx, codes);
      return toPage(
        rows,
        limit,
        (table) => toItem(table, names.get(table.divisionCode)),
        ({ id }) => [id],
      );
    });
  }

  get(principal: Principal, id: string): Promise<ReportTableDto> {
    return this.database.snapshot(principal, async (tx) => this.toDto(tx, known(await this.tables.find(tx, id), id)));
  }

  change(principal: Principal, id: string, body: ChangeReportTable, expected = Precondition.NONE): Promise<ReportTableDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = await this.forChange(tx, id, expected);
      const { cells = [], ...changes } = definedOnly(body);
      return this.store(tx, { ...before, ...changes }, cells);
    });
  }

  async delete(principal: Principal, id: string): Promise<void> {
    await this.database.transaction(principal, async (tx) => {
      await this.forChange(tx, id, Precondition.NONE);
      await this.tables.delete(tx, id);
    });
  }

  /** For those who write a table in another way: locked, as it was expected, and one's own to keep. */
  async forChange(tx: Tx, id: string, expected: Precondition): Promise<ReportTable> {
    requireKeeper(tx.principal, known(await this.tables.find(tx, id), id).divisionCode);
    const table = known(await this.tables.findForChange(tx, id), id);
    await expected.require(() => this.toDto(tx, table));
    return table;
  }

  async store(tx: Tx, table: ReportTable, cells: readonly ReportCell[]): Promise<ReportTableDto> {
    requireMonths(table);
    requireSound(table, cells);
    const stored = await this.tables.update(tx, table.id, table);
    const typed = table.indicators.filter(({ counted }) => counted === null);
    await this.tables.dropCellsOutside(
      tx,
      table.id,
      typed.map(({ key }) => key),
      table.areas.map(({ key }) => key),
    );
    await this.tables.putCells(tx, table.id, cells);
    return this.toDto(tx, stored);
  }

  async toDto(tx: Tx, table: ReportTable): Promise<ReportTableDto> {
    const { paper, source, areas, indicators, footnotes, createdAt } = table;
    const names = await this.divisions.fullNames(tx, [table.divisionCode]);
    const cells = await this.tables.listCells(tx, table.id);
    const item = toItem(table, names.get(table.divisionCode));
    return { ...item, paper, source, areas, indicators, footnotes, cells, createdAt: beijingIso(createdAt) };
  }
}

export function known(table: ReportTable | null, id: string): ReportTable {
  if (table === null) throw new ReportTableError('report-tables.not-found', { id });
  return table;
}

export function toItem(table: ReportTable, divisionName: string | undefined): ReportTableItemDto {
  const { id, divisionCode, title, year, firstMonth, lastMonth, changedAt } = table;
  return {
    id,
    divisionCode,
    divisionName: divisionName ?? divisionCode,
    title,
    year,
    firstMonth,
    lastMonth,
    changedAt: beijingIso(changedAt),
  };
}

/** The bureau of that very division, and operators. */
function requireKeeper(principal: Principal, divisionCode: string): void {
  const scope = principal.kind === 'worker' ? null : principal.scope;
  if (scope?.kind === 'all' || (scope?.kind === 'division' && scope.codePrefix === divisionCode)) return;
  throw new OutOfScope();
}

function requireMonths({ firstMonth, lastMonth }: { firstMonth: number; lastMonth: number }): void {
  if (firstMonth > lastMonth) throw InputError.field('/lastMonth', 'order', 'must not be before firstMonth');
}
