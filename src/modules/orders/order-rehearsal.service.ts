import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { distinctKeys, OrderRecorder } from './order-recorder.service.js';
import type { OrderKey, RetiredOrder } from './order.repository.js';
import { type OrderTotals, OrderTotalsRepository } from './order-totals.repository.js';
import type { SaidOrder } from './said-order.js';

/** An order before and after words are taken down. */
export interface RehearsedOrder extends OrderKey {
  readonly before: OrderTotals;
  readonly after: OrderTotals;
}

/** Takes words down in a transaction that the caller rolls back, and tells what they would change. */
@Injectable()
export class OrderRehearsal {
  constructor(
    private readonly recorder: OrderRecorder,
    private readonly totals: OrderTotalsRepository,
  ) {}

  async rehearse(tx: Tx, said: readonly SaidOrder[]): Promise<{ orders: RehearsedOrder[]; retired: RetiredOrder[] }> {
    const keys = distinctKeys(said);
    const before = await this.totals.of(tx, keys);
    const retired = await this.recorder.record(tx, said);
    const after = await this.totals.of(tx, keys);
    const orders = keys.flatMap((key, index): RehearsedOrder[] => {
      const [first, second] = [before[index], after[index]];
      return first === undefined || second === undefined ? [] : [{ ...key, before: first, after: second }];
    });
    return { orders, retired };
  }
}
