import { beijingIso } from '../../kernel/business-day.js';
import type { BulletinDto, BulletinSummaryDto } from './bulletin.dto.js';
import type { Bulletin, ListedBulletin } from './bulletin.repository.js';
import type { BulletinCopy, CopyHead } from './bulletin-copy.repository.js';
import { stateOf } from './bulletin-state.js';

/** `copy`: what of it is shown; null before there is any, and of a draft that was withdrawn. */
export function bulletinView(bulletin: Bulletin, copy: BulletinCopy | null, heads: readonly CopyHead[], now: Date): BulletinDto {
  const { number, title, titleEn, body, bodyEn, notes, notesEn, figures } = copy ?? bulletin;
  const { id, divisionCode, month, isPublic, draftedBy, checkedBy, issuedBy, frozenBy, withdrawnBy, withdrawalReason } = bulletin;
  return {
    ...{ id, divisionCode, month, state: stateOf(bulletin, now), version: copy?.version ?? null },
    ...{ number, title, titleEn, body, bodyEn, notes, notesEn, figures },
    ...{ isPublic, draftedBy, checkedBy, issuedBy, frozenBy, withdrawnBy, withdrawalReason },
    draftedAt: beijingIso(bulletin.draftedAt),
    checkedAt: isoOrNull(bulletin.checkedAt),
    issuedAt: isoOrNull(bulletin.issuedAt),
    freezesAt: isoOrNull(bulletin.freezesAt),
    withdrawnAt: isoOrNull(bulletin.withdrawnAt),
    copies: heads.map(({ version, reason, madeBy, madeAt }) => ({ version, reason, madeBy, madeAt: beijingIso(madeAt) })),
  };
}

export function bulletinSummary(listed: ListedBulletin, now: Date): BulletinSummaryDto {
  const { id, divisionCode, divisionName, month, number, title, titleEn, isPublic, draftedBy, revisions } = listed;
  const state = stateOf(listed, now);
  return {
    ...{ id, divisionCode, divisionName, month, state, number, title, titleEn, isPublic, draftedBy, revisions },
    issuedAt: isoOrNull(listed.issuedAt),
  };
}

function isoOrNull(instant: Date | null): string | null {
  return instant === null ? null : beijingIso(instant);
}
