import { Injectable } from '@nestjs/common';
import type { Language } from '../../kernel/domain-error.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { attachmentNamed, type FileFormat, type Sheet, writeCsv, writeWorkbook } from '../../platform/spreadsheet/index.js';
import { readerOnly, recordEvent } from '../audit/index.js';
import { DivisionService } from '../divisions/index.js';
import { WATCH_WORDS, type WatchWords } from './watch-words.js';

export interface WatchFile {
  readonly content: Buffer;
  readonly disposition: string;
}

export interface Asked {
  readonly within: string;
  readonly format: FileFormat;
}

export type WatchTable = keyof WatchWords['titles'];

/** A table as a file, under what it is about. Who took it, and which, is recorded: it leaves the house. */
@Injectable()
export class WatchFiles {
  constructor(
    private readonly database: Database,
    private readonly divisions: DivisionService,
  ) {}

  async write(principal: Principal, table: WatchTable, asked: Asked, language: Language, sheetOf: SheetMaker): Promise<WatchFile> {
    const words = WATCH_WORDS[language];
    const names = await this.database.snapshot(principal, (tx) => this.divisions.fullNames(tx, [asked.within]));
    const area = names.get(asked.within) ?? asked.within;
    const sheet = await sheetOf(words, `${area} · ${words.titles[table]}`);
    const content = asked.format === 'csv' ? Buffer.from(writeCsv(sheet), 'utf8') : await writeWorkbook([sheet]);
    await this.database.transaction(readerOnly(principal), (tx) =>
      recordEvent(tx, { resource: 'county-watch', resourceId: table, after: { ...asked, rows: sheet.rows.length } }),
    );
    return { content, disposition: attachmentNamed(`${words.file} ${area} ${words.titles[table]}`, asked.format, table) };
  }
}

export type SheetMaker = (words: WatchWords, title: string) => Promise<Sheet>;
