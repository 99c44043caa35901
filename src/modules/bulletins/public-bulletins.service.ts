import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, SIGN_IN, type Tx } from '../../platform/database/index.js';
import { type PageQuery, toPage } from '../../platform/http/index.js';
import { BulletinError } from './bulletin.errors.js';
import { placeOf } from './bulletin-cursor.js';
import { BulletinCopyRepository, type PublicBulletin } from './bulletin-copy.repository.js';
import type { PublicBulletinDto, PublicBulletinPage, PublicHeadDto } from './public-bulletin.dto.js';
import { publicFigures } from './public-figures.js';

/** For anybody, where the operator has switched it on: the figures of issued bulletins that their issuer marked as public. No text, which a person writes. */
@Injectable()
export class PublicBulletins {
  constructor(
    private readonly database: Database,
    private readonly copies: BulletinCopyRepository,
  ) {}

  list({ limit, cursor }: PageQuery): Promise<PublicBulletinPage> {
    const after = placeOf(cursor);
    return this.database.transaction(SIGN_IN, async (tx) => {
      const title = await this.requirePage(tx);
      const page = toPage(await this.copies.publicOnes(tx, null, after, limit + 1), limit, toHead, ({ month, id }) => [month, id]);
      return { title, ...page };
    });
  }

  get(id: string): Promise<PublicBulletinDto> {
    return this.database.transaction(SIGN_IN, async (tx) => {
      await this.requirePage(tx);
      const [bulletin] = await this.copies.publicOnes(tx, id, null, 1);
      if (bulletin === undefined) throw new BulletinError('bulletins.not-found', { id });
      return { ...toHead(bulletin), reason: bulletin.reason, figures: publicFigures(bulletin.figures) };
    });
  }

  private async requirePage(tx: Tx): Promise<string> {
    const title = await this.copies.publicPageTitle(tx);
    if (title === null) throw new BulletinError('bulletins.no-public-page');
    return title;
  }
}

function toHead({ id, divisionCode, figures, month, number, title, titleEn, issuedAt, version }: PublicBulletin): PublicHeadDto {
  const { divisionName } = figures;
  return { id, divisionCode, divisionName, month, number, title, titleEn, issuedAt: beijingIso(issuedAt), version };
}
