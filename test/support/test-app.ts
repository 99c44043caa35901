import { createHmac, randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Response as InjectResponse } from 'light-my-request';
import type { Logger } from 'pino';
import { Administrators, FIRST_ADMINISTRATOR, SignIn } from '../../src/modules/accounts/index.js';
import { createHttpServer } from '../../src/http-server.js';
import { Clock } from '../../src/platform/clock/index.js';
import type { Config } from '../../src/platform/config/index.js';
import { Superuser } from './superuser.js';
import { createDatabase, type EmptyDatabase, TEST_SECRET_KEY } from './test-database.js';

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: EmptyDatabase;
  readonly token: string;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A signed push of the canonical event. */
  deliver(shopId: string, secret: string, messageId: string, body: unknown): Promise<Answer>;
  /** Runs SQL as the superuser. */
  sql<Row extends object>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly rehintIntervalMs?: number;
  readonly shopPushesPerSecond?: number;
  readonly accountRequestsPerSecond?: number;
  readonly addressRequestsPerSecond?: number;
  readonly platformApis?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  readonly role?: Config['role'];
  readonly database?: EmptyDatabase;
  readonly logger?: Logger;
}

export const ADMIN_PASSWORD = 'correct-horse-battery';

/** The whole application in this process, put together as the program does it, on a database of its own and the queue backend of the run (CUNBO_TEST_QUEUE). */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createDatabase());
  const config = testConfig(database, options);
  const app = await createHttpServer({ config, access: database.access, secretKey: TEST_SECRET_KEY }, options.logger);
  if (options.now !== undefined) app.get(Clock).now = options.now;
  await app.get(Administrators).ensureFirst(ADMIN_PASSWORD);
  const token = await app.get(SignIn).createToken(FIRST_ADMINISTRATOR, 'test', null);
  const superuser = new Superuser(database.adminUrl);
  return {
    app,
    database,
    token,
    request: async (method, path, body, headers = {}) =>
      toAnswer(
        await inject(
          app,
          method,
          path,
          { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
          body,
        ),
      ),
    deliver: async (shopId, secret, messageId, body) => toAnswer(await injectPush(app, shopId, secret, messageId, body)),
    sql: (statement, parameters = []) => superuser.query(statement, parameters),
    close: async () => {
      await app.close();
      await superuser.leave();
      if (options.database === undefined) await database.drop();
    },
  };
}

export function testConfig(database: EmptyDatabase, options: TestAppOptions = {}): Config {
  return {
    role: options.role ?? 'all',
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost:3000',
    dataDirectory: '/nonexistent',
    databaseUrl: database.adminUrl,
    redisUrl: redisUrl(),
    adminPassword: ADMIN_PASSWORD,
    secretKey: TEST_SECRET_KEY,
    previousSecretKey: null,
    isDemo: false,
    logLevel: process.env.CUNBO_TEST_LOG ?? 'silent',
    shopPushesPerSecond: options.shopPushesPerSecond ?? 0,
    accountRequestsPerSecond: options.accountRequestsPerSecond ?? 0,
    addressRequestsPerSecond: options.addressRequestsPerSecond ?? 0,
    trustedProxies: ['loopback', 'linklocal', 'uniquelocal'],
    platformApis: options.platformApis ?? {},
    mapFile: null,
    rehintIntervalMs: options.rehintIntervalMs ?? 250,
  };
}

/** Spec files run side by side, one per Jest worker: each has a logical Redis database of its own. */
export function redisUrl(): string | null {
  const server = process.env.CUNBO_TEST_REDIS;
  return server === undefined ? null : `${server}/${process.env.JEST_WORKER_ID ?? '0'}`;
}

export function signedHeaders(
  secret: string,
  messageId: string,
  payload: string,
  timestamp = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${payload}`).digest('base64');
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
    'content-type': 'application/json',
  };
}

function injectPush(
  app: NestFastifyApplication,
  shopId: string,
  secret: string,
  messageId: string,
  body: unknown,
): Promise<InjectResponse> {
  const payload = JSON.stringify(body);
  return inject(app, 'POST', `/webhooks/standard/${shopId}`, signedHeaders(secret, messageId, payload), payload);
}

function inject(
  app: NestFastifyApplication,
  method: string,
  path: string,
  headers: Record<string, string>,
  payload: unknown,
): Promise<InjectResponse> {
  return app.inject({ method: method as 'GET', url: path, headers, payload: payload as string });
}

function toAnswer(response: InjectResponse): Answer {
  const isJson = String(response.headers['content-type'] ?? '').includes('json');
  return {
    status: response.statusCode,
    body: isJson && response.payload !== '' ? JSON.parse(response.payload) : response.payload,
    headers: response.headers,
  };
}

export function anyId(prefix: string): string {
  return `${prefix}-${randomUUID()}`;
}
