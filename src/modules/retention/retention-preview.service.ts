import { Injectable } from '@nestjs/common';
import { type BusinessDay, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Tx, worker } from '../../platform/database/index.js';
import { BEFORE_ALL_ORDERS, type OldOrder, type OldPayloads, type OrderPlace, RetentionRepository } from './retention.repository.js';

const PREVIEWER = worker('retention-preview');
const ORDERS_PER_PAGE = 1_000;

export interface PayloadDay {
  readonly day: BusinessDay;
  /** Whether the day goes as a whole, with its partition. */
  readonly isPartition: boolean;
  readonly gone: number;
  readonly kept: number;
}

interface OldOrders {
  orders: number;
  /** Old enough, but under a legal hold. */
  heldOrders: number;
  /** When the orders that would go were last heard of; null if none would go. */
  settledFrom: BusinessDay | null;
  settledTo: BusinessDay | null;
}

export interface RetentionPreview extends Readonly<OldOrders> {
  readonly day: BusinessDay;
  readonly payloadDays: PayloadDay[];
}

/** What a sweep would delete now; changes nothing. The orders are walked in pages, so memory does not grow with the ledger. */
@Injectable()
export class RetentionPreviews {
  constructor(
    private readonly database: Database,
    private readonly retention: RetentionRepository,
    private readonly clock: Clock,
  ) {}

  preview(): Promise<RetentionPreview> {
    const asOf = this.clock.now();
    return this.database.snapshot(PREVIEWER, async (tx) => {
      await tx.preferIndexes();
      const payloads = await this.retention.listOldPayloads(tx, asOf);
      return { day: businessDayOf(asOf), ...(await this.countOrders(tx, asOf)), payloadDays: payloads.map(toPayloadDay) };
    });
  }

  private async countOrders(tx: Tx, asOf: Date): Promise<OldOrders> {
    const counts: OldOrders = { orders: 0, heldOrders: 0, settledFrom: null, settledTo: null };
    let after: OrderPlace | undefined = BEFORE_ALL_ORDERS;
    while (after !== undefined) {
      const page: OldOrder[] = await this.retention.listOldOrders(tx, asOf, after, ORDERS_PER_PAGE);
      for (const order of page) if (order.isOld) count(counts, order);
      after = page.at(-1);
    }
    return counts;
  }
}

function count(counts: OldOrders, { isHeld, settledOn }: OldOrder): void {
  if (isHeld) {
    counts.heldOrders += 1;
    return;
  }
  counts.orders += 1;
  if (counts.settledFrom === null || settledOn < counts.settledFrom) counts.settledFrom = settledOn;
  if (counts.settledTo === null || settledOn > counts.settledTo) counts.settledTo = settledOn;
}

function toPayloadDay({ day, has_partition: isPartition, gone, kept }: OldPayloads): PayloadDay {
  return { day, isPartition, gone, kept };
}
