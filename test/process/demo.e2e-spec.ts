import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from './program.js';
import { SystemUnderTest } from './system-under-test.js';

/** `npm run demo` says none of them, and would go on for ever. */
const SHORT = ['--history', '1', '--no-last-year', '--duration', '3'];

let system: SystemUnderTest;
let directory: string;

beforeAll(async () => {
  [system, directory] = [await SystemUnderTest.open(), await mkdtemp(join(tmpdir(), 'cunbo-demo-'))];
});

afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

it('the demo is loaded and goes on air with the options that nobody gave', async () => {
  await Promise.all([system.startApi(), system.startWorker()]);
  const { output: told } = await system.runCommand('create-token', '--name', 'demo', '--json');
  const { token } = JSON.parse(told) as { token: string };
  const demo = new Program('cli.js', ['simulate', '--demo', '--base-url', system.baseUrl, ...SHORT], {
    CUNBO_TOKEN: token,
    DATA_DIR: directory,
  });
  const { code } = await demo.ended;
  expect({ code, output: demo.output }).toEqual({ code: 0, output: expect.stringMatching(/Catalogue: [1-9]\d* made, 0 found/) as string });
  await system.settle();
  const [counted] = await system.sql<{ entries: number }>('select count(*)::int as entries from revenue_entry');
  expect(counted?.entries).toBeGreaterThan(0);
});
