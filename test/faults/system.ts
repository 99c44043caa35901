import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../process/eventually.ts';
import type { Environment } from '../process/program.ts';
import { Api, ask } from './api.ts';
import type { QueueKind } from './fault-kinds.ts';
import { noteDirectory } from './leftovers.ts';
import { PostgresServer } from './postgres-server.ts';
import { RedisServer } from './redis-server.ts';
import { runCommand, Service } from './service.ts';
import { Superuser } from './superuser.ts';

const READY_WITHIN_MS = 60_000;
const SETTLE_WITHIN_MS = 120_000;
const SHIFTED_CLOCK = fileURLToPath(new URL('./shifted-clock.mjs', import.meta.url));
const BULLMQ_TABLES = ['job', 'dedup', 'dedup_next'];
const PENDING = `select (select count(*) from inbox_todo)::int as messages, (select count(*) from reattribution_todo)::int as changes,
  (select count(*) from order_todo)::int as orders, (select count(*) from entry_todo)::int as entries`;

/** How the processes run in a cycle. */
export interface Setup {
  readonly queue: QueueKind;
  /** By how much the processes' wall clock is ahead. */
  readonly aheadMs: number;
}

/** One installation: its servers, the API and the worker as processes of the built program, and a superuser who looks on. */
export class System {
  readonly api = new Service('api');
  readonly worker = new Service('worker');
  readonly superuser: Superuser;
  readonly postgres: PostgresServer;
  readonly redis: RedisServer | null;
  readonly baseUrl: string;
  private readonly directory: string;
  private readonly common: Environment;
  private setup: Setup | null = null;

  private constructor(directory: string, postgres: PostgresServer, redis: RedisServer | null, port: number) {
    this.directory = directory;
    this.postgres = postgres;
    this.redis = redis;
    this.baseUrl = `http://127.0.0.1:${port}`;
    this.superuser = new Superuser(postgres.url);
    this.common = {
      DATABASE_URL: postgres.url,
      CUNBO_SECRET_KEY: randomBytes(32).toString('hex'),
      CUNBO_ADMIN_PASSWORD: randomBytes(12).toString('hex'),
      PORT: String(port),
    };
  }

  static async open(redisProgram: string | null): Promise<System> {
    const directory = await mkdtemp(join(tmpdir(), 'cunbo-faults-'));
    noteDirectory(directory);
    // PostgreSQL never runs as root: its own user must be able to enter.
    await chmod(directory, 0o755);
    const postgres = await PostgresServer.create(directory, await freePort());
    const redis = redisProgram === null ? null : await RedisServer.create(redisProgram, directory, await freePort());
    const system = new System(directory, postgres, redis, await freePort());
    await system.command('migrate');
    return system;
  }

  /** The environment of the processes as they run now. */
  get environment(): Environment {
    const { queue, aheadMs } = this.setup ?? { queue: 'postgres', aheadMs: 0 };
    return {
      ...this.common,
      ...(queue === 'redis' && this.redis !== null ? { REDIS_URL: this.redis.url } : {}),
      ...(aheadMs === 0 ? {} : { NODE_OPTIONS: `--import=${SHIFTED_CLOCK}`, CUNBO_FAULTS_AHEAD_MS: String(aheadMs) }),
    };
  }

  /** Both processes with this queue and clock; they go on where that is what they have. */
  async run(setup: Setup): Promise<void> {
    if (this.setup?.queue === setup.queue && this.setup.aheadMs === setup.aheadMs) return;
    const endedWell = await Promise.all([this.api.stop(), this.worker.stop()]);
    if (endedWell.includes(false)) throw new Error('A process that was asked to stop did not end well.');
    if (this.setup !== null && this.setup.aheadMs !== 0) await this.forgetFuture();
    this.setup = setup;
    await this.startApi();
    await this.startWorker();
  }

  startApi(): Promise<void> {
    return this.api.start(this.environment);
  }

  startWorker(): Promise<void> {
    return this.worker.start(this.environment);
  }

  async signIn(): Promise<Api> {
    const { token } = JSON.parse(await this.command('create-token', '--name', 'faults', '--json')) as { token: string };
    return new Api(this.baseUrl, token);
  }

  /** Whether the API says that it can serve again. */
  untilReady(): Promise<void> {
    return eventually('the API is ready', READY_WITHIN_MS, async () => (await ask(`${this.baseUrl}/health/ready`, {})).status === 200, 50);
  }

  /** Until every message, change, order and entry has been worked off. */
  async settle(): Promise<void> {
    let left = '';
    const isSettled = async (): Promise<boolean> => {
      const [pending] = await this.superuser.sql<Record<string, number>>(PENDING);
      left = JSON.stringify(pending);
      return Object.values(pending ?? { all: 1 }).every((count) => count === 0);
    };
    await eventually('nothing is pending', SETTLE_WITHIN_MS, isSettled, 50).catch((error: unknown) => {
      throw new Error(`${String(error)} Left: ${left}`);
    });
  }

  /** Every job of a queue on PostgreSQL is lost; answers how many there were. */
  async deleteJobs(): Promise<number> {
    const [jobs] = await this.superuser.sql<{ count: number }>('select count(*)::int as count from bullmq.job');
    for (const table of BULLMQ_TABLES) await this.superuser.sql(`delete from bullmq.${table}`);
    return jobs?.count ?? 0;
  }

  verify(): Promise<{ code: number | null; output: string }> {
    return runCommand(this.environment, 'verify', '--json');
  }

  /** What the processes and the database said last. */
  lastWords(): string {
    const parts = { api: this.api.output(), worker: this.worker.output(), PostgreSQL: this.postgres.logTail() };
    return Object.entries(parts)
      .map(([name, words]) => `--- ${name}\n${words}`)
      .join('\n');
  }

  async close(): Promise<void> {
    await Promise.all([this.api.kill(), this.worker.kill(), this.superuser.close()]);
    await Promise.all([this.postgres.stopAtOnce(), this.redis?.kill()]);
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What processes whose clock was ahead have left in their queue would hold up those whose clock is not. */
  private async forgetFuture(): Promise<void> {
    await this.redis?.flush();
    await this.deleteJobs();
    await this.superuser.sql(`delete from bullmq.meta where field = 'stalled-check'`);
  }

  private async command(...parameters: string[]): Promise<string> {
    const { code, output } = await runCommand(this.environment, ...parameters);
    if (code !== 0) throw new Error(`cunbo ${parameters.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
