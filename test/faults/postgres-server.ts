import { join } from 'node:path';
import pg from 'pg';
import { ChildServer } from './child-server.ts';

interface Built {
  'cluster.js': typeof import('../../src/platform/database/embedded/cluster.js');
  'native-package.js': typeof import('../../src/platform/database/embedded/native-package.js');
  'os-account.js': typeof import('../../src/platform/database/embedded/os-account.js');
  'server-place.js': typeof import('../../src/platform/database/embedded/server-place.js');
  'server-settings.js': typeof import('../../src/platform/database/embedded/server-settings.js');
}

const EMBEDDED = new URL('../../dist/platform/database/embedded/', import.meta.url);
// The rest are the product's settings: fsync and synchronous_commit are on. Deadlocks are to be found soon, not only after a second.
const SETTINGS = { deadlock_timeout: '200ms', restart_after_crash: 'on' };
const DATABASE = 'faults';

/** A PostgreSQL of the run's own, of the programs and settings that an installation has, at an address that stays. */
export class PostgresServer {
  readonly url: string;
  private readonly server: ChildServer;

  private constructor(server: ChildServer, url: string) {
    this.server = server;
    this.url = url;
  }

  static async create(directory: string, port: number): Promise<PostgresServer> {
    const [natives, places, clusters, accounts, settings] = await Promise.all([
      built('native-package.js'),
      built('server-place.js'),
      built('cluster.js'),
      built('os-account.js'),
      built('server-settings.js'),
    ]);
    const place = await places.placeServer(directory, await natives.findNativePrograms(), () => undefined);
    const password = await clusters.prepareCluster(place, join(directory, 'postgres-password'));
    const address = (database: string): string => `postgres://${clusters.SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
    const server = new ChildServer({
      program: natives.postgresOf(place.programs),
      parameters: ['-D', place.clusterDirectory, ...settings.settingArguments(port, SETTINGS)],
      options: accounts.spawnOptions(place.account),
      logFile: join(directory, 'postgres.log'),
      probe: () => once(address('postgres'), 'select'),
    });
    await server.start();
    await once(address('postgres'), `create database ${DATABASE}`);
    return new PostgresServer(server, address(DATABASE));
  }

  get version(): Promise<string> {
    return withClient(
      this.url,
      async (client) => (await client.query<{ server_version: string }>('show server_version')).rows[0]!.server_version,
    );
  }

  start(): Promise<void> {
    return this.server.start();
  }

  /** The postmaster alone; its backends notice and end themselves. */
  kill(): Promise<void> {
    return this.server.end('SIGKILL');
  }

  /** What "pg_ctl restart -m fast" does first: rolls back what is open, writes a checkpoint, ends. */
  stopFast(): Promise<void> {
    return this.server.end('SIGINT');
  }

  stopAtOnce(): Promise<void> {
    return this.server.end('SIGQUIT');
  }

  logTail(): string {
    return this.server.logTail();
  }
}

async function once(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement));
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function built<File extends keyof Built>(file: File): Promise<Built[File]> {
  return (await import(new URL(file, EMBEDDED).href)) as Built[File];
}
