import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { LiveSessionModule } from '../live-sessions/index.js';
import { RankingModule } from '../rankings/index.js';
import { CampaignComparisons } from './campaign-comparisons.js';
import { CampaignFiguresRepository } from './campaign-figures.repository.js';
import { CampaignReports } from './campaign-report.service.js';
import { CampaignSessionRepository } from './campaign-session.repository.js';
import { CampaignSessions } from './campaign-sessions.service.js';
import { CampaignController } from './campaign.controller.js';
import { CampaignRepository } from './campaign.repository.js';
import { CampaignService } from './campaign.service.js';
import { ReportExport } from './report-export.service.js';
import { SessionCampaignController } from './session-campaign.controller.js';

@Module({
  imports: [DivisionModule, LiveSessionModule, RankingModule],
  controllers: [CampaignController, SessionCampaignController],
  providers: [
    CampaignService,
    CampaignRepository,
    CampaignSessions,
    CampaignSessionRepository,
    CampaignReports,
    ReportExport,
    CampaignComparisons,
    CampaignFiguresRepository,
  ],
})
export class CampaignApi {}
