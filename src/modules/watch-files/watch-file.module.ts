import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { HeadlineIndicatorApi } from '../headline-indicators/index.js';
import { MerchantStockApi } from '../merchant-stock/index.js';
import { PriceWatchApi } from '../price-watch/index.js';
import { SalesTargetApi } from '../sales-targets/index.js';
import { SilenceWatchApi } from '../silence-watch/index.js';
import { WatchFileController } from './watch-file.controller.js';
import { WatchFiles } from './watch-file.service.js';
import { WatchTables } from './watch-tables.js';

@Module({
  imports: [DivisionModule, HeadlineIndicatorApi, MerchantStockApi, SalesTargetApi, PriceWatchApi, SilenceWatchApi],
  controllers: [WatchFileController],
  providers: [WatchFiles, WatchTables],
})
export class WatchFileApi {}
