import { readdirSync, readFileSync } from 'node:fs';
import { runMigrations as migrateQueue } from 'bullmq';
import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { type DatabaseAccess, dataSourceOptions, ROLES } from './connections.js';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);
const MIGRATION_LOCK = 4_206_811;
export const QUEUE_SCHEMA = 'bullmq';

export interface MigrationReport {
  readonly applied: string[];
}

/** Brings the schema up to date as the owner role. Any number of starting processes may call it: one migrates, the others wait and find nothing to do. */
export async function migrate(access: DatabaseAccess): Promise<MigrationReport> {
  const guard = new pg.Client({ connectionString: access.url('owner'), application_name: 'cunbo migrate' });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await runPending(access);
    await prepareQueueSchema(guard);
    return { applied };
  } finally {
    await guard.end();
  }
}

/** Names of migrations the database does not have yet; a server process refuses to start while there are any. */
export async function pendingMigrations(access: DatabaseAccess): Promise<string[]> {
  const client = new pg.Client({ connectionString: access.url('owner'), application_name: 'cunbo migrate' });
  await client.connect();
  try {
    const { rows: tables } = await client.query(`select from pg_tables where schemaname = 'public' and tablename = 'migration'`);
    const { rows } = tables.length === 0 ? { rows: [] } : await client.query<{ name: string }>('select name from public.migration');
    const known = new Set(rows.map((row) => row.name));
    return migrationFiles()
      .map(migrationName)
      .filter((name) => !known.has(name));
  } finally {
    await client.end();
  }
}

async function runPending(access: DatabaseAccess): Promise<string[]> {
  const source = new DataSource({
    ...dataSourceOptions({ url: access.url('owner'), applicationName: 'cunbo migrate', poolSize: 2, entities: [] }),
    migrations: migrationFiles().map(migrationClass),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

// Only the owner's: those the queue role has made meanwhile are its own.
const GRANT_SEQUENCES = `
  do $$
  declare
    name text;
  begin
    for name in select sequencename from pg_sequences where schemaname = '${QUEUE_SCHEMA}' and sequenceowner = current_user loop
      execute format('grant all on sequence ${QUEUE_SCHEMA}.%I to ${ROLES.queue}', name);
    end loop;
  end $$`;

/** BullMQ's own schema: it grants nothing to anybody, so its one user is told apart here. */
async function prepareQueueSchema(client: pg.Client): Promise<void> {
  await migrateQueue(client, QUEUE_SCHEMA);
  // CREATE: BullMQ makes a sequence for each queue when its first job is added.
  await client.query(`grant usage, create on schema ${QUEUE_SCHEMA} to ${ROLES.queue}`);
  await client.query(`grant all on all tables in schema ${QUEUE_SCHEMA} to ${ROLES.queue}`);
  await client.query(GRANT_SEQUENCES);
  await client.query(`grant execute on all functions in schema ${QUEUE_SCHEMA} to ${ROLES.queue}`);
}

/** `1763769600000-ledger.sql`: TypeORM orders migrations by the number in their name. */
function migrationFiles(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((file) => /^\d{13}-[a-z-]+\.sql$/.test(file))
    .sort();
}

function migrationName(file: string): string {
  const [, time = '', words = ''] = /^(\d{13})-(.+)\.sql$/.exec(file) ?? [];
  return words.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase()) + time;
}

function migrationClass(file: string): new () => MigrationInterface {
  const sql = readFileSync(new URL(file, MIGRATIONS), 'utf8');
  return class implements MigrationInterface {
    readonly name = migrationName(file);
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }
    async down(): Promise<void> {
      throw new Error('Migrations go forward only: restore the backup made before the upgrade.');
    }
  };
}
