import type { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { makeOrders, openShop, readTotals, totalsOf } from './sales.js';
import { Sender } from './sender.js';
import { SystemUnderTest } from './system-under-test.js';

const ORDERS = 1_200;
const CUTS = 6;
const CUT = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like 'cunbo\\_%'`;
let system: SystemUnderTest;
let api: ApiClient;

beforeAll(async () => {
  system = await SystemUnderTest.open();
});

afterAll(() => system.close());

describe('when PostgreSQL cuts every connection under load', () => {
  it('all processes live on and count every push exactly once', async () => {
    const programs = await Promise.all([system.startApi(), system.startWorker()]);
    api = await system.signIn();
    const sender = new Sender(system.baseUrl, await openShop(api));
    const messages = makeOrders(ORDERS);
    const sending = sender.send(messages);
    for (let cut = 1; cut <= CUTS; cut += 1) {
      const share = Math.floor((messages.length * cut) / (CUTS + 1));
      await eventually(`${share} pushes are acknowledged`, 120_000, () => sender.acknowledged.size >= share);
      await system.sql(CUT);
    }
    await sending;
    await system.sql(CUT);
    await system.settle();
    expect(programs.map((program) => program.isRunning)).toEqual([true, true]);
    const expected = totalsOf(ORDERS);
    expect(await readTotals(api)).toEqual([expected, expected, expected]);
  });

  it('and go on working', async () => {
    const sender = new Sender(system.baseUrl, await openShop(api));
    await sender.send(makeOrders(10));
    await system.settle();
    expect((await system.runCommand('verify', '--json')).code).toBe(0);
  });
});
