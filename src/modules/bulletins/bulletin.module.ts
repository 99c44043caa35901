import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { RankingModule } from '../rankings/index.js';
import { BulletinController } from './bulletin.controller.js';
import { BulletinCopyRepository } from './bulletin-copy.repository.js';
import { BulletinFigures } from './bulletin-figures.service.js';
import { BulletinFiles } from './bulletin-files.service.js';
import { BulletinLife } from './bulletin-life.service.js';
import { BulletinLinkController } from './bulletin-link.controller.js';
import { BulletinLinkRepository } from './bulletin-link.repository.js';
import { BulletinLinks } from './bulletin-links.service.js';
import { BulletinReading } from './bulletin-reading.service.js';
import { BulletinRepository } from './bulletin.repository.js';
import { BulletinRevisions } from './bulletin-revisions.service.js';
import { Bulletins } from './bulletins.service.js';
import { FestivalComparisons } from './festival-comparison.service.js';
import { FestivalController } from './festival.controller.js';
import { FestivalRepository } from './festival.repository.js';
import { Festivals } from './festivals.service.js';
import { MemberNames } from './member-names.js';
import { PublicBulletinController } from './public-bulletin.controller.js';
import { PublicBulletins } from './public-bulletins.service.js';
import { PublicPageController } from './public-page.controller.js';
import { PublicPageRepository } from './public-page.repository.js';
import { PublicPages } from './public-pages.service.js';

@Module({
  imports: [DivisionModule, RankingModule],
  controllers: [BulletinController, BulletinLinkController, FestivalController, PublicBulletinController, PublicPageController],
  providers: [
    BulletinCopyRepository,
    BulletinFigures,
    BulletinFiles,
    BulletinLife,
    BulletinLinkRepository,
    BulletinLinks,
    BulletinReading,
    BulletinRepository,
    BulletinRevisions,
    Bulletins,
    FestivalComparisons,
    FestivalRepository,
    Festivals,
    MemberNames,
    PublicBulletins,
    PublicPageRepository,
    PublicPages,
  ],
})
export class BulletinApi {}
