import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { type PrintDocument, renderPdf, renderXlsx } from '../../platform/documents/index.js';
import { DivisionService } from '../divisions/index.js';
import { CountedFigures, lastDayOf } from './counted-figures.service.js';
import { reportCsv } from './report-csv.js';
import { reportDocument } from './report-document.js';
import { type ShownTable, showTable } from './report-figures.js';
import type { ReportFiguresDto } from './report-figures.dto.js';
import { periodOf, type ReportTable } from './report-table.js';
import type { ExportFormat } from './report-table.dto.js';
import { ReportTableRepository } from './report-table.repository.js';
import { known, toItem } from './report-table.service.js';

export interface ExportedFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
}

const TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
};

interface Shown {
  readonly table: ReportTable;
  readonly divisionName: string | undefined;
  readonly figures: ShownTable;
  readonly asOf: Date;
  readonly isProvisional: boolean;
}

/** A table with everything in it: what was typed, what Cunbo counts, what follows from both. Screen, paper and files show the same. */
@Injectable()
export class ReportFigures {
  constructor(
    private readonly database: Database,
    private readonly tables: ReportTableRepository,
    private readonly counted: CountedFigures,
    private readonly divisions: DivisionService,
    private readonly clock: Clock,
  ) {}

  async get(principal: Principal, id: string): Promise<ReportFiguresDto> {
    const { table, divisionName, figures, asOf, isProvisional } = await this.show(principal, id);
    const { paper, source } = table;
    return { ...toItem(table, divisionName), period: periodOf(table), paper, source, asOf: beijingIso(asOf), isProvisional, ...figures };
  }

  /** Drawn after the transaction: a document takes its time. */
  async export(principal: Principal, id: string, format: ExportFormat): Promise<ExportedFile> {
    const { table, figures, asOf } = await this.show(principal, id);
    const document = reportDocument(table, figures, asOf);
    return { bytes: await bytesOf(document, figures, format), type: TYPES[format], name: `${document.title}.${format}` };
  }

  private show(principal: Principal, id: string): Promise<Shown> {
    const asOf = this.clock.now();
    const today = businessDayOf(asOf);
    return this.database.snapshot(principal, async (tx) => {
      const table = known(await this.tables.find(tx, id), id);
      const typed = (await this.tables.listCells(tx, id)).map((cell) => ({ ...cell, noRate: null }));
      const counted = await this.counted.cells(tx, principal, table, today);
      const names = await this.divisions.fullNames(tx, [table.divisionCode]);
      const isProvisional = counted.length > 0 && lastDayOf(table.year, table.lastMonth) >= today;
      return { table, divisionName: names.get(table.divisionCode), figures: showTable(table, [...typed, ...counted]), asOf, isProvisional };
    });
  }
}

async function bytesOf(document: PrintDocument, figures: ShownTable, format: ExportFormat): Promise<Buffer> {
  if (format === 'csv') return Buffer.from(reportCsv(figures));
  return format === 'pdf' ? renderPdf(document) : renderXlsx(document);
}
