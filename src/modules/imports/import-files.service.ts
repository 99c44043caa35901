import { Injectable } from '@nestjs/common';
import type { Language } from '../../kernel/domain-error.js';
import { Database, type Principal } from '../../platform/database/index.js';
import type { FileFormat } from '../../platform/spreadsheet/index.js';
import { errorsWorkbook, orderTemplate } from './files/index.js';
import { ImportError } from './import.errors.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-rows.repository.js';
import { wordsOfRefusal } from './refused-order.js';

/** Nobody corrects more by hand: the fault is then one of the file, not of its rows. */
const MOST_ERRORS = 20_000;

/** Files that go with imports: the rows that were refused, and our own template. */
@Injectable()
export class ImportFiles {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
  ) {}

  async errors(principal: Principal, id: string, language: Language): Promise<{ bytes: Buffer; fileName: string }> {
    const { name, refused } = await this.database.snapshot(principal, async (tx) => {
      const row = await this.imports.find(tx, id);
      if (row === null) throw new ImportError('imports.not-found', { id });
      return { name: row.file_name, refused: await this.rows.listRefused(tx, id, 0, MOST_ERRORS) };
    });
    const rows = refused.map(({ rowNo, cells, refusal }) => ({ rowNo, cells, reason: wordsOfRefusal(refusal, language) }));
    return {
      bytes: await errorsWorkbook(rows, language),
      fileName: `${name.replace(/\.\w+$/, '')}-${language === 'zh' ? '未计入的行' : 'refused rows'}`,
    };
  }

  template(format: FileFormat): Promise<Buffer> {
    return orderTemplate(format);
  }
}
