import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Metrics } from '../telemetry/index.js';
import { Hints } from './hints.js';
import type { JobName } from './job-catalogue.js';

/** A module's answer to "is there work of yours that nobody may know about?". */
export interface PendingWork {
  readonly job: JobName;
  count(): Promise<number>;
}

/** The modules that run workers register theirs at start. */
@Injectable()
export class PendingWorkRegistry {
  readonly sources: PendingWork[] = [];

  add(source: PendingWork): void {
    this.sources.push(source);
  }
}

/**
 * Hints whatever is pending, every few seconds, from the to-do rows alone. A plain timer in every worker process and not a
 * job schedule: it must survive the loss of everything the queue holds.
 */
@Injectable()
export class RehintScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RehintScheduler.name);
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly registry: PendingWorkRegistry,
    private readonly hints: Hints,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.rehintIntervalMs === 0) return;
    this.schedule(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.round;
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.round = this.rehint().finally(() => {
        if (this.timer !== null) this.schedule(this.config.rehintIntervalMs);
      });
    }, delayMs);
  }

  private async rehint(): Promise<void> {
    for (const source of this.registry.sources) {
      try {
        const count = await source.count();
        this.metrics.pending.set({ job: source.job }, count);
        if (count > 0) this.hints.hint(source.job);
      } catch (error) {
        this.logger.warn({ job: source.job, err: error }, 'pending work could not be counted; trying again');
      }
    }
  }
}
