import { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import type { Program } from './program.js';
import { makeOrders, openShop, readTotals, totalsOf } from './sales.js';
import { Sender } from './sender.js';
import { SystemUnderTest } from './system-under-test.js';

const ORDERS = 2_500;
let system: SystemUnderTest;
let api: ApiClient;
let sender: Sender;

beforeAll(async () => {
  system = await SystemUnderTest.open();
  await system.startApi();
  api = await system.signIn();
  sender = new Sender(system.baseUrl, await openShop(api));
});

afterAll(() => system.close());

/** The table a worker writes when it is at this stage, after it has taken its to-do rows. */
const STAGES = { messages: 'sales_order', entries: 'revenue_entry', totals: 'rollup_area' } as const;

/** Half-way through a transaction of that stage, which is held up for the moment: the process goes, its transaction with it. */
async function killDuring(stage: keyof typeof STAGES, worker: Program): Promise<void> {
  await system.sql('begin');
  await system.sql(`lock table ${STAGES[stage]} in exclusive mode`);
  const held = `select from pg_locks where relation = '${STAGES[stage]}'::regclass and not granted`;
  await eventually(`a worker is at ${stage}`, 60_000, async () => (await system.sql(held)).length > 0);
  await worker.kill();
  await system.sql('rollback');
}

describe('while workers are killed', () => {
  it('counts every accepted push exactly once', async () => {
    const messages = makeOrders(ORDERS);
    const sending = sender.send([...messages, ...messages.filter((_, index) => index % 7 === 0)]);
    // In the order of the work: each stage has something to do still, however fast the ones before went.
    await killDuring('messages', await system.startWorker());
    await killDuring('entries', await system.startWorker());
    await system.redis?.flushdb();
    await killDuring('totals', await system.startWorker());
    await system.startWorker();
    await sending;
    await system.redis?.flushdb();
    await system.settle();
    const expected = totalsOf(ORDERS);
    expect(await readTotals(api)).toEqual([expected, expected, expected]);
  });

  it('leaves nothing for verify to find', async () => {
    const { code, output } = await system.runCommand('verify', '--json');
    expect({ code, ...JSON.parse(output) }).toMatchObject({ code: 0, orders: ORDERS, pendingEntries: 0, differences: [] });
  });
});
