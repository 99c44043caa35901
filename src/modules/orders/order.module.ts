import { Module } from '@nestjs/common';
import { ExchangeRateModule } from '../exchange-rates/index.js';
import { LiveSessionModule } from '../live-sessions/index.js';
import { ProductModule } from '../products/index.js';
import { ShopModule } from '../shops/index.js';
import { EntryPosting } from './entry-posting.service.js';
import { EntryRepository } from './entry.repository.js';
import { FileWordRepository } from './file-word.repository.js';
import { FileWords } from './file-words.service.js';
import { ForeignOrderConversion } from './foreign-order-conversion.service.js';
import { ForeignOrders } from './foreign-orders.service.js';
import { HandOrderReferences } from './hand-order-references.js';
import { HandOrders } from './hand-order.service.js';
import { ItemMappingController } from './item-mapping.controller.js';
import { ItemMappingService } from './item-mapping.service.js';
import { ItemSalesRepository } from './item-sales.repository.js';
import { OrderController } from './order.controller.js';
import { OrderForecast } from './order-forecast.service.js';
import { OrderIds } from './order-id.js';
import { OrderKeys } from './order-keys.js';
import { OrderReadingRepository } from './order-reading.repository.js';
import { OrderReading } from './order-reading.service.js';
import { OrderRecorder } from './order-recorder.service.js';
import { OrderRehearsal } from './order-rehearsal.service.js';
import { OrderRepository } from './order.repository.js';
import { OrderTotalsRepository } from './order-totals.repository.js';
import { OrderView } from './order-view.js';
import { OrderWorker } from './order.worker.js';
import { ReviewItemController } from './review-item.controller.js';
import { ReviewItemRepository } from './review-item.repository.js';
import { ReviewItems } from './review-item.service.js';

@Module({
  imports: [ExchangeRateModule],
  providers: [
    ...[OrderRecorder, OrderRepository, OrderRehearsal, OrderTotalsRepository, ForeignOrders],
    ...[OrderForecast, FileWords, FileWordRepository],
  ],
  exports: [OrderRecorder, OrderRepository, OrderRehearsal, OrderForecast, FileWords],
})
export class OrderModule {}

@Module({
  imports: [ShopModule],
  providers: [OrderKeys, OrderIds, OrderReadingRepository],
  exports: [OrderKeys, OrderIds, OrderReadingRepository],
})
export class OrderKeyModule {}

@Module({
  imports: [OrderModule, OrderKeyModule, ShopModule, ProductModule, LiveSessionModule],
  controllers: [OrderController, ItemMappingController, ReviewItemController],
  providers: [
    HandOrders,
    HandOrderReferences,
    OrderReading,
    OrderView,
    ItemMappingService,
    ItemSalesRepository,
    ReviewItems,
    ReviewItemRepository,
  ],
})
export class OrderApi {}

@Module({ imports: [OrderModule, ExchangeRateModule], providers: [OrderWorker, EntryPosting, EntryRepository, ForeignOrderConversion] })
export class OrderWorkers {}
