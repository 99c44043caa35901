import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { type Environment, isAlive, Program } from './program.js';
import { makeOrders, openShop, readTotals, totalsOf } from './sales.js';
import { Sender } from './sender.js';
import { ADMIN_PASSWORD, freePort } from './system-under-test.js';

const ORDERS = 600;
let dataDirectory: string;
let environment: Environment;
let baseUrl: string;
let program: Program;
let api: ApiClient;

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'cunbo-process-'));
  // As root, the server's account must be able to enter.
  await chmod(root, 0o755);
  dataDirectory = join(root, 'data');
  const port = await freePort();
  baseUrl = `http://127.0.0.1:${port}`;
  environment = { DATA_DIR: dataDirectory, CUNBO_ADMIN_PASSWORD: ADMIN_PASSWORD, PORT: String(port) };
});

afterAll(async () => {
  await program.stop();
  await rm(join(dataDirectory, '..'), { recursive: true, force: true });
});

async function start(): Promise<void> {
  program = new Program('main.js', [], environment);
  await program.untilItSays('Cunbo is listening');
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function run(...parameters: readonly string[]): Promise<{ code: number | null; output: string }> {
  const command = new Program('cli.js', parameters, environment);
  const { code } = await command.ended;
  return { code, output: command.output };
}

async function verify(): Promise<{ code: number | null; report: Record<string, unknown> }> {
  const { code, output } = await run('verify', '--json');
  return { code, report: JSON.parse(output) as Record<string, unknown> };
}

async function expectEverythingCounted(): Promise<void> {
  const expected = totalsOf(ORDERS);
  const isCounted = async (): Promise<boolean> => isDeepStrictEqual(await readTotals(api), [expected, expected, expected]);
  await eventually('everything is counted', 120_000, isCounted, 200);
  expect(await readTotals(api)).toEqual([expected, expected, expected]);
}

describe('an installation with its own database', () => {
  it('recovers by itself from a killed program: every acknowledged push is counted once', async () => {
    await start();
    api = await ApiClient.signIn(baseUrl, ADMIN_PASSWORD);
    const sender = new Sender(baseUrl, await openShop(api));
    const messages = makeOrders(ORDERS);
    const sending = sender.send(messages);
    await eventually('a third is acknowledged', 120_000, () => sender.acknowledged.size > messages.length / 3);
    await program.kill();
    await start();
    await sending;
    await expectEverythingCounted();
  });

  it('lets verify attach beside it', async () => {
    const pid = await serverPid();
    expect(await verify()).toMatchObject({ code: 0, report: { orders: ORDERS, differences: [] } });
    expect([await serverPid(), program.isRunning]).toEqual([pid, true]);
  });

  it('lets explain attach beside it, and says with the exit code whether it could', async () => {
    const { paidFen } = totalsOf(ORDERS);
    const cell = ['--subject', 'platforms', '--id', 'standard', '--from', '2026-01-01', '--to', '2026-12-31'];
    const inWords = await run('explain', ...cell, '--by', 'orders', '--limit', '3');
    expect([inWords.code, inWords.output]).toEqual([0, expect.stringContaining('All parts together are the number.')]);
    expect(inWords.output).toMatch(/^platforms standard 标准推送, 2026-01-01 to 2026-12-31/);
    const { code, output } = await run('explain', ...cell, '--json');
    expect([code, JSON.parse(output)]).toMatchObject([0, { measures: { paidFen }, remainder: { paidFen: 0 }, items: expect.any(Array) }]);
    const refused = await run('explain', ...cell.slice(0, 2), ...cell.slice(4));
    expect([refused.code, refused.output]).toEqual([2, expect.stringContaining('explain.which-cell')]);
    const misspelt = await run('explain', ...cell, '--basis', 'home');
    expect([misspelt.code, misspelt.output]).toEqual([2, expect.stringContaining('/basis')]);
  });

  it('stops its database too on Ctrl-C', async () => {
    const pid = await serverPid();
    expect(await program.interrupt()).toEqual({ code: 0, signal: null });
    expect([isAlive(pid), program.hasChildren()]).toEqual([false, false]);
  });

  it('starts its database for the time of a command', async () => {
    expect(await verify()).toMatchObject({ code: 0, report: { orders: ORDERS, pendingEntries: 0, differences: [] } });
    await expect(serverPid()).rejects.toThrow('ENOENT');
  });
});
