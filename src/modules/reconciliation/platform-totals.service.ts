import { Injectable } from '@nestjs/common';
import { beijingIso, type BusinessDay, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, nameOf, type Principal } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { recordEvent } from '../audit/index.js';
import { ASKABLE_PLATFORMS } from '../intake/index.js';
import { ShopDirectory } from '../shops/index.js';
import { PlatformTotalRepository } from './platform-total.repository.js';
import type { OrderAmount, PullDueDto, TypePlatformTotal } from './reconciliation.dto.js';
import { ReconciliationError } from './reconciliation.errors.js';
import { TotalPullRepository } from './total-pull.repository.js';

/** What platforms themselves counted, as people say it or want it asked for. */
@Injectable()
export class PlatformTotals {
  constructor(
    private readonly database: Database,
    private readonly shops: ShopDirectory,
    private readonly totals: PlatformTotalRepository,
    private readonly pulls: TotalPullRepository,
    private readonly clock: Clock,
    private readonly hints: Hints,
  ) {}

  type(principal: Principal, shopDbId: string, day: BusinessDay, typed: TypePlatformTotal): Promise<void> {
    this.requirePast(day);
    requireSound(typed);
    const { paidFen, orders, note, orderAmounts } = typed;
    const recordedBy = nameOf(principal);
    return this.database.transaction(principal, async (tx) => {
      await this.shops.requireVisible(tx, shopDbId);
      // First, as a pull does it: an answer that is on its way finds itself unwanted, or is replaced.
      await this.pulls.settle(tx, { shopDbId, day });
      const said = { shopDbId, day, paidFen, orders, note: note ?? null, recordedBy, orderAmounts: orderAmounts ?? [] };
      await this.totals.record(tx, { ...said, source: 'typed' });
    });
  }

  pull(principal: Principal, shopDbId: string, day: BusinessDay): Promise<PullDueDto> {
    this.requirePast(day);
    return this.database.transaction(principal, async (tx) => {
      const { platform } = await this.shops.requireVisible(tx, shopDbId);
      if (!ASKABLE_PLATFORMS.includes(platform)) throw new ReconciliationError('reconciliation.no-api', { platform });
      const dueAt = await this.pulls.want(tx, { shopDbId, day });
      await recordEvent(tx, { resource: 'platform_total', resourceId: `${shopDbId}/${day}`, after: { askedFor: true } });
      tx.afterCommit(() => this.hints.hint('reconciliation.pull-totals'));
      return { dueAt: beijingIso(dueAt) };
    });
  }

  private requirePast(day: BusinessDay): void {
    if (day > businessDayOf(this.clock.now())) throw new ReconciliationError('reconciliation.day-to-come', { day }, '/day');
  }
}

function requireSound({ paidFen, orders, orderAmounts }: TypePlatformTotal): void {
  if (orderAmounts == null) return;
  requireDistinct(orderAmounts);
  if (orderAmounts.length !== orders)
    throw new ReconciliationError('reconciliation.count-differs', { listed: orderAmounts.length, orders }, '/orders');
  const sumFen = orderAmounts.reduce((sum, order) => sum + BigInt(order.paidFen), 0n);
  if (sumFen !== BigInt(paidFen))
    throw new ReconciliationError('reconciliation.sum-differs', { sumFen: String(sumFen), paidFen }, '/paidFen');
}

function requireDistinct(orderAmounts: readonly OrderAmount[]): void {
  const seen = new Set<string>();
  for (const [index, { orderNo }] of orderAmounts.entries()) {
    if (seen.has(orderNo)) throw new ReconciliationError('reconciliation.order-twice', { orderNo }, `/orderAmounts/${index}/orderNo`);
    seen.add(orderNo);
  }
}
