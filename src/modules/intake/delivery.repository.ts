import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const ADD_COUNTS = sqlFile(import.meta.url, './sql/add-delivery-counts.sql');
const ADD_LAGS = sqlFile(import.meta.url, './sql/add-delivery-lags.sql');

/** What the door counts of a shop's deliveries, beside the messages themselves. */
export type Counter = 'accepted' | 'repeated' | 'conflicting' | 'unreadable' | 'refused' | 'busy';

export interface Counted {
  readonly shopDbId: string;
  readonly hour: Date;
  readonly counts: Partial<Record<Counter, number>>;
}

/** One message that was decided: when it came, and how long after what it tells. */
export interface DecidedDelivery {
  readonly shopDbId: string;
  readonly receivedAt: Date;
  readonly state: 'applied' | 'ignored' | 'quarantined';
  readonly lagMs: number | null;
}

/** Counts of deliveries per shop and hour. Always added in key order, so that two who add do not wait for each other in a circle. */
@Injectable()
export class DeliveryRepository {
  async addCounts(tx: Tx, rows: readonly Counted[]): Promise<void> {
    const flat = rows.map(({ shopDbId, hour, counts }) => ({ shopId: shopDbId, hour: hour.toISOString(), ...counts }));
    await tx.query(ADD_COUNTS, [JSON.stringify(flat)]);
  }

  async addDecided(tx: Tx, deliveries: readonly DecidedDelivery[]): Promise<void> {
    const flat = deliveries.map(({ shopDbId, receivedAt, state, lagMs }) => ({
      shopId: shopDbId,
      receivedAt: receivedAt.toISOString(),
      state,
      lagMs,
    }));
    await tx.query(ADD_LAGS, [JSON.stringify(flat)]);
  }
}
