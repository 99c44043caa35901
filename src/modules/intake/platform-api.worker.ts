import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { DetailFetching } from './detail-fetching.service.js';
import { PlatformPull } from './platform-pull.service.js';

/** A queue of its own: platforms that answer slowly must not keep messages waiting that need no answer. */
@Processor({ name: 'platforms', configKey: WORKERS }, { ...WORKER_OPTIONS, concurrency: 2 })
export class PlatformApiWorker extends JobWorker implements OnModuleInit {
  override readonly handlers: JobHandlers = {
    'intake.fetch-details': () => this.fetching.fetchAll(),
    'intake.pull-changes': () => this.pull.pullAll(),
  };

  constructor(
    private readonly fetching: DetailFetching,
    private readonly pull: PlatformPull,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'intake.fetch-details', count: () => this.fetching.countDue() });
    this.pending.add({ job: 'intake.pull-changes', count: () => this.pull.countDue() });
  }
}
