import { Module } from '@nestjs/common';
import { RankingModule } from '../rankings/index.js';
import { HeadlineIndicatorController } from './headline-indicator.controller.js';
import { HeadlineIndicatorRepository } from './headline-indicator.repository.js';
import { HeadlineIndicators } from './headline-indicator.service.js';
import { IndicatorReading } from './indicator-reading.js';
import { RuralDivisionController } from './rural-division.controller.js';
import { RuralDivisionRepository } from './rural-division.repository.js';
import { RuralDivisions } from './rural-division.service.js';

@Module({
  imports: [RankingModule],
  controllers: [HeadlineIndicatorController, RuralDivisionController],
  providers: [HeadlineIndicators, IndicatorReading, HeadlineIndicatorRepository, RuralDivisions, RuralDivisionRepository],
  exports: [HeadlineIndicators],
})
export class HeadlineIndicatorApi {}
