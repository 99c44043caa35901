import { once } from 'node:events';
import { rm } from 'node:fs/promises';

export default async function globalTeardown() {
  const { directory, server, redis } = globalThis.cunboTest;
  if (redis !== null && redis.exitCode === null) {
    redis.kill('SIGTERM');
    await once(redis, 'exit');
  }
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
