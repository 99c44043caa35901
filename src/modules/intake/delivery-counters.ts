import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Database, DOOR } from '../../platform/database/index.js';
import { type Counted, type Counter, DeliveryRepository } from './delivery.repository.js';

const FLUSH_MS = 3_000;
const HOUR_MS = 3_600_000;

/**
 * How deliveries go, per shop and hour: for the health page, not for money. Kept in memory for seconds and then added to the table; a
 * process that is killed takes the last seconds of these counts with it, and nothing else.
 */
@Injectable()
export class DeliveryCounters implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryCounters.name);
  private counts = new Map<string, Map<number, Partial<Record<Counter, number>>>>();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryRepository,
  ) {}

  count(shopDbId: string, counter: Counter, at: Date): void {
    const hour = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
    const hours = this.counts.get(shopDbId) ?? new Map<number, Partial<Record<Counter, number>>>();
    const counts = hours.get(hour) ?? {};
    counts[counter] = (counts[counter] ?? 0) + 1;
    hours.set(hour, counts);
    this.counts.set(shopDbId, hours);
    this.timer ??= setTimeout(() => this.flushSoon(), FLUSH_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.flushing;
    await this.flush();
  }

  private flushSoon(): void {
    this.timer = null;
    this.flushing = this.flush();
  }

  private async flush(): Promise<void> {
    const taken = this.counts;
    this.counts = new Map();
    const rows = [...taken].flatMap(([shopDbId, hours]) =>
      [...hours].map(([hour, counts]): Counted => ({ shopDbId, hour: new Date(hour), counts })),
    );
    if (rows.length === 0) return;
    try {
      await this.database.transaction(DOOR, (tx) => this.deliveries.addCounts(tx, rows));
    } catch (error) {
      this.logger.warn({ err: error }, 'some counts of deliveries are lost; no message is');
    }
  }
}
