import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { ForeignOrderConversion } from './foreign-order-conversion.service.js';
import { EntryPosting } from './entry-posting.service.js';

// Two at a time: marking what a register change moves must not keep new sales waiting.
@Processor({ name: 'orders', configKey: WORKERS }, { ...WORKER_OPTIONS, concurrency: 2 })
export class OrderWorker extends JobWorker implements OnModuleInit {
  override readonly handlers: JobHandlers = {
    'orders.convert-again': () => this.conversion.convertAll(),
    'orders.mark-reattributed': () => this.posting.markAll(),
    'orders.post-entries': () => this.posting.postAll(),
  };

  constructor(
    private readonly posting: EntryPosting,
    private readonly conversion: ForeignOrderConversion,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'orders.convert-again', count: () => this.conversion.countChanges() });
    this.pending.add({ job: 'orders.mark-reattributed', count: () => this.posting.countChangesToMark() });
    this.pending.add({ job: 'orders.post-entries', count: () => this.posting.countOrdersToPost() });
  }
}
