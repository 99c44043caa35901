import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { AuditSealing } from './audit-sealing.service.js';

@Processor({ name: 'audit', configKey: WORKERS }, WORKER_OPTIONS)
export class AuditWorker extends JobWorker implements OnModuleInit {
  override readonly handlers: JobHandlers = { 'audit.seal': () => this.sealing.seal() };

  constructor(
    private readonly sealing: AuditSealing,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'audit.seal', count: () => this.sealing.countWaiting() });
  }
}
