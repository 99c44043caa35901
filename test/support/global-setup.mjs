// A real PostgreSQL for the run, and a real Redis when the suite runs on it. Uses the built program's own start-up, since a global
// setup is not transformed. What a spec needs of both it learns from the environment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export default async function globalSetup() {
  const directory = await mkdtemp(join(tmpdir(), 'cunbo-test-'));
  // PostgreSQL never runs as root: its own user must be able to enter.
  await chmod(directory, 0o755);
  const { startEmbeddedPostgres } = await import('../../dist/platform/database/embedded/index.js');
  const log = [];
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const server = await startEmbeddedPostgres({ dataDirectory: directory, log: (line) => log.push(line), settings });
  process.env.CUNBO_TEST_DATABASE = `postgres://${server.superuser}:${server.superuserPassword}@${server.host}:${server.port}/`;
  // For files that specs write; removed with it.
  process.env.CUNBO_TEST_DIRECTORY = directory;
  globalThis.cunboTest = { directory, server, redis: await startRedis() };
}

async function startRedis() {
  if (process.env.CUNBO_TEST_QUEUE !== 'redis') return null;
  const port = await freePort();
  const redis = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--databases', '64'],
    { stdio: 'ignore' },
  );
  redis.once('error', (error) => console.error(`redis-server did not start: ${error.message}`));
  await untilAccepting(port);
  process.env.CUNBO_TEST_REDIS = `redis://127.0.0.1:${port}`;
  return redis;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function untilAccepting(port) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error('redis-server does not accept connections.');
}
