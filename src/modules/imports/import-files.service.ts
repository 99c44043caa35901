import { Injectable } from '@nestjs/common';
import type { Language } from '../../kernel/domain-error.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { type Sheet, writeCsv, writeWorkbook } from '../../platform/spreadsheet/index.js';
import { ImportError } from './import.errors.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-rows.repository.js';
import { ImportView } from './import-view.js';
import { templateSheet } from './import-template.js';

/** A spreadsheet with more rows than this helps nobody: the fault is then one of the file, not of its rows. */
const MOST_ERRORS = 50_000;

const ERROR_COLUMNS = {
  zh: ['行号', '订单编号', '列', '内容', '原因和处理办法'],
  en: ['Row', 'Order number', 'Column', 'Content', 'Reason and what to do'],
} as const;

/** Files that go with imports: the rows that were refused, and our own template. */
@Injectable()
export class ImportFiles {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly view: ImportView,
  ) {}

  errors(principal: Principal, id: string, language: Language): Promise<{ bytes: Buffer; fileName: string }> {
    return this.database.snapshot(principal, async (tx) => {
      const row = await this.imports.find(tx, id);
      if (row === null) throw new ImportError('imports.not-found', { id });
      const refused = (await this.rows.listRefused(tx, id, 0, MOST_ERRORS)).map((one) => this.view.toRefusedRow(one, language));
      const [no, orderNo, column, value, reason] = ERROR_COLUMNS[language];
      const sheet: Sheet = {
        name: language === 'zh' ? '未计入的行' : 'Refused rows',
        preamble: [[row.file_name]],
        columns: [
          { heading: no, kind: 'count' },
          { heading: orderNo, kind: 'id', width: 26 },
          { heading: column, kind: 'text', width: 18 },
          { heading: value, kind: 'text', width: 24 },
          { heading: reason, kind: 'text', width: 80 },
        ],
        rows: refused.map((one) => [one.row, one.orderNo, one.column, one.value, one.reason]),
      };
      return { bytes: await writeWorkbook([sheet]), fileName: `${row.file_name.replace(/\.\w+$/, '')}-${sheet.name}` };
    });
  }

  async template(format: 'xlsx' | 'csv'): Promise<Buffer> {
    return format === 'csv' ? Buffer.from(writeCsv(templateSheet())) : writeWorkbook([templateSheet()]);
  }
}
