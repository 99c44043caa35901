import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { WantedOrders } from '../intake/index.js';
import type { ListedDay } from './listed-day.js';
import { PlatformTotalRepository } from './platform-total.repository.js';
import { ReconciliationRepository } from './reconciliation.repository.js';
import { type ShopDay, TotalPullRepository } from './total-pull.repository.js';

const RECORDER = 'reconciliation';

/** What a platform answered becomes its total, and the orders that the ledger does not count so are fetched: whatever was lost on the way comes in. */
@Injectable()
export class PulledTotals {
  constructor(
    private readonly pulls: TotalPullRepository,
    private readonly totals: PlatformTotalRepository,
    private readonly reconciliation: ReconciliationRepository,
    private readonly wanted: WantedOrders,
  ) {}

  /** Nothing if nobody waits for it any more: somebody typed the total meanwhile. */
  async record(tx: Tx, { shopDbId, day }: ShopDay, { orders, paidFen, note }: ListedDay): Promise<void> {
    if (!(await this.pulls.settle(tx, { shopDbId, day }))) return;
    const said = { shopDbId, day, paidFen, orders: orders.length, note, recordedBy: RECORDER, orderAmounts: orders };
    await this.totals.record(tx, { ...said, source: 'pulled' });
    const { items } = await this.reconciliation.listDifferences(tx, shopDbId, day, null);
    const known = items.filter(({ kind }) => kind !== 'missing-there').map(({ orderNo }) => orderNo);
    await this.wanted.wantOfShop(tx, shopDbId, known);
  }
}
