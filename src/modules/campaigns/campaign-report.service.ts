import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { type Basis, RankingCells } from '../rankings/index.js';
import { CampaignComparisons } from './campaign-comparisons.js';
import { CampaignFiguresRepository, type FigurePart, type FigureRow } from './campaign-figures.repository.js';
import { CAMPAIGN_METRICS } from './campaign-metrics.js';
import type { CampaignReportDto } from './campaign-report.dto.js';
import { CampaignError } from './campaign.errors.js';
import { CampaignService, toDto } from './campaign.service.js';
import { reportNumbers, reportRows } from './report-rows.js';

/** The report card of a campaign, in one snapshot. */
@Injectable()
export class CampaignReports {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignService,
    private readonly figures: CampaignFiguresRepository,
    private readonly comparisons: CampaignComparisons,
    private readonly cells: RankingCells,
    private readonly clock: Clock,
  ) {}

  report(principal: Principal, id: string, basis: Basis): Promise<CampaignReportDto> {
    const now = this.clock.now();
    return this.database.snapshot(principal, async (tx) => {
      const campaign = await this.campaigns.require(tx, id);
      const rows = await this.figures.figures(tx, id, basis, null);
      const total = rows.find(({ part }) => part === 'total');
      if (total === undefined) throw new CampaignError('campaigns.not-found', { id });
      const asOf = beijingIso(now);
      const hasPartners = rows.some(({ part, key, is_rest }) => part === 'partner' && (key !== '' || is_rest));
      return {
        campaign: toDto(campaign),
        range: { from: campaign.from, to: campaign.to },
        basis,
        ...(total.is_own ? { sellers: 'own' as const } : {}),
        asOf,
        numbers: reportNumbers(campaign, total, asOf),
        areas: reportRows(rows, 'area', await this.namesOf(tx, rows, 'area')),
        partners: hasPartners ? reportRows(rows, 'partner', new Map()) : [],
        merchants: reportRows(rows, 'merchant', await this.namesOf(tx, rows, 'merchant')),
        comparisons: await this.comparisons.of(tx, campaign, basis, total, businessDayOf(now)),
        metrics: CAMPAIGN_METRICS,
      };
    });
  }

  private namesOf(
    tx: Tx,
    rows: readonly FigureRow[],
    part: Extract<FigurePart, 'area' | 'merchant'>,
  ): Promise<ReadonlyMap<string, string>> {
    const keys = rows.filter((row) => row.part === part && row.key !== '').map(({ key }) => key);
    return this.cells.names(tx, part === 'area' ? 'counties' : 'merchants', keys);
  }
}
