import { Injectable } from '@nestjs/common';
import { type Tx, violatedConstraint } from '../../platform/database/index.js';
import type { Basis, RefundView } from '../rankings/index.js';
import { BulletinError } from './bulletin.errors.js';
import type { BulletinFiguresDto } from './bulletin-figures.dto.js';

export type StoredState = 'draft' | 'checked' | 'issued' | 'withdrawn';

/** What a bulletin says: a draft's may change, a copy's never does. */
export interface BulletinContent {
  readonly number: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly body: string;
  readonly bodyEn: string;
  readonly notes: string[];
  readonly notesEn: string[];
  readonly figures: BulletinFiguresDto;
}

export interface Bulletin extends BulletinContent {
  readonly id: string;
  readonly divisionCode: string;
  readonly month: string;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly state: StoredState;
  readonly isPublic: boolean;
  readonly authorIds: string[];
  readonly draftedBy: string;
  readonly draftedAt: Date;
  readonly checkerId: string | null;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly issuedBy: string | null;
  readonly issuedAt: Date | null;
  readonly freezesAt: Date | null;
  readonly frozenBy: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawalReason: string | null;
}

export interface ListedBulletin {
  readonly id: string;
  readonly divisionCode: string;
  readonly divisionName: string;
  readonly month: string;
  readonly state: StoredState;
  readonly number: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly isPublic: boolean;
  readonly draftedBy: string;
  readonly issuedAt: Date | null;
  readonly freezesAt: Date | null;
  readonly revisions: number;
}

export interface BulletinFilter {
  readonly divisionCode: string | null;
  readonly month: string | null;
  readonly state: string | null;
}

export interface NewBulletin extends BulletinContent {
  readonly divisionCode: string;
  readonly month: string;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly authorId: string;
  readonly draftedBy: string;
  readonly draftedAt: Date;
}

const COLUMNS = `id::text, division_code as "divisionCode", to_char(month, 'YYYY-MM') as month, basis, refund_view as "refundView", state, number, title,
  title_en as "titleEn", body, body_en as "bodyEn", notes, notes_en as "notesEn", figures, is_public as "isPublic", author_ids::text[] as "authorIds",
  drafted_by as "draftedBy", drafted_at as "draftedAt", checker_id::text as "checkerId", checked_by as "checkedBy", checked_at as "checkedAt",
  issued_by as "issuedBy", issued_at as "issuedAt", freezes_at as "freezesAt", frozen_by as "frozenBy", withdrawn_by as "withdrawnBy",
  withdrawn_at as "withdrawnAt", withdrawal_reason as "withdrawalReason"`;

/** Bulletins on their way: reading, drafting, and each step to the next state. */
@Injectable()
export class BulletinRepository {
  async insert(tx: Tx, bulletin: NewBulletin): Promise<Bulletin> {
    const { divisionCode, month, basis, refundView, authorId, draftedBy, draftedAt } = bulletin;
    try {
      return await tx.one<Bulletin>(
        `insert into bulletin (number, title, title_en, body, body_en, notes, notes_en, figures, division_code, month, basis, refund_view, author_ids, drafted_by, drafted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, ($10 || '-01')::date, $11, $12, array[$13::bigint], $14, $15) returning ${COLUMNS}`,
        [...contentValues(bulletin), divisionCode, month, basis, refundView, authorId, draftedBy, draftedAt],
      );
    } catch (error) {
      if (violatedConstraint(error) === 'bulletin_once_per_month')
        throw new BulletinError('bulletins.exists', { code: divisionCode, month }, '/month');
      throw error;
    }
  }

  async find(tx: Tx, id: string): Promise<Bulletin | null> {
    const [bulletin] = await tx.query<Bulletin>(`select ${COLUMNS} from bulletin where id = $1`, [id]);
    return bulletin ?? null;
  }

  /** Under its lock; null also of one that is seen, but made by others. */
  async findForChange(tx: Tx, id: string): Promise<Bulletin | null> {
    const [bulletin] = await tx.query<Bulletin>(`select ${COLUMNS} from bulletin where id = $1 for update`, [id]);
    return bulletin ?? null;
  }

  list(
    tx: Tx,
    { divisionCode, month, state }: BulletinFilter,
    now: Date,
    after: readonly [string, string] | null,
    count: number,
  ): Promise<ListedBulletin[]> {
    return tx.query<ListedBulletin>(
      `select id::text, division_code as "divisionCode", figures ->> 'divisionName' as "divisionName", to_char(month, 'YYYY-MM') as month, state, number, title, title_en as "titleEn",
              is_public as "isPublic", drafted_by as "draftedBy", issued_at as "issuedAt", freezes_at as "freezesAt",
              (select count(*)::int from bulletin_copy c where c.bulletin_id = bulletin.id and c.version > 1) as revisions
       from bulletin
       where ($1::text is null or starts_with(division_code, $1)) and ($2::text is null or month = ($2 || '-01')::date)
         and ($3::text is null or case when state = 'issued' and freezes_at <= $4 then 'frozen' else state end = $3)
         and ($5::text is null or (to_char(month, 'YYYY-MM'), id) < ($5, $6::bigint))
       order by bulletin.month desc, bulletin.id desc limit $7`,
      [divisionCode, month, state, now, after?.[0] ?? null, after?.[1] ?? null, count],
    );
  }

  /** Another content of a draft; whoever it is of has had a hand in it. */
  rewrite(tx: Tx, id: string, content: BulletinContent, authorId: string): Promise<Bulletin> {
    return tx.one<Bulletin>(
      `update bulletin set number = $1, title = $2, title_en = $3, body = $4, body_en = $5, notes = $6, notes_en = $7, figures = $8,
              author_ids = case when $9::bigint = any (author_ids) then author_ids else author_ids || $9::bigint end
       where id = $10 returning ${COLUMNS}`,
      [...contentValues(content), authorId, id],
    );
  }

  check(tx: Tx, id: string, checkerId: string, by: string, at: Date): Promise<Bulletin> {
    return tx.one<Bulletin>(
      `update bulletin set state = 'checked', checker_id = $2, checked_by = $3, checked_at = $4 where id = $1 returning ${COLUMNS}`,
      [id, checkerId, by, at],
    );
  }

  issue(
    tx: Tx,
    id: string,
    issue: { issuerId: string; by: string; at: Date; freezesAt: Date; number: string | null; isPublic: boolean },
  ): Promise<Bulletin> {
    const { issuerId, by, at, freezesAt, number, isPublic } = issue;
    return tx.one<Bulletin>(
      `update bulletin set state = 'issued', issuer_id = $2, issued_by = $3, issued_at = $4, freezes_at = $5, number = $6, is_public = $7
       where id = $1 returning ${COLUMNS}`,
      [id, issuerId, by, at, freezesAt, number, isPublic],
    );
  }

  freeze(tx: Tx, id: string, by: string, at: Date): Promise<Bulletin> {
    return tx.one<Bulletin>(`update bulletin set freezes_at = $3, frozen_by = $2 where id = $1 returning ${COLUMNS}`, [id, by, at]);
  }

  withdraw(tx: Tx, id: string, by: string, at: Date, reason: string): Promise<Bulletin> {
    return tx.one<Bulletin>(
      `update bulletin set state = 'withdrawn', withdrawn_by = $2, withdrawn_at = $3, withdrawal_reason = $4 where id = $1 returning ${COLUMNS}`,
      [id, by, at, reason],
    );
  }
}

/** In the order of the columns of what a bulletin says. */
export function contentValues({ number, title, titleEn, body, bodyEn, notes, notesEn, figures }: BulletinContent): unknown[] {
  return [number, title, titleEn, body, bodyEn, notes, notesEn, JSON.stringify(figures)];
}
