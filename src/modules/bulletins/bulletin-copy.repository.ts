import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { type BulletinContent, contentValues } from './bulletin.repository.js';

export interface BulletinCopy extends BulletinContent {
  readonly version: number;
  readonly reason: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
}

export type CopyHead = Pick<BulletinCopy, 'version' | 'reason' | 'madeBy' | 'madeAt'>;

/** A copy as somebody gets it who is not signed in. */
export interface GivenCopy extends Omit<BulletinCopy, 'madeBy'> {
  readonly divisionCode: string;
  readonly month: string;
  readonly issuedAt: Date;
  readonly isFrozen: boolean;
}

export interface PublicBulletin extends Pick<BulletinContent, 'number' | 'title' | 'titleEn' | 'figures'> {
  readonly id: string;
  readonly divisionCode: string;
  readonly month: string;
  readonly issuedAt: Date;
  readonly version: number;
  readonly reason: string | null;
}

export interface CoveredMonth {
  readonly month: string;
  readonly divisionCode: string;
  readonly isFrozen: boolean;
}

const CONTENT = 'number, title, title_en as "titleEn", body, body_en as "bodyEn", notes, notes_en as "notesEn", figures';
const HEAD = 'version, reason, made_by as "madeBy", made_at as "madeAt"';

/** What was issued, and its revisions: written once, never again. */
@Injectable()
export class BulletinCopyRepository {
  async insert(tx: Tx, bulletinId: string, content: BulletinContent, { version, reason, madeBy, madeAt }: CopyHead): Promise<void> {
    await tx.query(
      `insert into bulletin_copy (number, title, title_en, body, body_en, notes, notes_en, figures, bulletin_id, version, reason, made_by, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [...contentValues(content), bulletinId, version, reason, madeBy, madeAt],
    );
  }

  async find(tx: Tx, bulletinId: string, version: number): Promise<BulletinCopy | null> {
    const [copy] = await tx.query<BulletinCopy>(`select ${HEAD}, ${CONTENT} from bulletin_copy where bulletin_id = $1 and version = $2`, [
      bulletinId,
      version,
    ]);
    return copy ?? null;
  }

  heads(tx: Tx, bulletinId: string): Promise<CopyHead[]> {
    return tx.query<CopyHead>(`select ${HEAD} from bulletin_copy where bulletin_id = $1 order by bulletin_copy.version`, [bulletinId]);
  }

  /** All copies of what a link is for; none if it is not good. */
  byLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<GivenCopy[]> {
    return tx.query<GivenCopy>(
      `select division_code as "divisionCode", month, issued_at as "issuedAt", is_frozen as "isFrozen", version, reason, made_at as "madeAt", ${CONTENT}
       from bulletin_by_link($1, $2)`,
      [tokenHash, now],
    );
  }

  /** Null while there is no public page. */
  async publicPageTitle(tx: Tx): Promise<string | null> {
    return (await tx.one<{ title: string | null }>('select public_page_title() as title')).title;
  }

  publicOnes(tx: Tx, wanted: string | null, after: readonly [string, string] | null, count: number): Promise<PublicBulletin[]> {
    return tx.query<PublicBulletin>(
      `select id::text, division_code as "divisionCode", month, issued_at as "issuedAt", version, reason, number, title, title_en as "titleEn", figures
       from public_bulletins($1, $2, $3, $4)`,
      [wanted, after?.[0] ?? null, after?.[1] ?? null, count],
    );
  }

  coverage(tx: Tx, divisionCode: string, from: string, to: string, now: Date): Promise<CoveredMonth[]> {
    return tx.query<CoveredMonth>(
      'select month, division_code as "divisionCode", is_frozen as "isFrozen" from bulletin_coverage($1, $2, $3, $4) order by 1',
      [divisionCode, from, to, now],
    );
  }
}
