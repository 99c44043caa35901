import { Injectable } from '@nestjs/common';
import { type BusinessDay, lengthInDays } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import type { Page } from '../../platform/http/index.js';
import { ShopDirectory } from '../shops/index.js';
import { reconciledDay } from './reconciled-day.js';
import {
  type DaysQuery,
  MAX_DAYS,
  MAX_LISTED_DIFFERENCES,
  type OneReconciledDayDto,
  type PlatformTotalDto,
  type ReconciledDayDto,
} from './reconciliation.dto.js';
import { ReconciliationError } from './reconciliation.errors.js';
import { type Differences, ReconciliationRepository } from './reconciliation.repository.js';

const NOTHING_TO_COMPARE: Differences = { items: [], found: 0 };

/** What the ledger counted of a shop's days beside the platform's own totals. Archived shops are still compared: their sales stay counted. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly database: Database,
    private readonly shops: ShopDirectory,
    private readonly repository: ReconciliationRepository,
  ) {}

  list(principal: Principal, shopDbId: string, { from, to }: DaysQuery): Promise<Page<ReconciledDayDto>> {
    if (from > to) throw new ReconciliationError('reconciliation.range', { from, to }, '/from');
    if (lengthInDays({ from, to }) > MAX_DAYS) throw new ReconciliationError('reconciliation.range-too-long', { maxDays: MAX_DAYS }, '/to');
    return this.database.snapshot(principal, async (tx) => {
      await this.shops.requireVisible(tx, shopDbId);
      return { items: (await this.repository.listDays(tx, shopDbId, { from, to })).map(reconciledDay), nextCursor: null };
    });
  }

  get(principal: Principal, shopDbId: string, day: BusinessDay): Promise<OneReconciledDayDto> {
    return this.database.snapshot(principal, async (tx) => {
      await this.shops.requireVisible(tx, shopDbId);
      const [reconciled] = (await this.repository.listDays(tx, shopDbId, { from: day, to: day })).map(reconciledDay);
      if (reconciled === undefined) throw new Error(`No row was answered for ${day}.`);
      const hasOrders = await this.hasOrders(tx, shopDbId, reconciled);
      const { items, found } = hasOrders
        ? await this.repository.listDifferences(tx, shopDbId, day, MAX_LISTED_DIFFERENCES)
        : NOTHING_TO_COMPARE;
      return { ...reconciled, hasOrders, items: [...items], itemCount: found };
    });
  }

  private async hasOrders(tx: Tx, shopDbId: string, { day, platform }: ReconciledDayDto): Promise<boolean> {
    if (platform === null) return false;
    return isListKnown(platform) || (await this.repository.hasOrders(tx, shopDbId, day));
  }
}

/** A platform that was asked told its orders; and of a day without orders the list is known. */
function isListKnown({ source, orders }: PlatformTotalDto): boolean {
  return source === 'pulled' || orders === 0;
}
