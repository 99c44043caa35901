import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { RankingModule } from '../rankings/index.js';
import { SilenceWatchController } from './silence-watch.controller.js';
import { SilenceWatchRepository } from './silence-watch.repository.js';
import { SilenceWatch } from './silence-watch.service.js';

@Module({
  imports: [DivisionModule, RankingModule],
  controllers: [SilenceWatchController],
  providers: [SilenceWatch, SilenceWatchRepository],
  exports: [SilenceWatch],
})
export class SilenceWatchApi {}
