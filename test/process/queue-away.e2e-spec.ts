import type { ApiClient } from './api-client.js';
import { Door } from './door.js';
import { eventually } from './eventually.js';
import { makeOrders, openShop, readTotals, totalsOf } from './sales.js';
import { Sender } from './sender.js';
import { SystemUnderTest } from './system-under-test.js';

const ORDERS = 300;
// A job that was cut off in the midst of its work is taken over after 10 to 15 s.
const TAKEN_OVER_WITHIN_MS = 25_000;
const NEXT_ATTEMPT_WITHIN_MS = 10_000;
const onRedis = process.env.CUNBO_TEST_REDIS === undefined ? it.skip : it;

let system: SystemUnderTest;
let api: ApiClient;
let sender: Sender;
const doors: Door[] = [];

beforeAll(async () => {
  system = await SystemUnderTest.open();
  await system.startApi();
  api = await system.signIn();
  sender = new Sender(system.baseUrl, await openShop(api));
});

afterAll(async () => {
  await system.close();
  for (const door of doors) door.shut();
});

async function doorBefore(variable: 'REDIS_URL' | 'DATABASE_URL'): Promise<Door> {
  const door = await Door.before(system.environment[variable]!);
  doors.push(door);
  return door;
}

async function expectCounted(orders: number, withinMs: number): Promise<void> {
  const expected = totalsOf(orders);
  await eventually('everything is counted', withinMs, async () => (await readTotals(api))[0]?.paidFen === expected.paidFen, 100);
  await system.settle();
  expect(await readTotals(api)).toEqual([expected, expected, expected]);
}

describe('a worker', () => {
  it('whose queue was away goes on when it is back, and stops when it is asked to', async () => {
    const variable = system.redis === null ? 'DATABASE_URL' : 'REDIS_URL';
    const door = await doorBefore(variable);
    const worker = await system.startWorker({ [variable]: door.url });
    await sender.send(makeOrders(ORDERS));
    await system.settle();
    door.shut();
    await sender.send(makeOrders(ORDERS, ORDERS));
    await eventually('the worker has noticed', 20_000, () => /reconnecting|not sent|not be counted/.test(worker.output));
    await door.open();
    await expectCounted(2 * ORDERS, TAKEN_OVER_WITHIN_MS);
    expect(await worker.stop()).toEqual({ code: 0, signal: null });
  });

  onRedis('whose database was away for long goes on soon after it is back', async () => {
    const door = await doorBefore('DATABASE_URL');
    const worker = await system.startWorker({ DATABASE_URL: door.url });
    door.shut();
    await sender.send(makeOrders(ORDERS, 2 * ORDERS));
    await eventually('a job has failed often', 50_000, () => worker.output.includes('"attempt":8'));
    await door.open();
    await expectCounted(3 * ORDERS, NEXT_ATTEMPT_WITHIN_MS);
  });
});
