import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { ScheduledSweep } from './scheduled-sweep.service.js';

/** A queue of its own: a sweep must not keep new sales waiting. */
@Processor({ name: 'retention', configKey: WORKERS }, WORKER_OPTIONS)
export class RetentionWorker extends JobWorker implements OnModuleInit {
  override readonly handlers: JobHandlers = { 'retention.sweep': () => this.sweep.sweepOn() };

  constructor(
    private readonly sweep: ScheduledSweep,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'retention.sweep', count: () => this.sweep.countDue() });
  }
}
