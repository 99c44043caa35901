import { Injectable } from '@nestjs/common';
import type { Language } from '../../kernel/domain-error.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { attachmentNamed, writeCsv, writeWorkbook } from '../../platform/spreadsheet/index.js';
import { readerOnly, recordEvent } from '../audit/index.js';
import { CATEGORIES } from '../products/index.js';
import { platformName } from './platform-names.js';
import { RankingNames } from './ranking-names.js';
import { RankingError } from './ranking.errors.js';
import type { RankingExportQuery, Subject } from './ranking-query.js';
import { RankingService } from './ranking.service.js';
import { type Asked, rankingSentence } from './ranking-sentence.js';
import { rankingSheet } from './ranking-sheet.js';
import { RANKING_WORDS } from './ranking-words.js';

/** More than there are villages in a province; a workbook of as many rows is some five megabytes. */
export const MOST_ROWS = 50_000;

export interface ExportedFile {
  readonly content: Buffer;
  readonly disposition: string;
}

/** A whole ranking as a file, under the sentence its page has. Who took it, and which, is recorded: it leaves the house. */
@Injectable()
export class RankingExport {
  constructor(
    private readonly database: Database,
    private readonly rankings: RankingService,
    private readonly names: RankingNames,
  ) {}

  async write(
    principal: Principal,
    subject: Subject,
    query: RankingExportQuery,
    language: Language,
    mostRows = MOST_ROWS,
  ): Promise<ExportedFile> {
    const { format, ...question } = query;
    const ranking = await this.rankings.rank(principal, subject, { ...question, limit: mostRows });
    if (ranking.nextCursor !== null) throw new RankingError('ranking.too-large-to-export', { rows: mostRows });
    const asked = await this.inWords(principal, subject, query, language);
    const sheet = rankingSheet({ subject, compare: query.compare, sentence: rankingSentence(asked, language), ranking }, language);
    const content = format === 'csv' ? Buffer.from(writeCsv(sheet), 'utf8') : await writeWorkbook([sheet]);
    await this.record(principal, subject, query, ranking.items.length);
    return { content, disposition: attachmentNamed(fileName(asked, language), format, 'ranking') };
  }

  private async inWords(principal: Principal, subject: Subject, query: RankingExportQuery, language: Language): Promise<Asked> {
    const { within, category, platform, from, to } = query;
    return {
      ...query,
      subject,
      range: { from, to },
      area: within === undefined ? null : await this.areaName(principal, within),
      category: category === undefined ? null : categoryName(category, language),
      platform: platform === undefined ? null : platformName(platform, language),
    };
  }

  private async areaName(principal: Principal, code: string): Promise<string> {
    const names = await this.database.snapshot(principal, (tx) => this.names.of(tx, 'counties', [code]));
    return names.get(code) ?? code;
  }

  private record(principal: Principal, subject: Subject, query: RankingExportQuery, rows: number): Promise<void> {
    return this.database.transaction(readerOnly(principal), (tx) =>
      recordEvent(tx, { resource: 'ranking', resourceId: subject, after: { ...query, rows } }),
    );
  }
}

function categoryName(code: string, language: Language): string {
  const category = CATEGORIES.find((one) => one.code === code);
  return (language === 'zh' ? category?.name : category?.nameEn) ?? code;
}

function fileName({ subject, area, range: { from, to } }: Asked, language: Language): string {
  const words = RANKING_WORDS[language];
  const days = from === to ? from : `${from}—${to}`;
  return [words.file.name, area ?? words.everywhere, words.subjects[subject], days].join(' ');
}
