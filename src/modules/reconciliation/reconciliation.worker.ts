import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { TotalPulling } from './total-pulling.service.js';

/** A queue of its own: the lists of whole days must not keep single orders waiting that are to be fetched. */
@Processor({ name: 'reconciliation', configKey: WORKERS }, WORKER_OPTIONS)
export class ReconciliationWorker extends JobWorker implements OnModuleInit {
  override readonly handlers: JobHandlers = { 'reconciliation.pull-totals': () => this.pulling.pullAll() };

  constructor(
    private readonly pulling: TotalPulling,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'reconciliation.pull-totals', count: () => this.pulling.countDue() });
  }
}
