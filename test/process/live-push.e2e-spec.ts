import { makeOrders, openShop } from './sales.js';
import { Sender } from './sender.js';
import { SystemUnderTest } from './system-under-test.js';

let system: SystemUnderTest;

beforeAll(async () => {
  system = await SystemUnderTest.open();
});

afterAll(() => system.close());

describe('the live board of an API process', () => {
  it('hears of what a worker process has counted', async () => {
    await Promise.all([system.startApi(), system.startWorker()]);
    const api = await system.signIn();
    const sender = new Sender(system.baseUrl, await openShop(api));
    const listening = new AbortController();
    const events = api.events('/api/v1/live-board/events', listening.signal);
    // The first block says that the stream is open.
    await events.next();
    await sender.send(makeOrders(1));
    const { value } = await events.next();
    expect(value).toMatch(/^event: revenue\ndata: \{"asOf":"[^"]+","days":\["2026-03-01"\]\}$/);
    listening.abort();
  });
});
