import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq';
import { type DatabaseAccess, QUEUE_SCHEMA } from '../database/index.js';
import { Hints, QUEUES, type Queues } from './hints.js';
import { QUEUE_NAMES, type QueueName } from './job-catalogue.js';
import { JobCompleteness } from './job-completeness.js';
import { JobSlots } from './job-slots.js';
import { PendingWorkRegistry, RehintScheduler } from './pending-work.js';

export interface QueueModuleOptions {
  readonly redisUrl: string | null;
  readonly access: DatabaseAccess;
  readonly hasWorkers: boolean;
}

const logger = new Logger('queue');
const PREFIX = '{cunbo}';
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
      imports: [DiscoveryModule, ...(options.hasWorkers ? workerModules(options) : [])],
      providers: [
        { provide: QUEUES, useFactory: () => openQueues(options) },
        Hints,
        JobSlots,
        ...(options.hasWorkers ? [PendingWorkRegistry, RehintScheduler, JobCompleteness] : []),
      ],
      exports: options.hasWorkers ? [Hints, JobSlots, QUEUES, PendingWorkRegistry] : [Hints, JobSlots, QUEUES],
    };
  }
}

// No queue is registered: a worker would take the connection of a registered queue of its name instead of the one of its configKey,
// and with a producer's connection it never finds back to a Redis that was away (it asks again without a pause, so nothing else runs).
function workerModules(options: QueueModuleOptions): DynamicModule[] {
  return [BullModule.forRoot(WORKERS, { connection: workerConnection(options), prefix: PREFIX }), BullModule.registerQueue()];
}

function openQueues(options: QueueModuleOptions): Queues {
  return new Map(QUEUE_NAMES.map((name) => [name, openQueue(name, options)]));
}

function openQueue(name: QueueName, options: QueueModuleOptions): Queue {
  const queue = new Queue(name, { connection: producerConnection(options), prefix: PREFIX });
  // A connection that breaks is made again; without a listener its error would end the process.
  queue.on('error', (error) => logger.warn({ queue: name, err: error }, 'queue connection lost; reconnecting'));
  return queue;
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
