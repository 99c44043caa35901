import pg from 'pg';
import type { Config } from '../config/index.js';
import { readOrCreateSecretKeys, type SecretKeys, Secrets } from '../crypto/index.js';
import type { DatabaseAccess } from './connections.js';
import { attachOrStartEmbeddedPostgres, type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.js';
import { keepKeys, openKeptKeys } from './kept-keys.js';
import { migrate, type MigrationReport, pendingMigrations } from './migrate.js';
import { ownerStatements } from './owner-statements.js';
import { databaseAccess, prepareDatabase } from './prepare-database.js';
import { explainingRefusal } from './server-refusal.js';

const EMBEDDED_DATABASE = 'cunbo';

/** The database of this installation, reachable, and the key that belongs to it. */
export interface Installation {
  readonly access: DatabaseAccess;
  readonly secretKey: string;
  readonly previousSecretKey: string | null;
  /** The embedded database was running already, for another process. */
  readonly isAttached: boolean;
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
  return config.databaseUrl === null ? openEmbedded(config, tenure, log) : openServer(config.databaseUrl, keysOf(config));
}

async function openEmbedded(config: Config, tenure: Tenure, log: (line: string) => void): Promise<Installation> {
  const start = tenure === 'own' ? startEmbeddedPostgres : attachOrStartEmbeddedPostgres;
  const server = await start({ dataDirectory: config.dataDirectory, log });
  try {
    const keys = config.secretKey === null ? await readOrCreateSecretKeys(config.dataDirectory) : keysOf(config);
    const adminUrl = await ensureDatabase(server);
    const installation = describe(adminUrl, keys);
    return { ...installation, isEmbedded: true, isAttached: server.attached, databaseLost: server.exited, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function keysOf({ secretKey, previousSecretKey }: Config): SecretKeys {
  return { current: secretKey ?? '', previous: previousSecretKey };
}

async function openServer(databaseUrl: string, keys: SecretKeys): Promise<Installation> {
  const installation = describe(databaseUrl, keys);
  return {
    ...installation,
    migrate: () => explainingRefusal(databaseUrl, 'given', installation.migrate),
    pendingMigrations: () => explainingRefusal(databaseUrl, 'own', installation.pendingMigrations),
    isEmbedded: false,
    isAttached: false,
    databaseLost: new Promise(() => undefined),
    close: () => Promise.resolve(),
  };
}

type Described = Pick<Installation, 'access' | 'secretKey' | 'previousSecretKey' | 'migrate' | 'pendingMigrations'>;

function describe(adminUrl: string, { current, previous }: SecretKeys): Described {
  const secrets = new Secrets(current, previous);
  const access = databaseAccess(adminUrl, secrets);
  return {
    access,
    secretKey: current,
    previousSecretKey: previous,
    migrate: async () => {
      // Before the roles get passwords of a key that may be the wrong one.
      await ownerStatements({ url: () => adminUrl }, 'cunbo prepare', (run) => openKeptKeys(run, secrets));
      await prepareDatabase(adminUrl, secrets);
      const report = await migrate(access);
      await keepKeys(access, secrets);
      return report;
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
