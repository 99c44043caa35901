import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import pg from 'pg';
import { createDatabase, type EmptyDatabase, readCurrentRollups, TEST_SECRET_KEY } from '../support/test-database.js';
import { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { type Environment, Program } from './program.js';

export const ADMIN_PASSWORD = 'correct-horse-battery';
const SETTLE_LIMIT_MS = 50_000;
// Logical Redis databases that the other specs do not use; one per Jest worker.
const FIRST_REDIS_DATABASE = 40;

const PENDING = `select (select count(*) from inbox_todo)::int as messages, (select count(*) from reattribution_todo)::int as changes,
  (select count(*) from order_todo)::int as orders, (select count(*) from entry_todo)::int as entries`;

const BULLMQ_TABLES = ['job', 'dedup', 'dedup_next'];

/** An installation on a server's database and the queue of the test run, and the processes that run it. */
export class SystemUnderTest {
  private readonly programs: Program[] = [];

  private constructor(
    readonly database: EmptyDatabase,
    readonly environment: Environment,
    readonly redis: Redis | null,
    readonly baseUrl: string,
    private readonly superuser: pg.Client,
  ) {}

  static async open(): Promise<SystemUnderTest> {
    const redisUrl = ownRedisUrl();
    const redis = redisUrl === null ? null : new Redis(redisUrl);
    await redis?.flushdb();
    const [database, port] = [await createDatabase(), await freePort()];
    const environment = {
      DATABASE_URL: database.adminUrl,
      CUNBO_SECRET_KEY: TEST_SECRET_KEY,
      CUNBO_ADMIN_PASSWORD: ADMIN_PASSWORD,
      CUNBO_REHINT_MS: '250',
      PORT: String(port),
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    };
    const superuser = new pg.Client({ connectionString: database.adminUrl });
    await superuser.connect();
    await readCurrentRollups(superuser);
    return new SystemUnderTest(database, environment, redis, `http://127.0.0.1:${port}`, superuser);
  }

  /** Started, not yet ready. */
  launch(role: string, more: Environment = {}): Program {
    return this.keep(new Program('main.js', [], { ...this.environment, CUNBO_ROLE: role, ...more }));
  }

  async startApi(more: Environment = {}): Promise<Program> {
    const program = this.launch('api', more);
    await program.untilItSays('Cunbo is listening');
    return program;
  }

  async startWorker(more: Environment = {}): Promise<Program> {
    const program = this.launch('worker', more);
    await program.untilItSays('Cunbo workers are running');
    return program;
  }

  async runCommand(...parameters: string[]): Promise<{ code: number | null; output: string }> {
    const program = this.keep(new Program('cli.js', parameters, this.environment));
    const { code } = await program.ended;
    return { code, output: program.output };
  }

  signIn(): Promise<ApiClient> {
    return ApiClient.signIn(this.baseUrl, ADMIN_PASSWORD);
  }

  /** As the superuser, on one connection: `begin` and locks last until `rollback`. */
  async sql<Row extends object>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.superuser.query<Row>(statement, parameters)).rows;
  }

  /** Every job and whatever else the queue holds is lost. */
  async emptyQueue(): Promise<void> {
    if (this.redis !== null) await this.redis.flushdb();
    else for (const table of BULLMQ_TABLES) await this.sql(`delete from bullmq.${table}`);
  }

  /** Until every message, change, order and entry has been worked off. */
  async settle(): Promise<void> {
    let left = '';
    const isSettled = async (): Promise<boolean> => {
      const [pending] = await this.sql<Record<string, number>>(PENDING);
      left = JSON.stringify(pending);
      return Object.values(pending ?? { all: 1 }).every((count) => count === 0);
    };
    await eventually('nothing is pending', SETTLE_LIMIT_MS, isSettled, 25).catch((error: unknown) => {
      throw new Error(`${String(error)} ${left}\n${this.programs.map(({ output }) => output.slice(-2_000)).join('\n')}`);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.kill()));
    await this.redis?.flushdb();
    this.redis?.disconnect();
    await this.superuser.end();
    await this.database.drop();
  }

  private keep(program: Program): Program {
    this.programs.push(program);
    return program;
  }
}

function ownRedisUrl(): string | null {
  const server = process.env.CUNBO_TEST_REDIS;
  return server === undefined ? null : `${server}/${FIRST_REDIS_DATABASE + Number(process.env.JEST_WORKER_ID ?? '0')}`;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
