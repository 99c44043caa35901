import { Injectable } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { Metrics } from '../../platform/telemetry/index.js';
import { DeliveryHealthRepository } from './delivery-health.repository.js';
import { silenceOf } from './delivery-judgement.js';

const GAUGER = worker('delivery-gauges');
const EVERY_MS = 60_000;
const SHOPS_AT_ONCE = 500;

/** What an alarm can be set on: messages that wait for a person, and shops that are silent against their own rhythm. */
@Injectable()
export class DeliveryGauges {
  private measuredAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryHealthRepository,
    private readonly metrics: Metrics,
  ) {}

  /** Once a minute, however often it is called. */
  async measure(): Promise<void> {
    if (performance.now() - this.measuredAt < EVERY_MS) return;
    this.measuredAt = performance.now();
    await this.database.transaction(GAUGER, async (tx) => {
      for (const { state, count } of await this.deliveries.countOpenWork(tx)) this.metrics.openMessages.set({ state }, count);
    });
    this.metrics.silentShops.set(await this.countSilent());
  }

  private async countSilent(): Promise<number> {
    let silent = 0;
    for (let after = '0'; ;) {
      const rows = await this.database.transaction(GAUGER, (tx) => this.deliveries.list(tx, after, SHOPS_AT_ONCE));
      silent += rows.filter((row) => silenceOf(row)?.isSilent === true).length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < SHOPS_AT_ONCE) return silent;
      after = last.shop_id;
    }
  }
}
