import { Processor } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { type JobHandlers, JobWorker, PendingWorkRegistry, WORKER_OPTIONS, WORKERS } from '../../platform/queue/index.js';
import { DeliveryGauges } from './delivery-gauges.service.js';
import { MessageApplying } from './message-applying.service.js';

const PLAN_EVERY_MS = 3_600_000;

@Processor({ name: 'intake', configKey: WORKERS }, WORKER_OPTIONS)
export class IntakeWorker extends JobWorker implements OnModuleInit {
  private plannedAt = -Infinity;

  override readonly handlers: JobHandlers = { 'intake.apply-messages': () => this.applying.applyAll() };

  constructor(
    private readonly applying: MessageApplying,
    private readonly gauges: DeliveryGauges,
    private readonly pending: PendingWorkRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.pending.add({ job: 'intake.apply-messages', count: () => this.countAndPlan() });
  }

  /** The re-hinting round is also when the coming days' body partitions are made, and gauges are read. */
  private async countAndPlan(): Promise<number> {
    if (performance.now() - this.plannedAt > PLAN_EVERY_MS) {
      await this.applying.planPartitions();
      this.plannedAt = performance.now();
    }
    await this.gauges.measure();
    return this.applying.countToApply();
  }
}
