import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { AttributionRuleSchema } from '../../src/modules/attribution/index.js';
import {
  DivisionAliasSchema,
  DivisionImport,
  DivisionImportRepository,
  DivisionSchema,
  readDefaultRegister,
} from '../../src/modules/divisions/index.js';
import { HostSchema } from '../../src/modules/hosts/index.js';
import { LiveSessionSchema } from '../../src/modules/live-sessions/index.js';
import { MerchantSchema } from '../../src/modules/merchants/index.js';
import { ProductSchema } from '../../src/modules/products/index.js';
import { ItemMappingSchema, PlatformAppSchema, ShopSchema } from '../../src/modules/shops/index.js';
import { dataSourceOptions } from '../../src/platform/database/connections.js';
import { Database, type DatabaseAccess, databaseAccess, migrate, operator, prepareDatabase } from '../../src/platform/database/index.js';
import { Secrets } from '../../src/platform/crypto/index.js';

export const TEST_SECRET_KEY = 'test-secret-key-test-secret-key-00';

const TEMPLATE = 'cunbo_template';
const TEMPLATE_LOCK = 90_210;
const ENTITIES = [
  MerchantSchema,
  ProductSchema,
  ShopSchema,
  ItemMappingSchema,
  PlatformAppSchema,
  HostSchema,
  LiveSessionSchema,
  DivisionSchema,
  DivisionAliasSchema,
  AttributionRuleSchema,
];

export interface EmptyDatabase {
  readonly name: string;
  readonly access: DatabaseAccess;
  /** The superuser's address of this database: for looking and for breaking things, never for the product. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** A database of its own for a spec file: migrated, with the register of divisions, nothing else. */
export async function createDatabase(): Promise<EmptyDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin('postgres', async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(client);
    // Copied as files, not through the log: a quarter of the time.
    await client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  });
  const adminUrl = `${server()}${name}`;
  return {
    name,
    adminUrl,
    access: await prepareDatabase(adminUrl, new Secrets(TEST_SECRET_KEY)),
    drop: () => asAdmin('postgres', async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** The same, with the application's and the workers' pools: for specs of services and repositories. */
export async function testDatabase(): Promise<EmptyDatabase & { database: Database; close(): Promise<void> }> {
  const empty = await createDatabase();
  const app = await pool(empty.access, 'app');
  const background = await pool(empty.access, 'worker');
  const close = async (): Promise<void> => {
    await app.destroy();
    await background.destroy();
    await empty.drop();
  };
  return { ...empty, database: new Database(app, background), close };
}

export async function asAdmin<Result>(database: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: `${server()}${database}` });
  await client.connect();
  try {
    await readCurrentRollups(client);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** As every transaction of the program does: `rollup_area` is the one of the current set. */
export async function readCurrentRollups(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ is_there: boolean }>(`select to_regclass('public.rollup_current') is not null as is_there`);
  if (rows[0]?.is_there !== true) return;
  await client.query(
    `select set_config('search_path', coalesce((select set_name || ', public' from public.rollup_current), 'public'), false)`,
  );
}

function server(): string {
  const url = process.env.CUNBO_TEST_DATABASE;
  if (url === undefined) throw new Error('CUNBO_TEST_DATABASE is not set: the global setup starts the database.');
  return url;
}

async function pool(access: DatabaseAccess, role: 'app' | 'worker'): Promise<DataSource> {
  const source = new DataSource(
    dataSourceOptions({ url: access.url(role), applicationName: `test ${role}`, poolSize: 6, entities: ENTITIES }),
  );
  return source.initialize();
}

/** Made once per run, by whichever spec file comes first; the register takes seconds to load, a copy milliseconds. */
async function ensureTemplate(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
  if (rowCount === 1) return;
  const draft = `${TEMPLATE}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  const secrets = new Secrets(TEST_SECRET_KEY);
  await prepareDatabase(`${server()}${draft}`, secrets);
  await furnish(databaseAccess(`${server()}${draft}`, secrets));
  await client.query(`alter database ${draft} rename to ${TEMPLATE}`);
}

async function furnish(access: DatabaseAccess): Promise<void> {
  await migrate(access);
  const source = await pool(access, 'app');
  const imports = new DivisionImport(new DivisionImportRepository());
  await new Database(source).transaction(operator('test'), (tx) => imports.run(tx, readDefaultRegister()));
  await source.destroy();
}
