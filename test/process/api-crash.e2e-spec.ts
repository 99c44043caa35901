import type { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { makeOrders, openShop, readTotals, totalsOf } from './sales.js';
import { Sender } from './sender.js';
import { SystemUnderTest } from './system-under-test.js';

const ORDERS = 1_500;
const KILLS = 3;
let system: SystemUnderTest;
let api: ApiClient;

beforeAll(async () => {
  system = await SystemUnderTest.open();
});

afterAll(() => system.close());

/** Which of these messages are not in the inbox. */
async function missing(ids: readonly string[]): Promise<string[]> {
  const stored = await system.sql<{ message_key: string }>('select message_key from inbox_message where message_key = any($1)', [ids]);
  const keys = new Set(stored.map((row) => row.message_key));
  return ids.filter((id) => !keys.has(id));
}

describe('while API processes are killed', () => {
  it('keeps every push it has acknowledged, and counts once what the sender repeats', async () => {
    let [server] = await Promise.all([system.startApi(), system.startWorker()]);
    api = await system.signIn();
    const sender = new Sender(system.baseUrl, await openShop(api));
    const messages = makeOrders(ORDERS);
    const sending = sender.send(messages);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const share = Math.floor((messages.length * kill) / (KILLS + 1));
      await eventually(`${share} pushes are acknowledged`, 120_000, () => sender.acknowledged.size >= share);
      await server.kill();
      const acknowledged = [...sender.acknowledged];
      expect(await missing(acknowledged)).toEqual([]);
      server = await system.startApi();
    }
    await sending;
    await system.settle();
    expect(sender.repeated).toBeGreaterThanOrEqual(KILLS);
    const expected = totalsOf(ORDERS);
    expect(await readTotals(api)).toEqual([expected, expected, expected]);
  });

  it('leaves nothing for verify to find', async () => {
    const { code, output } = await system.runCommand('verify', '--json');
    expect({ code, ...JSON.parse(output) }).toMatchObject({ code: 0, orders: ORDERS, pendingEntries: 0, differences: [] });
  });
});
