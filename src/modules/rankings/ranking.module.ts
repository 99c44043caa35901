import { Module } from '@nestjs/common';
import { RankingController } from './ranking.controller.js';
import { RankingCells } from './ranking-cells.js';
import { RankingNames } from './ranking-names.js';
import { RankingRepository } from './ranking.repository.js';
import { RankingService } from './ranking.service.js';
import { RefundReportService } from './refund-report.service.js';
import { RevenueSeriesService } from './revenue-series.service.js';
import { SoldFigures } from './sold-figures.js';
import { MerchantStanding } from './standing.service.js';

@Module({
  providers: [RankingCells, RankingNames, RankingRepository, SoldFigures],
  exports: [RankingCells, RankingNames, RankingRepository, SoldFigures],
})
export class RankingModule {}

@Module({
  imports: [RankingModule],
  controllers: [RankingController],
  providers: [RankingService, RevenueSeriesService, RefundReportService, MerchantStanding],
})
export class RankingApi {}
