import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { asAdmin, TEST_SECRET_KEY } from '../support/test-database.js';
import { type Environment, Program } from './program.js';
import { freePort, SystemUnderTest } from './system-under-test.js';

let system: SystemUnderTest;

beforeAll(async () => {
  system = await SystemUnderTest.open();
});

afterAll(() => system.close());

async function readiness(port: string): Promise<number | null> {
  return fetch(`http://127.0.0.1:${port}/health/ready`).then(
    ({ status }) => status,
    () => null,
  );
}

describe('a process', () => {
  it.each([
    ['all', 200],
    ['api', 200],
    ['worker', null],
  ])('of role %s starts, and ends with 0 and without remains on SIGTERM', async (role, answers) => {
    const PORT = String(await freePort());
    const program = system.launch(role, { PORT });
    await program.untilItSays(role === 'worker' ? 'Cunbo workers are running' : `Cunbo is listening on port ${PORT}`);
    expect(await readiness(PORT)).toBe(answers);
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    expect(program.hasChildren()).toBe(false);
  });

  it('ends at once although somebody watches the live board', async () => {
    const program = await system.startApi();
    const events = (await system.signIn()).events('/api/v1/live-board/events', AbortSignal.timeout(30_000));
    await events.next();
    expect(await program.stop()).toEqual({ code: 0, signal: null });
  });
});

describe('a port that another process uses', () => {
  it('is named', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    const program = system.launch('api', { PORT: String(port) });
    expect((await program.ended).code).toBe(1);
    expect(program.output).toContain(`address already in use 127.0.0.1:${port}`);
    occupant.close();
  });
});

describe('data of the demo', () => {
  let sample: SystemUnderTest;
  beforeAll(async () => {
    sample = await SystemUnderTest.open();
  });
  afterAll(() => sample.close());

  it('are no place for real books, and the program says so in words', async () => {
    const demo = sample.launch('all', { CUNBO_DEMO: '1' });
    await demo.untilItSays('Cunbo is listening');
    await demo.stop();
    const program = sample.launch('all');
    expect((await program.ended).code).toBe(1);
    expect(program.output).toContain('这个数据目录里是示例数据，不能用来记真账。');
    expect(program.output).toContain('Set DATA_DIR to another directory');
  });
});

describe('a database without the schema', () => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  let DATABASE_URL: string;

  beforeAll(async () => {
    await asAdmin('postgres', async (client) => void (await client.query(`create database ${name}`)));
    DATABASE_URL = system.database.adminUrl.replace(system.database.name, name);
  });

  afterAll(() => asAdmin('postgres', async (client) => void (await client.query(`drop database if exists ${name} with (force)`))));

  it('is refused by api and worker, which say what to do', async () => {
    const programs = ['api', 'worker'].map((role) => system.launch(role, { DATABASE_URL }));
    for (const program of programs) {
      expect((await program.ended).code).toBe(1);
      expect(program.output).toMatch(/The database lacks \d+ migration\(s\): Ledger.* Run .*migrate/);
    }
  });

  it('is refused with the key of another installation', async () => {
    const program = system.launch('api', { DATABASE_URL, CUNBO_SECRET_KEY: 'another-key-another-key-another-key' });
    expect((await program.ended).code).toBe(1);
    expect(program.output).toMatch(/migrate.* has not been run.* another CUNBO_SECRET_KEY/);
  });

  it('is brought up to date by role all', async () => {
    const PORT = String(await freePort());
    const program = system.launch('all', { DATABASE_URL, PORT });
    await program.untilItSays('Cunbo is listening');
    expect(await readiness(PORT)).toBe(200);
    await program.stop();
  });
});

describe('an environment that cannot be used', () => {
  const server = { CUNBO_SECRET_KEY: TEST_SECRET_KEY };
  const CASES: [variable: string, environment: Environment, words: string][] = [
    ['PORT', { PORT: 'abc' }, 'PORT: '],
    ['REDIS_URL', { REDIS_URL: 'foo' }, 'REDIS_URL: must start with redis://'],
    ['CUNBO_ROLE', { CUNBO_ROLE: 'boss' }, 'CUNBO_ROLE: '],
    ['a missing CUNBO_SECRET_KEY', { DATABASE_URL: 'postgres://cunbo@127.0.0.1/cunbo' }, 'CUNBO_SECRET_KEY: needed with DATABASE_URL'],
    ['DATABASE_URL, cut by a # in its password', { ...server, DATABASE_URL: 'postgres://cunbo:a#b@127.0.0.1/cunbo' }, 'DATABASE_URL: '],
    [
      'DATABASE_URL, where nothing answers',
      { ...server, DATABASE_URL: 'postgres://cunbo@localhost:1/cunbo' },
      'DATABASE_URL: no PostgreSQL server answers at localhost:1',
    ],
  ];
  let programs: Program[];

  beforeAll(async () => {
    programs = CASES.map(([, environment]) => new Program('main.js', [], environment));
    await Promise.all(programs.map((program) => program.ended));
  });

  it.each(CASES.map(([variable, , words], index) => ({ variable, words, index })))('is named: $variable', async ({ words, index }) => {
    const program = programs[index]!;
    expect((await program.ended).code).toBe(1);
    expect(program.output).toContain(words);
  });
});
