import { Module } from '@nestjs/common';
import { RankingModule } from '../rankings/index.js';
import { PriceWatchController } from './price-watch.controller.js';
import { PriceWatchRepository } from './price-watch.repository.js';
import { PriceWatch } from './price-watch.service.js';

@Module({
  imports: [RankingModule],
  controllers: [PriceWatchController],
  providers: [PriceWatch, PriceWatchRepository],
  exports: [PriceWatch],
})
export class PriceWatchApi {}
