import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, IdPipe } from '../../platform/http/index.js';
import { RankingDto, RevenueDto } from './ranking.dto.js';
import { RankingQuery, RevenueQuery, SUBJECTS } from './ranking-query.js';
import { RankingService } from './ranking.service.js';
import { RefundQuery } from './refund-query.js';
import { RefundReportDto } from './refund-report.dto.js';
import { RefundReportService } from './refund-report.service.js';
import { StandingDto, StandingQuery } from './standing.dto.js';
import { MerchantStanding } from './standing.service.js';
import { requireSubject } from './ranking-subject.js';
import { RevenueSeriesService } from './revenue-series.service.js';

@ApiTags('rankings')
@Access('figures')
@Controller('api/v1')
export class RankingController {
  constructor(
    private readonly rankings: RankingService,
    private readonly revenue: RevenueSeriesService,
    private readonly refundReports: RefundReportService,
    private readonly standing: MerchantStanding,
  ) {}

  /** A league table. Money in fen. A combination that cannot be answered from the rollups: 400 `ranking.unsupported-filter`. */
  @Get('rankings/:subject')
  @ApiParam({ name: 'subject', enum: SUBJECTS })
  @ApiOkResponse({ type: RankingDto })
  rank(@CurrentPrincipal() principal: Principal, @Param('subject') subject: string, @Query() query: RankingQuery): Promise<RankingDto> {
    return this.rankings.rank(principal, requireSubject(subject), query);
  }

  /** Refunds by reason (breakage and quality apart), before and after dispatch, by merchant, product or month, with the refund rate of the pay cohort. */
  @Get('refunds')
  @ApiOkResponse({ type: RefundReportDto })
  refunds(@CurrentPrincipal() principal: Principal, @Query() query: RefundQuery): Promise<RefundReportDto> {
    return this.refundReports.report(principal, query);
  }

  /**
   * A merchant's place among those of its county, city or province, and how far above the next one is, in three bands. Nothing of the others
   * is told beyond that; whole months only.
   */
  @Get('merchants/:id/standing')
  @IdOf('merchant')
  @ApiOkResponse({ type: StandingDto })
  standingOf(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Query() query: StandingQuery,
  ): Promise<StandingDto> {
    return this.standing.of(principal, id, query);
  }

  /** The same measures of one area over time. */
  @Get('revenue')
  @ApiOkResponse({ type: RevenueDto })
  series(@CurrentPrincipal() principal: Principal, @Query() query: RevenueQuery): Promise<RevenueDto> {
    return this.revenue.series(principal, query);
  }
}
