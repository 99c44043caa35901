export { Hints, QUEUES, type Queues } from './hints.js';
export { JOB_CATALOGUE, type JobName, type QueueName } from './job-catalogue.js';
export { JobSlots } from './job-slots.js';
export { type JobHandlers, JobWorker, WORKER_OPTIONS } from './job-worker.js';
export { type PendingWork, PendingWorkRegistry } from './pending-work.js';
export { untilDone } from './until-done.js';
export { QueueModule, WORKERS } from './queue.module.js';
