import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { ChildServer } from './child-server.ts';

/** The redis-server of this machine, or null. */
export function findRedisServer(): string | null {
  const places = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  return places.map((directory) => join(directory, 'redis-server')).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A Redis of the run's own, with an append-only file, at an address that stays. */
export class RedisServer {
  readonly url: string;
  private readonly server: ChildServer;

  private constructor(server: ChildServer, url: string) {
    this.server = server;
    this.url = url;
  }

  static async create(program: string, directory: string, port: number): Promise<RedisServer> {
    const home = join(directory, 'redis');
    mkdirSync(home);
    const url = `redis://127.0.0.1:${port}`;
    const settings = { port: String(port), bind: '127.0.0.1', save: '', appendonly: 'yes', appendfsync: 'everysec', dir: home };
    const server = new ChildServer({
      program,
      parameters: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
      options: { cwd: home },
      logFile: join(directory, 'redis.log'),
      probe: () => once(url, async (redis) => void (await redis.ping())),
    });
    await server.start();
    return new RedisServer(server, url);
  }

  start(): Promise<void> {
    return this.server.start();
  }

  kill(): Promise<void> {
    return this.server.end('SIGKILL');
  }

  /** How many keys were lost. */
  flush(): Promise<number> {
    return once(this.url, async (redis) => {
      const keys = await redis.dbsize();
      await redis.flushall();
      return keys;
    });
  }
}

async function once<Result>(url: string, work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
