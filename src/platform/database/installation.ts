import pg from 'pg';
import type { Config } from '../config/index.js';
import { readOrCreateSecretKey, Secrets } from '../crypto/index.js';
import type { DatabaseAccess } from './connections.js';
import { attachOrStartEmbeddedPostgres, type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.js';
import { migrate, type MigrationReport, pendingMigrations } from './migrate.js';
import { databaseAccess, prepareDatabase } from './prepare-database.js';
import { explainingRefusal } from './server-refusal.js';

const EMBEDDED_DATABASE = 'cunbo';

/** The database of this installation, reachable, and the key that belongs to it. */
export interface Installation {
  readonly access: DatabaseAccess;
  readonly secretKey: string;
  readonly isEmbedded: boolean;
  /** Settles when the embedded server ends although nobody stopped it. */
  readonly databaseLost: Promise<void>;
  /** Brings the schema up to date. */
  migrate(): Promise<MigrationReport>;
  pendingMigrations(): Promise<string[]>;
  close(): Promise<void>;
}

/** 'own': a server that keeps the database running. 'join': a command beside it, or alone for its own time. */
export type Tenure = 'own' | 'join';

export async function openInstallation(config: Config, tenure: Tenure, log: (line: string) => void): Promise<Installation> {
  return config.databaseUrl === null ? openEmbedded(config, tenure, log) : openServer(config.databaseUrl, config.secretKey ?? '');
}

async function openEmbedded(config: Config, tenure: Tenure, log: (line: string) => void): Promise<Installation> {
  const start = tenure === 'own' ? startEmbeddedPostgres : attachOrStartEmbeddedPostgres;
  const server = await start({ dataDirectory: config.dataDirectory, log });
  try {
    const secretKey = config.secretKey ?? (await readOrCreateSecretKey(config.dataDirectory));
    const adminUrl = await ensureDatabase(server);
    const installation = describe(adminUrl, secretKey);
    return { ...installation, isEmbedded: true, databaseLost: server.exited, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openServer(databaseUrl: string, secretKey: string): Promise<Installation> {
  const installation = describe(databaseUrl, secretKey);
  return {
    ...installation,
    migrate: () => explainingRefusal(databaseUrl, 'given', installation.migrate),
    pendingMigrations: () => explainingRefusal(databaseUrl, 'own', installation.pendingMigrations),
    isEmbedded: false,
    databaseLost: new Promise(() => undefined),
    close: () => Promise.resolve(),
  };
}

function describe(adminUrl: string, secretKey: string): Pick<Installation, 'access' | 'secretKey' | 'migrate' | 'pendingMigrations'> {
  const secrets = new Secrets(secretKey);
  const access = databaseAccess(adminUrl, secrets);
  return {
    access,
    secretKey,
    migrate: async () => {
      await prepareDatabase(adminUrl, secrets);
      return migrate(access);
    },
    pendingMigrations: () => pendingMigrations(access),
  };
}

async function ensureDatabase(server: EmbeddedPostgres): Promise<string> {
  const url = new URL(`postgres://${server.host}:${server.port}/postgres`);
  url.username = server.superuser;
  url.password = server.superuserPassword;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [EMBEDDED_DATABASE]);
    if (rowCount === 0) await client.query(`create database ${EMBEDDED_DATABASE}`);
  } finally {
    await client.end();
  }
  url.pathname = `/${EMBEDDED_DATABASE}`;
  return url.toString();
}
