import { Injectable } from '@nestjs/common';
import type { Language } from '../../kernel/domain-error.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { attachmentNamed, type FileFormat, writeCsv, writeWorkbook } from '../../platform/spreadsheet/index.js';
import { readerOnly, recordEvent } from '../audit/index.js';
import type { Basis } from '../rankings/index.js';
import { CampaignReports } from './campaign-report.service.js';
import { reportSheet } from './report-sheet.js';

export interface ReportFile {
  readonly content: Buffer;
  readonly disposition: string;
}

/** A report card as a file. Who took it is recorded: it leaves the house. */
@Injectable()
export class ReportExport {
  constructor(
    private readonly database: Database,
    private readonly reports: CampaignReports,
  ) {}

  async write(principal: Principal, id: string, basis: Basis, format: FileFormat, language: Language): Promise<ReportFile> {
    const report = await this.reports.report(principal, id, basis);
    const sheet = reportSheet(report, language);
    const content = format === 'csv' ? Buffer.from(writeCsv(sheet), 'utf8') : await writeWorkbook([sheet]);
    await this.database.transaction(readerOnly(principal), (tx) =>
      recordEvent(tx, { resource: 'campaign', resourceId: id, after: { basis, format } }),
    );
    return { content, disposition: attachmentNamed(`${report.campaign.name} ${sheet.name}`, format, 'campaign') };
  }
}
