// Records orders as intake does, from outside the running program, and hints its queue.
import { NestFactory } from '@nestjs/core';
import type { SaidOrder } from '../src/modules/orders/index.js';
import type { Installation } from './installation.ts';
import { built } from './product.ts';

export interface Recorder {
  readonly way: string;
  record(orders: readonly SaidOrder[]): Promise<void>;
  close(): Promise<void>;
}

export async function openRecorder({ access, services }: Installation): Promise<Recorder> {
  const { Hints, QueueModule } = await built('platform/queue/index.js');
  const { Database, worker } = await built('platform/database/index.js');
  const { OrderRecorder } = await built('modules/orders/order-recorder.service.js');
  const { OrderRepository } = await built('modules/orders/order.repository.js');
  const { FileWordRepository } = await built('modules/orders/file-word.repository.js');
  const queue = await NestFactory.createApplicationContext(QueueModule.of({ redisUrl: null, access, hasWorkers: false }), {
    logger: false,
    abortOnError: false,
  });
  const { ForeignOrders } = await built('modules/orders/foreign-orders.service.js');
  const { RateTable } = await built('modules/exchange-rates/rate-table.js');
  const { ExchangeRateRepository } = await built('modules/exchange-rates/exchange-rate.repository.js');
  const rates = new RateTable(new ExchangeRateRepository());
  const recorder = new OrderRecorder(new OrderRepository(), new FileWordRepository(), new ForeignOrders(rates), queue.get(Hints));
  const database = services.get(Database);
  return {
    way: 'OrderRecorder (not the webhook door), 50 ms of orders a transaction',
    record: (orders) => database.transaction(worker('bench'), async (tx) => void (await recorder.record(tx, orders))),
    close: () => queue.close(),
  };
}
