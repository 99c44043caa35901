import { type DynamicModule, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { EntitySchema } from 'typeorm';
import { APP_CONNECTION, type DatabaseAccess, dataSourceOptions, WORKER_CONNECTION } from './connections.js';
import { Database } from './database.js';

export const DATABASE_ACCESS = Symbol('database access');

export interface DatabaseModuleOptions {
  readonly access: DatabaseAccess;
  readonly entities: EntitySchema[];
  readonly hasWorkers: boolean;
}

/** Two pools, one per role. Nothing else in the program opens connections to business tables. */
@Module({})
export class DatabaseModule {
  static of({ access, entities, hasWorkers }: DatabaseModuleOptions): DynamicModule {
    const pools = hasWorkers
      ? [pool('app', access, 16, entities), pool('worker', access, 6, entities)]
      : [pool('app', access, 16, entities)];
    return {
      module: DatabaseModule,
      global: true,
      imports: pools,
      providers: [
        Database,
        { provide: DATABASE_ACCESS, useValue: access },
        { provide: APP_CONNECTION, useExisting: getDataSourceToken('app') },
        ...(hasWorkers ? [{ provide: WORKER_CONNECTION, useExisting: getDataSourceToken('worker') }] : []),
      ],
      exports: [Database, DATABASE_ACCESS],
    };
  }
}

function pool(role: 'app' | 'worker', access: DatabaseAccess, poolSize: number, entities: EntitySchema[]): DynamicModule {
  return TypeOrmModule.forRoot({
    ...dataSourceOptions({ url: access.url(role), applicationName: `cunbo ${role}`, poolSize, entities }),
    name: role,
    retryAttempts: 10,
    retryDelay: 1_000,
  });
}
