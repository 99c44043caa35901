import { EventEmitter } from 'node:events';
import type { DataSource, DataSourceOptions, EntitySchema } from 'typeorm';

export const APP_CONNECTION = Symbol('app connection');
export const WORKER_CONNECTION = Symbol('worker connection');

/** The database roles. The owner migrates, the application serves requests, the worker works in the background, the queue sees its own schema only. */
export const ROLES = { owner: 'cunbo_owner', app: 'cunbo_app', worker: 'cunbo_worker', queue: 'cunbo_queue' } as const;
export type RoleName = keyof typeof ROLES;

/** How each role reaches the database, made once by `prepareDatabase`. */
export interface DatabaseAccess {
  url(role: RoleName): string;
}

export interface PoolOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly poolSize: number;
  readonly entities: EntitySchema[];
}

export function dataSourceOptions({ url, applicationName, poolSize, entities }: PoolOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName,
    poolSize,
    entities,
    synchronize: false,
    logging: false,
    connectTimeoutMS: 10_000,
    parseInt8: false,
    // A broken idle connection is replaced on next use; without a listener it would end the process.
    poolErrorHandler: () => undefined,
    extra: { options: '-c timezone=UTC', keepAlive: true },
  };
}

/**
 * A connection that the server ends in the very moment it is opened (its greeting and its farewell arrive together) belongs to neither
 * the pool's nor the ORM's listener yet; without one its error would end the process. Seen once in a few thousand cuts.
 */
export function surviveBrokenConnections({ driver }: DataSource): void {
  const pool: unknown = 'master' in driver ? driver.master : null;
  if (pool instanceof EventEmitter) pool.on('connect', (client: EventEmitter) => client.on('error', () => undefined));
}
