import { Module } from '@nestjs/common';
import { OrderIds } from '../orders/index.js';
import { RankingModule } from '../rankings/index.js';
import { ShopIds } from '../shops/index.js';
import { CellResolver } from './cell-resolver.js';
import { ExplainController } from './explain.controller.js';
import { ExplainRepository } from './explain.repository.js';
import { Explaining } from './explain.service.js';
import { ExplainedOrders } from './explained-orders.js';
import { ExplainedParts } from './explained-parts.js';

/** For the API and for the command line. */
@Module({
  imports: [RankingModule],
  providers: [Explaining, CellResolver, ExplainedParts, ExplainedOrders, ExplainRepository, OrderIds, ShopIds],
  exports: [Explaining],
})
export class ExplainModule {}

@Module({ imports: [ExplainModule], controllers: [ExplainController] })
export class ExplainApi {}
