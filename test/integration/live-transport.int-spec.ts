import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveTransport } from '../../src/platform/live-push/live-push.js';
import { PostgresTransport } from '../../src/platform/live-push/postgres-transport.js';
import { RedisTransport } from '../../src/platform/live-push/redis-transport.js';
import { createDatabase, type EmptyDatabase } from '../support/test-database.js';

let databases: EmptyDatabase[];
let installations: LiveTransport[];
beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  installations = databases.map(({ access }, index) => transport(access.url('queue'), index));
});
afterAll(async () => {
  await Promise.all(installations.map((installation) => installation.close()));
  await Promise.all(databases.map((database) => database.drop()));
});

/** On one server, whichever carries the queue of this run; spec files use the lower logical databases. */
function transport(postgresUrl: string, index: number): LiveTransport {
  const redis = process.env.CUNBO_TEST_REDIS;
  return redis === undefined ? new PostgresTransport(postgresUrl) : new RedisTransport(`${redis}/${62 + index}`);
}

/** A subscription is not acknowledged: say it until it is heard. */
async function sayUntilHeard(from: LiveTransport, message: string, heard: readonly string[]): Promise<void> {
  while (!heard.includes(message)) {
    await from.send(message).catch(() => undefined);
    await sleep(20);
  }
}

describe('two installations on one server', () => {
  it('do not hear each other', async () => {
    const heard: string[][] = [[], []];
    await Promise.all(installations.map((installation, index) => installation.listen((message) => heard[index]?.push(message))));
    const [first, second] = installations as [LiveTransport, LiveTransport];
    await sayUntilHeard(first, 'first', heard[0] ?? []);
    await sayUntilHeard(second, 'second', heard[1] ?? []);
    await sayUntilHeard(first, 'last', heard[0] ?? []);
    await sayUntilHeard(second, 'last of the second', heard[1] ?? []);
    expect(heard.map((messages) => [...new Set(messages)])).toEqual([
      ['first', 'last'],
      ['second', 'last of the second'],
    ]);
  });
});
