import { Module } from '@nestjs/common';
import { RankingController } from './ranking.controller.js';
import { RankingNames } from './ranking-names.js';
import { RankingRepository } from './ranking.repository.js';
import { RankingService } from './ranking.service.js';
import { RefundReportService } from './refund-report.service.js';
import { RevenueSeriesService } from './revenue-series.service.js';

@Module({
  controllers: [RankingController],
  providers: [RankingService, RevenueSeriesService, RefundReportService, RankingRepository, RankingNames],
})
export class RankingApi {}
