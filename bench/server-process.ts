// The real server in a process of its own, and one client that asks it over one kept connection.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Installation } from './installation.ts';
import { built, DIST } from './product.ts';

const PATIENCE_MS = 60_000;
// As the server is run (src/setup/project.mjs).
const HEAP_FLAGS = JSON.parse(readFileSync(new URL('../src/setup/heap-flags.json', import.meta.url), 'utf8')) as string[];
// One client asks as fast as it is answered.
const UNLIMITED = { CUNBO_ACCOUNT_REQUESTS_PER_SECOND: '0', CUNBO_ADDRESS_REQUESTS_PER_SECOND: '0' };

export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** The body of a successful answer. */
  ask(path: string): Promise<string>;
  /** What was created. */
  create(path: string, body: object): Promise<unknown>;
  change(path: string, body: object): Promise<void>;
  stop(): Promise<void>;
}

/** `settings` are added to the environment of the installation. */
export async function startServerProcess(
  installation: Installation,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { server, logFile } = spawnServer(installation, port, settings);
  const ended = once(server, 'exit');
  const stop = async (): Promise<void> => {
    agent.destroy();
    server.kill('SIGTERM');
    await ended;
  };
  try {
    const token = await createToken(installation);
    const ask = (path: string): Promise<string> => read(`http://127.0.0.1:${port}${path}`, agent, token);
    const send = (method: string, path: string, body: object): Promise<unknown> =>
      write(method, `http://127.0.0.1:${port}${path}`, token, body);
    const create = (path: string, body: object): Promise<unknown> => send('POST', path, body);
    const change = async (path: string, body: object): Promise<void> => void (await send('PATCH', path, body));
    await untilReady(() => ask('/health/ready'), server, logFile);
    return { port, pid: server.pid ?? 0, ask, create, change, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The workers in a process of their own. It says nothing when it is ready: whoever needs its work waits for that. */
export function startWorkerProcess(installation: Installation): Pick<ServerProcess, 'pid' | 'stop'> {
  const { server } = spawnServer(installation, 0, { CUNBO_ROLE: 'worker' });
  const ended = once(server, 'exit');
  return {
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

function spawnServer(
  { directory, environment }: Installation,
  port: number,
  settings: Readonly<Record<string, string>>,
): { server: ChildProcess; logFile: string } {
  const logFile = join(directory, 'server.log');
  const log = openSync(logFile, 'a');
  const server = spawn(process.execPath, [...HEAP_FLAGS, fileURLToPath(new URL('main.js', DIST))], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...UNLIMITED, ...environment, HOST: '127.0.0.1', PORT: String(port), ...settings },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return { server, logFile };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given.');
  return address.port;
}

async function createToken({ services }: Installation): Promise<string> {
  const { FIRST_ADMINISTRATOR, SignIn } = await built('modules/accounts/index.js');
  return services.get(SignIn).createToken(FIRST_ADMINISTRATOR, 'bench', null);
}

async function untilReady(isReady: () => Promise<string>, server: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (server.exitCode === null && Date.now() < deadline) {
    const answer = await isReady().catch(() => null);
    if (answer !== null) return;
    await sleep(100);
  }
  throw new Error(`The server did not become ready:\n${readFileSync(logFile, 'utf8')}`);
}

async function read(url: string, agent: Agent, token: string): Promise<string> {
  const request = get(url, { agent, headers: { authorization: `Bearer ${token}` } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${body}`);
  return body;
}

async function write(method: string, url: string, token: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
