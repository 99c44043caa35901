import { Logger } from '@nestjs/common';
import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { type Job, UnrecoverableError, type WorkerOptions } from 'bullmq';
import { isJobName, type JobName } from './job-catalogue.js';

/** One job at a time: a job works until nothing is left, so more would only wait for the same rows. */
export const WORKER_OPTIONS = {
  concurrency: 1,
  // A killed worker's job is taken over after this long; a batch takes well under a second.
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // Being killed is no fault of a hint: it may happen any number of times.
  maxStalledCount: 1_000_000,
} as const satisfies Partial<WorkerOptions>;

export type JobHandlers = Partial<Record<JobName, () => Promise<void>>>;

/** Base of the `*.worker.ts` edges: finds the handler; a job nobody handles fails loudly. */
export abstract class JobWorker extends WorkerHost {
  private readonly jobLogger = new Logger(this.constructor.name);
  abstract readonly handlers: JobHandlers;

  /** A worker whose connection breaks connects again by itself. */
  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.jobLogger.warn({ err: error }, 'worker connection lost; reconnecting');
  }

  override async process(job: Job): Promise<void> {
    const handler = isJobName(job.name) ? this.handlers[job.name] : undefined;
    if (handler === undefined) throw new UnrecoverableError(`No handler for job ${job.name} of queue ${job.queueName}.`);
    try {
      await handler();
    } catch (error) {
      this.jobLogger.error({ job: job.name, attempt: job.attemptsMade + 1, err: error }, 'job failed; it will be repeated');
      throw error;
    }
  }
}
