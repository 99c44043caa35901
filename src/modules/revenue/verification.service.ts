import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { type Difference, type Horizon, type OrderPlace, type OrdersPage, VerificationRepository } from './verification.repository.js';

const VERIFIER = worker('verify');
const ORDERS_PER_PAGE = 500;
const MAX_DIFFERENCES = 1_000;

export interface VerificationReport {
  readonly orders: number;
  readonly entries: number;
  /** Entries not folded yet: not a difference, only not counted yet. */
  readonly pendingEntries: number;
  readonly horizon: Horizon;
  readonly differences: Difference[];
}

/** Recomputes everything from the ledger, in one snapshot beside the running system, and lists what differs; at most 1,000 differences. */
@Injectable()
export class Verification {
  constructor(
    private readonly database: Database,
    private readonly repository: VerificationRepository,
  ) {}

  verify(): Promise<VerificationReport> {
    return this.database.snapshot(VERIFIER, async (tx) => {
      const { entries, pending } = await this.repository.countEntries(tx);
      const differences = await this.repository.verifySets(tx);
      await tx.preferIndexes();
      const orders = await this.walk((after) => this.repository.verifyOrders(tx, after, ORDERS_PER_PAGE), differences);
      await this.walk((after) => this.repository.verifyRetiredOrders(tx, after, ORDERS_PER_PAGE), differences);
      const horizon = await this.repository.getHorizon(tx);
      return { orders, entries, pendingEntries: pending, horizon, differences: differences.slice(0, MAX_DIFFERENCES) };
    });
  }

  /** By pages, so that memory does not grow with the ledger. Answers how many orders were looked at. */
  private async walk(read: (after: OrderPlace) => Promise<OrdersPage>, differences: Difference[]): Promise<number> {
    let orders = 0;
    let after: OrderPlace | null = { shopDbId: '0', orderNo: '' };
    while (after !== null && differences.length < MAX_DIFFERENCES) {
      const page = await read(after);
      orders += page.orders;
      differences.push(...page.differences);
      after = page.next;
    }
    return orders;
  }
}
