import { Injectable } from '@nestjs/common';
import { businessDayOf } from '../../kernel/business-day.js';
import type { Principal } from '../../platform/database/index.js';
import { renderPdf, renderXlsx } from '../../platform/documents/index.js';
import type { FileFormat, FileQuery } from './bulletin.dto.js';
import { bulletinDocument, type PrintedBulletin } from './bulletin-document.js';
import type { DocumentLanguage } from './bulletin-document-words.js';
import { BulletinLinks } from './bulletin-links.service.js';
import { BulletinReading } from './bulletin-reading.service.js';

export const FILE_TYPES: Readonly<Record<FileFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface BulletinFile {
  readonly content: Buffer;
  readonly name: string;
  readonly plainName: string;
  readonly format: FileFormat;
}

/** Bulletins as files, made of the stored copy each time: the same copy gives the same figures. */
@Injectable()
export class BulletinFiles {
  constructor(
    private readonly reading: BulletinReading,
    private readonly links: BulletinLinks,
  ) {}

  async of(principal: Principal, id: string, { version, format, language }: FileQuery): Promise<BulletinFile> {
    const view = await this.reading.get(principal, id, version);
    const { reason = null } = view.copies.find((copy) => copy.version === view.version) ?? {};
    return render({ ...view, reason, issuedOn: view.issuedAt?.slice(0, 10) ?? null }, format, language);
  }

  /** Recipients are not told the usernames of those who made it. */
  async ofLink(token: string, format: FileFormat, language: DocumentLanguage): Promise<BulletinFile> {
    const copy = await this.links.latest(token);
    const nobody = { draftedBy: null, checkedBy: null, issuedBy: null };
    return render({ ...copy, ...nobody, state: 'issued', issuedOn: businessDayOf(copy.issuedAt) }, format, language);
  }
}

async function render(bulletin: PrintedBulletin, format: FileFormat, language: DocumentLanguage): Promise<BulletinFile> {
  const document = bulletinDocument(bulletin, language);
  const content = format === 'pdf' ? await renderPdf(document) : await renderXlsx(document);
  const { divisionCode, month } = bulletin.figures;
  return { content, name: document.title, plainName: `bulletin-${divisionCode}-${month}`, format };
}
