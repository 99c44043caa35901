import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { createPostgresBackend, type Queue, setDefaultBackendFactory } from 'bullmq';
import { type DatabaseAccess, QUEUE_SCHEMA } from '../database/index.js';
import { Hints, QUEUES, type Queues } from './hints.js';
import { QUEUE_NAMES, type QueueName } from './job-catalogue.js';
import { JobCompleteness } from './job-completeness.js';
import { PendingWorkRegistry, RehintScheduler } from './pending-work.js';

export interface QueueModuleOptions {
  readonly redisUrl: string | null;
  readonly access: DatabaseAccess;
  readonly hasWorkers: boolean;
}

const logger = new Logger('queue');
const PRODUCERS = 'producers';
export const WORKERS = 'workers';

/** BullMQ on Redis when there is a REDIS_URL, else on PostgreSQL in its own schema under its own role. Nothing outside this folder knows which. */
@Module({})
export class QueueModule {
  static of(options: QueueModuleOptions): DynamicModule {
    if (options.redisUrl === null) setDefaultBackendFactory(createPostgresBackend);
    else setDefaultBackendFactory();
    return {
      module: QueueModule,
      global: true,
      imports: [
        DiscoveryModule,
        BullModule.forRoot(PRODUCERS, { connection: producerConnection(options), prefix: '{cunbo}' }),
        BullModule.forRoot(WORKERS, { connection: workerConnection(options), prefix: '{cunbo}' }),
        BullModule.registerQueue(...QUEUE_NAMES.map((name) => ({ name, configKey: PRODUCERS }))),
      ],
      providers: [
        { provide: QUEUES, inject: QUEUE_NAMES.map((name) => getQueueToken(name)), useFactory: queuesByName },
        Hints,
        ...(options.hasWorkers ? [PendingWorkRegistry, RehintScheduler, JobCompleteness] : []),
      ],
      exports: options.hasWorkers ? [Hints, QUEUES, PendingWorkRegistry] : [Hints, QUEUES],
    };
  }
}

function queuesByName(...queues: Queue[]): Queues {
  // A connection that breaks is made again; without a listener its error would end the process.
  for (const queue of queues)
    queue.on('error', (error) => logger.warn({ queue: queue.name, err: error }, 'queue connection lost; reconnecting'));
  return new Map(queues.map((queue) => [queue.name as QueueName, queue]));
}

// Requests must not wait for a Redis that is away; workers wait for it for ever.
function producerConnection(options: QueueModuleOptions): object {
  return options.redisUrl === null ? postgres(options, 2) : { url: options.redisUrl, enableOfflineQueue: false, maxRetriesPerRequest: 1 };
}

function workerConnection(options: QueueModuleOptions): object {
  return options.redisUrl === null ? postgres(options, 2) : { url: options.redisUrl, maxRetriesPerRequest: null };
}

function postgres(options: QueueModuleOptions, max: number): object {
  return { connectionString: options.access.url('queue'), schema: QUEUE_SCHEMA, max };
}
