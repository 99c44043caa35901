import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { ImportWork } from './import-work.service.js';

/** A queue of its own: a long file must not keep new sales waiting. */
@Processor({ name: 'imports', configKey: WORKERS }, WORKER_OPTIONS)
export class ImportWorker extends JobWorker implements OnModuleInit {
  override readonly handlers: JobHandlers = { 'imports.work': () => this.work.workAll() };

  constructor(
    private readonly work: ImportWork,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'imports.work', count: () => this.work.countToDo() });
  }
}
