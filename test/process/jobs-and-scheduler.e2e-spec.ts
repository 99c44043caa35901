import type { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { makeOrders, openShop, readTotals, totalsOf } from './sales.js';
import { Sender } from './sender.js';
import { SystemUnderTest } from './system-under-test.js';

/** All messages of so many are applied in one transaction: a later one about an order that is being posted would wait for the posting. */
const ORDERS = 150;
const NO_SCHEDULER = { CUNBO_REHINT_MS: '0' };
let system: SystemUnderTest;
let api: ApiClient;
let sender: Sender;

beforeAll(async () => {
  system = await SystemUnderTest.open();
  await system.startApi(NO_SCHEDULER);
  api = await system.signIn();
  sender = new Sender(system.baseUrl, await openShop(api));
});

afterAll(() => system.close());

async function expectTotals(orders: number): Promise<void> {
  const expected = totalsOf(orders);
  expect(await readTotals(api)).toEqual([expected, expected, expected]);
}

/** Jobs in the queue of the run; the other backend must hold none. */
async function countJobs(): Promise<{ redis: number; postgres: number }> {
  const [jobs] = await system.sql<{ count: number }>('select count(*)::int as count from bullmq.job');
  const keys = (await system.redis?.keys('{cunbo}:*')) ?? [];
  return { redis: keys.filter((key) => /^\{cunbo\}:\w+:\d+$/.test(key)).length, postgres: jobs!.count };
}

describe('jobs and the scheduler', () => {
  it('keep the jobs where the queue of this installation is, and nowhere else', async () => {
    await sender.send(makeOrders(ORDERS));
    const isRedis = system.redis !== null;
    await eventually('a job waits', 5_000, async () => (await countJobs())[isRedis ? 'redis' : 'postgres'] > 0);
    expect((await countJobs())[isRedis ? 'postgres' : 'redis']).toBe(0);
  });

  it('need no scheduler: jobs that waited for a worker, and those that come while it runs, do the work', async () => {
    const worker = await system.startWorker(NO_SCHEDULER);
    await system.settle();
    await expectTotals(ORDERS);
    await sender.send(makeOrders(ORDERS, ORDERS));
    await system.settle();
    await expectTotals(2 * ORDERS);
    await worker.stop();
  });

  it('need no jobs: when all are lost the scheduler finds the messages', async () => {
    await sender.send(makeOrders(ORDERS, 2 * ORDERS));
    await system.emptyQueue();
    const worker = await system.startWorker();
    await system.settle();
    await expectTotals(3 * ORDERS);
    await worker.stop();
  });

  it.each([
    ['orders', 'revenue_entry', 3],
    ['entries', 'rollup_area', 4],
  ])('need no jobs: when all are lost the scheduler finds the %s', async (_what, table, before) => {
    await sender.send(makeOrders(ORDERS, before * ORDERS));
    await system.sql('begin');
    await system.sql(`lock table ${table} in exclusive mode`);
    const worker = await system.startWorker(NO_SCHEDULER);
    await eventually('only that stage has work', 20_000, () => onlyStageWaitingFor(table));
    await worker.kill();
    await system.sql('rollback');
    await system.emptyQueue();
    const next = await system.startWorker();
    await system.settle();
    await expectTotals((before + 1) * ORDERS);
    await next.stop();
  });
});

/** Every earlier stage has done its work, and a worker waits for the table. */
async function onlyStageWaitingFor(table: string): Promise<boolean> {
  const earlier = table === 'rollup_area' ? ['inbox_todo', 'order_todo'] : ['inbox_todo'];
  const counts = earlier.map((todo) => `select 1 from ${todo}`).join(' union all ');
  const [row] = await system.sql<{ is_only: boolean }>(
    `select not exists (${counts}) and exists (select from pg_locks where relation = '${table}'::regclass and not granted) as is_only`,
  );
  return row!.is_only;
}
