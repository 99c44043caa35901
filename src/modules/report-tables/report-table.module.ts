import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { RankingModule } from '../rankings/index.js';
import { CountedFigures } from './counted-figures.service.js';
import { ReportFigures } from './report-figures.service.js';
import { ReportImport } from './report-import.service.js';
import { ReportTableController } from './report-table.controller.js';
import { ReportTableRepository } from './report-table.repository.js';
import { ReportTables } from './report-table.service.js';

@Module({
  imports: [DivisionModule, RankingModule],
  controllers: [ReportTableController],
  providers: [ReportTables, ReportTableRepository, ReportFigures, ReportImport, CountedFigures],
})
export class ReportTableApi {}
