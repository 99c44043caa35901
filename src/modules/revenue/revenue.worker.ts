import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { Folding } from './folding.service.js';

@Processor({ name: 'revenue', configKey: WORKERS }, WORKER_OPTIONS)
export class RevenueWorker extends JobWorker implements OnModuleInit {
  override readonly handlers: JobHandlers = { 'revenue.fold-entries': () => this.folding.foldAll() };

  constructor(
    private readonly folding: Folding,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'revenue.fold-entries', count: () => this.folding.countToFold() });
  }
}
