import type { BulletinContent } from './bulletin.repository.js';
import type { BulletinFiguresDto } from './bulletin-figures.dto.js';
import { bulletinNotesEn, bulletinNotesZh } from './bulletin-notes.js';
import { bulletinTextEn, bulletinTitleEn } from './bulletin-text-en.js';
import { bulletinTextZh, bulletinTitleZh } from './bulletin-text.js';

/** A bulletin as the figures alone make it. */
export function contentOf(figures: BulletinFiguresDto, number: string | null): BulletinContent {
  const { divisionName, month } = figures;
  return {
    number,
    title: bulletinTitleZh(divisionName, month),
    titleEn: bulletinTitleEn(divisionName, month),
    body: bulletinTextZh(figures),
    bodyEn: bulletinTextEn(figures),
    notes: bulletinNotesZh(figures),
    notesEn: bulletinNotesEn(figures),
    figures,
  };
}
