import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { JOB_OPTIONS, type JobName, queueOf, type QueueName } from './job-catalogue.js';

export const QUEUES = Symbol('queues');
const LONGEST_REST_MS = 50;
export type Queues = ReadonlyMap<QueueName, Queue>;

/**
 * Tells the workers that there may be work. Never awaited by a request and never inside a transaction: a hint that cannot be
 * sent is dropped, the re-hinting scheduler makes up for it. Hints of one name are merged while one is on its way and for a moment
 * after it, so a burst of commits costs a few jobs a second and the last commit is always followed by one.
 */
@Injectable()
export class Hints implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(Hints.name);
  private readonly onTheWay = new Map<JobName, { again: boolean }>();
  private readonly sending = new Set<Promise<void>>();
  private isClosed = false;

  constructor(@Inject(QUEUES) private readonly queues: Queues) {}

  hint(name: JobName): void {
    const current = this.onTheWay.get(name);
    if (current) {
      current.again = true;
      return;
    }
    if (this.isClosed) return;
    this.onTheWay.set(name, { again: false });
    const sent = this.sendAndRest(name).finally(() => {
      this.sending.delete(sent);
      const again = this.onTheWay.get(name)?.again ?? false;
      this.onTheWay.delete(name);
      if (again) this.hint(name);
    });
    this.sending.add(sent);
  }

  /** Before the queues close: what is still on its way then would wait for ever for a connection of a closed pool. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled(this.sending);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  /** Every hint is a transaction of the queue: one after each commit of the door cost more than some of those commits. */
  private async sendAndRest(name: JobName): Promise<void> {
    const startedAt = performance.now();
    await this.send(name);
    await sleep(Math.min(performance.now() - startedAt, LONGEST_REST_MS));
  }

  private async send(name: JobName): Promise<void> {
    try {
      // While a job of this name waits, another adds nothing; while one runs, exactly one more is kept for afterwards.
      await this.queues.get(queueOf(name))?.add(name, {}, { ...JOB_OPTIONS, deduplication: { id: name, keepLastIfActive: true } });
    } catch (error) {
      this.logger.warn(
        { job: name, error: error instanceof Error ? error.message : String(error) },
        'hint not sent; the scheduler will repeat it',
      );
    }
  }
}
