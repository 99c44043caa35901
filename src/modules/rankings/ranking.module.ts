import { Module } from '@nestjs/common';
import { AreaTables } from './area-figures.service.js';
import { ComparableScope } from './comparable-scope.service.js';
import { RankingController } from './ranking.controller.js';
import { RankingCells } from './ranking-cells.js';
import { RankingExport } from './ranking-export.service.js';
import { RankingExportController } from './ranking-export.controller.js';
import { RankingNames } from './ranking-names.js';
import { RankingRepository } from './ranking.repository.js';
import { RankingService } from './ranking.service.js';
import { RefundReportService } from './refund-report.service.js';
import { RevenueSeriesService } from './revenue-series.service.js';
import { SoldFigures } from './sold-figures.js';
import { MerchantStanding } from './standing.service.js';

@Module({
  providers: [AreaTables, ComparableScope, RankingCells, RankingNames, RankingRepository, SoldFigures],
  exports: [AreaTables, ComparableScope, RankingCells, RankingNames, RankingRepository, SoldFigures],
})
export class RankingModule {}

@Module({
  imports: [RankingModule],
  controllers: [RankingController, RankingExportController],
  providers: [RankingService, RankingExport, RevenueSeriesService, RefundReportService, MerchantStanding],
})
export class RankingApi {}
