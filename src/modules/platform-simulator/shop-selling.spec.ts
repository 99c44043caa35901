import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from './faults.js';
import { PlatformSimulator } from './platform-simulator.js';
import { inventShop } from './shop-invention.js';
import { ShopSelling } from './shop-selling.js';

const NOON = new Date('2026-11-20T12:00:00+08:00');
const UNDISTURBED = { rate: 10, count: 20, endsAt: null, lost: 0, duplicates: 0, disorder: 0 };

describe('selling at a simulated shop', () => {
  let receiver: Server;
  let url: string;
  beforeAll(async () => {
    receiver = createServer((_request, response) => response.end('{"code":0,"msg":"success"}'));
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(receiver.address() as { port: number }).port}/`;
  });
  afterAll(() => receiver.close());

  /** A minute of the shop's life, in as many steps as it takes to send everything. */
  async function play(pace: Partial<ConstructorParameters<typeof ShopSelling>[2]>, stopAfterMs = Infinity): Promise<ShopSelling> {
    const shop = new PlatformSimulator().openShop(inventShop('douyin'));
    const random = { lives: seededRandom(1), journeys: seededRandom(2) };
    const selling = new ShopSelling(shop, url, { ...UNDISTURBED, ...pace }, random, NOON);
    for (let ms = 0; !selling.isOver; ms += 100) {
      if (ms >= stopAfterMs) selling.stop();
      selling.advance(new Date(NOON.getTime() + ms));
      await delay(1);
    }
    return selling;
  }

  it('ends with every order’s life, every push acknowledged', async () => {
    const { shop, counts } = await play({});
    expect(shop.orders).toHaveLength(20);
    expect(shop.orders.some(({ status }) => status === 'created')).toBe(false);
    expect(counts).toMatchObject({ lost: 0, repeated: 0, delivery: { pushes: counts.made, refused: 0 } });
  });

  it('sells the same however much is lost', async () => {
    const [whole, broken] = [await play({}), await play({ lost: 0.5, duplicates: 0.5 })];
    expect(broken.shop.totals()).toEqual(whole.shop.totals());
    const { made, lost, repeated, delivery } = broken.counts;
    expect(lost).toBeGreaterThan(0);
    expect(delivery.pushes).toBe(made - lost + repeated);
  });

  it('makes no order after the end, nor after it was stopped', async () => {
    expect((await play({ count: null, endsAt: new Date(NOON.getTime() + 1_000) })).shop.orders).toHaveLength(10);
    const { shop, counts } = await play({ count: null }, 1_000);
    expect(shop.orders).toHaveLength(10);
    expect(counts.delivery.pushes).toBe(counts.made);
  });
});
