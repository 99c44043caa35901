import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { RankingModule } from '../rankings/index.js';
import { SalesTargetController } from './sales-target.controller.js';
import { SalesTargetRepository } from './sales-target.repository.js';
import { SalesTargets } from './sales-target.service.js';
import { TargetProgress } from './target-progress.js';

@Module({
  imports: [DivisionModule, RankingModule],
  controllers: [SalesTargetController],
  providers: [SalesTargets, SalesTargetRepository, TargetProgress],
  exports: [SalesTargets],
})
export class SalesTargetApi {}
