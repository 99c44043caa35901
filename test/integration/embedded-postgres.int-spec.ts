import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import {
  attachOrStartEmbeddedPostgres,
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from '../../src/platform/database/embedded/index.js';

interface Answer {
  readonly port: number;
  readonly superuserPassword: string;
  readonly attached: boolean;
  readonly refused?: string;
  readonly ownerPid?: number;
  readonly signal?: string;
}

interface OtherProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  nextAnswer(): Promise<Answer>;
  /** Closes its input, upon which it stops what it started, and waits for its end. */
  finish(): Promise<void>;
}

const run = promisify(execFile);
const OWNER_PROGRAM = join(import.meta.dirname, 'embedded-owner.mjs');
let root: string;
/** Made once; tests that change no file in it share it one after the other, the others copy it. */
let known: string;
let directories = 0;
const running: { stop(): Promise<unknown> }[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cunbo-embedded-'));
  // As root, the server's account must be able to enter.
  await chmod(root, 0o755);
  known = join(root, 'known');
  const server = await startEmbeddedPostgres({ dataDirectory: known, log: () => undefined });
  await query(server, 'create table note (text text not null)');
  await server.stop();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function copyKnown(): Promise<string> {
  const directory = join(root, `data-${++directories}`);
  // A thousand files: Node's own copy takes several times as long.
  await run('cp', ['-R', known, directory]);
  return directory;
}

async function start(
  dataDirectory: string,
  options: { settings?: Record<string, string>; log?: (line: string) => void } = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory, log: () => undefined, ...options });
  running.push(server);
  return server;
}

async function attachOrStart(dataDirectory: string): Promise<EmbeddedPostgres> {
  const server = await attachOrStartEmbeddedPostgres({ dataDirectory, log: () => undefined });
  running.push(server);
  return server;
}

async function query(server: Pick<EmbeddedPostgres, 'port' | 'superuserPassword'>, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password: server.superuserPassword,
    database: 'postgres',
  });
  client.on('error', () => undefined); // The failing query says it.
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function launch(mode: 'start' | 'join', dataDirectory: string): OtherProcess {
  const flags = ['--experimental-transform-types', '--no-warnings', OWNER_PROGRAM, mode, dataDirectory];
  const child = spawn(process.execPath, flags, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  const finish = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  running.push({ stop: finish });
  return { child, pid: child.pid!, finish, nextAnswer: async () => JSON.parse((await lines.next()).value!) as Answer };
}

async function postmasterPid(dataDirectory: string): Promise<number> {
  return Number((await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function untilOneCounts(server: EmbeddedPostgres): Promise<void> {
  const counting = `select 1 from pg_stat_activity where state = 'active' and query like 'select count%'`;
  while ((await query(server, counting)).length === 0);
}

const refusal = (starting: Promise<unknown>): Promise<EmbeddedPostgresError> =>
  starting.then(
    () => Promise.reject(new Error('It started.')),
    (error: unknown) => (error instanceof EmbeddedPostgresError ? error : Promise.reject(error as Error)),
  );

describe('a new data directory', () => {
  it('becomes a database that keeps what it confirms and knows Chinese letters', async () => {
    const server = await start(join(root, 'fresh'));
    expect(
      await query(
        server,
        `select current_setting('server_encoding') enc, current_setting('fsync') f, current_setting('synchronous_commit') s`,
      ),
    ).toEqual([{ enc: 'UTF8', f: 'on', s: 'on' }]);
    await query(server, 'create extension pg_trgm');
    expect(await query(server, `select cardinality(show_trgm('昆明市')) > 0 as found, upper('é') as upper`)).toEqual([
      { found: true, upper: 'É' },
    ]);
    expect(server.attached).toBe(false);
  });

  it('admits nobody without the password', async () => {
    const server = await start(known);
    await expect(query({ port: server.port, superuserPassword: 'guess' }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is listened to on this machine only', async () => {
    const server = await start(known);
    const settings = `select current_setting('listen_addresses') a, current_setting('unix_socket_directories') u`;
    expect(await query(server, settings)).toEqual([{ a: '127.0.0.1', u: '' }]);
  });

  it('takes the settings it is given', async () => {
    const server = await start(known, { settings: { work_mem: '7MB' } });
    expect(await query(server, 'show work_mem')).toEqual([{ work_mem: '7MB' }]);
  });

  it('is not disturbed by the remains of an interrupted first start', async () => {
    const dataDirectory = join(root, 'interrupted');
    await mkdir(join(dataDirectory, 'postgres.new-0badc0de', 'base'), { recursive: true });
    await start(dataDirectory);
    expect((await readdir(dataDirectory)).filter((name) => name.includes('.new'))).toEqual([]);
  });

  it('refuses a directory that holds other files', async () => {
    const dataDirectory = join(root, 'occupied');
    await mkdir(join(dataDirectory, 'postgres'), { recursive: true });
    await writeFile(join(dataDirectory, 'postgres', 'letter.txt'), 'mine');
    expect((await refusal(start(dataDirectory))).code).toBe('embedded.cannot-start');
    expect(await readFile(join(dataDirectory, 'postgres', 'letter.txt'), 'utf8')).toBe('mine');
  });
});

describe('starting and stopping', () => {
  it('keeps the rows over a restart', async () => {
    const dataDirectory = await copyKnown();
    const first = await start(dataDirectory);
    await query(first, `insert into note values ('平顺')`);
    await first.stop();
    expect(await query(await start(dataDirectory), 'select text from note')).toEqual([{ text: '平顺' }]);
  });

  it('stops although connections are open, and stops once however often it is asked', async () => {
    const server = await start(known);
    const client = new Client({
      host: server.host,
      port: server.port,
      user: server.superuser,
      password: server.superuserPassword,
      database: 'postgres',
    });
    const broken = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await Promise.all([server.stop(), server.stop()]);
    await broken;
    await expect(query(server, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says with the end of the server log why it cannot start, and can start afterwards', async () => {
    const error = await refusal(start(known, { settings: { shared_buffers: 'plenty' } }));
    expect(error.code).toBe('embedded.cannot-start');
    expect(error.message).toContain('invalid value for parameter "shared_buffers"');
    await start(known);
  });

  it('sets a new password where the password file was lost', async () => {
    const dataDirectory = await copyKnown();
    await rm(join(dataDirectory, 'postgres-password'));
    expect(await query(await start(dataDirectory), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('explains a password file of another database', async () => {
    const dataDirectory = await copyKnown();
    await writeFile(join(dataDirectory, 'postgres-password'), 'other');
    expect((await refusal(start(dataDirectory))).message).toContain('postgres-password');
  });
});

describe('two programs on one data directory', () => {
  it('names the process that already runs the database', async () => {
    const owner = launch('start', known);
    await owner.nextAnswer();
    expect(await refusal(start(known))).toMatchObject({ code: 'embedded.already-running', ownerPid: owner.pid });
  });

  it('lets exactly one of several win that start at once, also over the record of a dead owner', async () => {
    const dataDirectory = await copyKnown();
    const dead = { pid: 4_194_304, startedAt: 'gone', token: '0123456789abcdef', port: 5432 };
    await writeFile(join(dataDirectory, 'owner.json'), JSON.stringify(dead));
    const starters = [1, 2, 3, 4].map(() => launch('start', dataDirectory));
    const answers = await Promise.all(starters.map((one) => one.nextAnswer()));
    expect(answers.filter((answer) => answer.port > 0)).toHaveLength(1);
    expect(answers.filter((answer) => answer.refused === 'embedded.already-running')).toHaveLength(3);
  });

  it('lets a command use the server of a running program and leaves it running', async () => {
    const owner = launch('start', known);
    const { port } = await owner.nextAnswer();
    const joined = await attachOrStart(known);
    expect([joined.attached, joined.port]).toEqual([true, port]);
    await joined.stop();
    expect(await query(joined, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('lets a command that finds no server run one for its own time', async () => {
    const server = await attachOrStart(known);
    expect(server.attached).toBe(false);
    await server.stop();
    await start(known);
  });

  it('gives several commands at once one server, which lasts until the last of them has finished', async () => {
    const commands = [1, 2, 3].map(() => launch('join', known));
    const answers = await Promise.all(commands.map((one) => one.nextAnswer()));
    const owner = commands[answers.findIndex((answer) => !answer.attached)]!;
    const guests = commands.filter((one) => one !== owner);
    const ownerEnds = owner.finish();
    await guests[0]!.finish();
    expect(await query(answers[0]!, 'select 1 as one')).toEqual([{ one: 1 }]);
    await guests[1]!.finish();
    await ownerEnds;
    await expect(query(answers[0]!, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('after a violent end', () => {
  it('stops the server that a killed program left behind and starts with every confirmed row', async () => {
    const dataDirectory = await copyKnown();
    const owner = launch('start', dataDirectory);
    const left = await owner.nextAnswer();
    await query(left, `insert into note values ('怀仁')`);
    owner.child.kill('SIGKILL');
    await once(owner.child, 'exit');
    expect(await query(left, 'select text from note')).toEqual([{ text: '怀仁' }]);

    const server = await start(dataDirectory);
    expect(await query(server, 'select text from note')).toEqual([{ text: '怀仁' }]);
    await expect(query(left, 'select 1')).rejects.toThrow();
  });

  it('reports a killed server, and recovers every confirmed row at the next start', async () => {
    const dataDirectory = await copyKnown();
    const lines: string[] = [];
    const server = await start(dataDirectory, { log: (line) => lines.push(line) });
    await query(server, `insert into note values ('平鲁')`);
    process.kill(await postmasterPid(dataDirectory), 'SIGKILL');
    await server.exited;
    expect(lines.at(-1)).toContain('ended by itself (SIGKILL)');
    await server.stop();
    expect(await query(await start(dataDirectory), 'select text from note')).toEqual([{ text: '平鲁' }]);
  });

  it('does not wait for the statements that a killed server left running', async () => {
    const dataDirectory = await copyKnown();
    const server = await start(dataDirectory);
    const counting = query(server, 'select count(*) from generate_series(1, 10000000000)').catch(() => 'broken');
    await untilOneCounts(server);
    process.kill(await postmasterPid(dataDirectory), 'SIGKILL');
    await server.exited;
    await server.stop();
    await start(dataDirectory);
    expect(await counting).toBe('broken');
  });

  it('does not take a stranger with the pid of a dead owner or a dead server for them', async () => {
    const dataDirectory = await copyKnown();
    const record = { pid: process.pid, startedAt: 'another boot/1', token: '0123456789abcdef', port: 5432 };
    await writeFile(join(dataDirectory, 'owner.json'), JSON.stringify(record));
    await writeFile(
      join(dataDirectory, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataDirectory}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    expect((await start(dataDirectory)).attached).toBe(false);
  });

  it('starts over an owner record that a power cut emptied', async () => {
    const dataDirectory = await copyKnown();
    await writeFile(join(dataDirectory, 'owner.json'), '');
    await start(dataDirectory);
  });

  it('keeps the server running when Ctrl-C reaches the program and everything of its terminal', async () => {
    const owner = launch('start', known);
    const server = await owner.nextAnswer();
    process.kill(-owner.pid, 'SIGINT');
    expect((await owner.nextAnswer()).signal).toBe('SIGINT');
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
