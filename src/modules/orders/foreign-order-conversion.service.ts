import { Injectable } from '@nestjs/common';
import { Database, type Tx, worker } from '../../platform/database/index.js';
import { RateTable } from '../exchange-rates/index.js';
import { OrderRecorder } from './order-recorder.service.js';
import { OrderRepository } from './order.repository.js';

const CONVERTER = worker('currency-conversion');
const ORDERS_AT_ONCE = 500;

/** Follows changes of the rate table: the orders they concern are converted again, and their entries posted anew by the difference. */
@Injectable()
export class ForeignOrderConversion {
  constructor(
    private readonly database: Database,
    private readonly rates: RateTable,
    private readonly orders: OrderRepository,
    private readonly recorder: OrderRecorder,
  ) {}

  async convertAll(): Promise<void> {
    while (await this.convertNext());
  }

  countChanges(): Promise<number> {
    return this.database.transaction(CONVERTER, (tx) => this.rates.countChanges(tx));
  }

  /** One change, whole: its note is gone only if all of its orders followed. */
  private convertNext(): Promise<boolean> {
    return this.database.transaction(CONVERTER, async (tx) => {
      const change = await this.rates.claimChange(tx);
      if (change !== null) await this.convert(tx, change.currency, change.fromDay);
      return change !== null;
    });
  }

  private async convert(tx: Tx, currency: string, fromDay: string): Promise<void> {
    let after = { shopDbId: '0', orderNo: '' };
    for (;;) {
      const keys = await this.orders.listForeign(tx, currency, fromDay, after, ORDERS_AT_ONCE);
      const last = keys.at(-1);
      if (last === undefined) return;
      await this.recorder.recordAgain(tx, keys);
      after = last;
    }
  }
}
