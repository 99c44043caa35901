import { douyinEventSign } from '../../src/modules/platform-simulator/douyin-pushes.js';
import type { ShopDraft, SimulatedOrder, SimulatedPlatform, SimulatedPush } from '../../src/modules/platform-simulator/index.js';
import { SHOP_SECRET } from '../model/driver.js';
import { anyId } from '../support/test-app.js';
import {
  draftOf,
  ledgerHere,
  ledgerOfBook,
  openPlatformShop,
  type PlatformShop,
  pull,
  push,
  registerShop,
  unsettledMessages,
  webhookUrl,
} from './platform-shop.js';
import { eventually, type PlatformWorld, settleDetails, startPlatformWorld } from './platform-world.js';
import { created, ordersOf, read, type Seller } from './sales.js';
import { counted, NOTHING } from './told-order.js';

const PLATFORMS = ['douyin', 'kuaishou', 'weixin', 'tiktok', 'youzan', 'shopify', 'woocommerce'] as const;
const HOUR = 3_600_000;
const LINES = [
  { itemId: '3600000001', skuId: '3600001001', title: '怀仁细瓷碗', quantity: 2, paidFen: 5_980 },
  { itemId: '3600000002', skuId: '3600001002', title: '沁州黄小米', quantity: 1, paidFen: 2_000 },
];

let world: PlatformWorld;
beforeAll(async () => {
  world = await startPlatformWorld();
});
afterAll(() => world.close());

function hoursAgo(hours: number): Date {
  return new Date(Math.floor(Date.now() / 1_000) * 1_000 - hours * HOUR);
}

/** Paid three days ago, sent, and a piece of it paid back. */
function sellOne({ simulated }: Pick<PlatformShop, 'simulated'>, currency = 'CNY'): SimulatedOrder {
  const { orderNo } = simulated.createOrder({ at: hoursAgo(73), lines: LINES, freightFen: 800, currency });
  simulated.pay(orderNo, hoursAgo(72));
  simulated.ship(orderNo, hoursAgo(60));
  simulated.refundAtOnce(orderNo, 0, 1_000, { at: hoursAgo(50) });
  return simulated.getOrder(orderNo);
}

describe.each(['douyin', 'weixin'] as const)('an order on %s told by its platform, by its API and by a bridge', (platform) => {
  const WAYS = { push: pushAll, pull: (shop: PlatformShop) => pull(world, shop), bridge: tellByBridge };
  type Way = keyof typeof WAYS;
  const orders: Way[][] = [
    ['push', 'pull', 'bridge'],
    ['push', 'bridge', 'pull'],
    ['pull', 'push', 'bridge'],
    ['pull', 'bridge', 'push'],
    ['bridge', 'push', 'pull'],
    ['bridge', 'pull', 'push'],
  ];

  async function pushAll(shop: PlatformShop): Promise<void> {
    await push(shop, shop.simulated.takePushes());
    await settleDetails(world.app);
  }

  it('is the same whoever tells first', async () => {
    const ends: object[] = [];
    for (const ways of orders) {
      const shop = await openPlatformShop(world, platform);
      sellOne(shop);
      for (const way of ways) {
        await WAYS[way](shop);
        expect({ ways, way, ledger: await ledgerHere(world, shop) }).toEqual({ ways, way, ledger: ledgerOfBook(shop) });
      }
      expect(await unsettledMessages(world, shop)).toEqual([]);
      const [{ lines, refunds, status, paidAt, freightFen, reviewFlags } = { lines: [], refunds: [] }] = await ordersOf(world.app, shop);
      const refunded = refunds.map(({ lineNo, amountFen, freightFen: freight, status: stands, succeededAt }) => ({
        line: lines.findIndex((line) => line.lineNo === lineNo),
        ...{ amountFen, freight, stands, succeededAt: succeededAt?.slice(0, 13) },
      }));
      const sold = lines.map(({ itemId, skuId, quantity, paidFen }) => ({ itemId, skuId, quantity, paidFen }));
      ends.push({ sold, refunded, status, paidAt: paidAt?.slice(0, 13), freightFen, reviewFlags });
    }
    expect(ends).toEqual(ends.map(() => ends[0]));
    expect(ends[0]).toMatchObject({ status: 'shipped', reviewFlags: [] });
  });
});

/** By the platform's own numbers of lines: 微信小店 has none but those of the goods. */
async function tellByBridge({ simulated, shopId }: PlatformShop): Promise<void> {
  for (const order of simulated.orders) {
    const lineNos = order.lines.map((line) => (simulated.draft.platform === 'weixin' ? `${line.itemId}:${line.skuId}` : line.lineNo));
    const data = {
      ...{ orderNo: order.orderNo, status: order.status, channel: 'other', freightFen: order.freightFen },
      ...{ createdAt: order.createdAt, paidAt: order.paidAt, shippedAt: order.shippedAt },
      lines: order.lines.map(({ itemId, skuId, quantity, paidFen, title }, index) => ({
        ...{ lineNo: lineNos[index], itemId, skuId, quantity, paidFen, title },
      })),
      refunds: order.refunds.map(({ refundNo, lineIndex, amountFen, succeededAt, reason }) => ({
        ...{ refundNo, lineNo: lineNos[lineIndex], amountFen, succeededAt, reason },
      })),
    };
    const event = { type: 'order.changed', timestamp: order.updatedAt, data };
    expect((await world.app.deliver(shopId, SHOP_SECRET, anyId('bridge'), event)).status).toBe(204);
  }
  await settleDetails(world.app);
}

describe('an app of several shops', () => {
  it('gives each message to the shop it names, and keeps those of a shop that is not registered until it is', async () => {
    const first = draftOf('douyin');
    const { appKey = '', appSecret = '' } = first.credentials;
    const appId = await created(world.app, 'platform-apps', {
      platform: 'douyin',
      name: '公共服务中心',
      credentials: { appKey, appSecret },
    });
    const drafts = [first, draftOf('douyin'), draftOf('douyin')].map((draft): ShopDraft => ({
      ...draft,
      credentials: { ...draft.credentials, appKey, appSecret },
    }));
    const open = async (draft: ShopDraft): Promise<Seller> => {
      const { accessToken, refreshToken } = draft.credentials;
      return registerShop(world.app, draft, { appId, credentials: { accessToken, refreshToken } });
    };
    const simulated = drafts.map((draft) => world.simulator.openShop(draft));
    for (const shop of simulated) sellOne({ simulated: shop });
    const sellers = [await open(drafts[0]!), await open(drafts[1]!)];
    const shops = sellers.map((seller, index): PlatformShop => ({
      ...seller,
      simulated: simulated[index]!,
      webhookUrl: webhookUrl(world, 'douyin', sellers[0]!.shopId),
    }));
    const together = inOne(
      simulated.flatMap((shop) => shop.takePushes(100)),
      appKey,
      appSecret,
    );
    await push(shops[0]!, [together]);
    await settleDetails(world.app);

    for (const shop of shops) expect(await ledgerHere(world, shop)).toEqual(ledgerOfBook(shop));
    expect(await unsettledMessages(world, shops[0]!)).toMatchObject([{ state: 'quarantined', reason: 'message.unknown-shop' }]);
    expect(await unsettledMessages(world, shops[1]!)).toEqual([]);

    const third: PlatformShop = { ...(await open(drafts[2]!)), simulated: simulated[2]!, webhookUrl: shops[0]!.webhookUrl };
    const replayed = await world.app.request('POST', '/api/v1/messages/replay', { reason: 'message.unknown-shop', dryRun: false });
    expect(replayed.status).toBe(200);
    await settleDetails(world.app);
    expect(await ledgerHere(world, third)).toEqual(ledgerOfBook(third));
    await push(shops[0]!, [together]);
    await settleDetails(world.app);
    // What went to the third shop is counted there, and not once more where it came in.
    await world.app.request('POST', '/api/v1/messages/replay', { state: 'ignored', dryRun: false });
    await settleDetails(world.app);
    for (const shop of [...shops, third]) {
      expect(await ledgerHere(world, shop)).toEqual(ledgerOfBook(shop));
      expect(await unsettledMessages(world, shop)).toEqual([]);
    }
  });

  function inOne(pushes: readonly SimulatedPush[], appKey: string, appSecret: string): SimulatedPush {
    const [first] = pushes;
    if (first === undefined) throw new Error('Nothing was pushed.');
    const body = `[${pushes.map((one) => one.body.toString().replace(/^\[|\]$/g, '')).join(',')}]`;
    const headers = { ...first.headers, 'event-sign': douyinEventSign(appKey, appSecret, body, 'md5') };
    return { ...first, headers, body: Buffer.from(body) };
  }
});

describe('an order on Shopify in dollars', () => {
  it('counts nothing without a rate, then by that of its day of payment, and follows its correction', async () => {
    const shop = await openPlatformShop(world, 'shopify');
    const { orderNo } = shop.simulated.createOrder({ at: hoursAgo(73), lines: LINES, freightFen: 800, currency: 'USD' });
    shop.simulated.pay(orderNo, hoursAgo(72));
    const told = async (): Promise<void> => {
      await push(shop, shop.simulated.takePushes());
      await settleDetails(world.app);
    };
    await told();
    expect(await all()).toEqual(NOTHING);
    expect(await only()).toMatchObject({ currency: 'USD', exchangeRate: null, reviewFlags: ['no-exchange-rate'] });

    await setRate(72, '7.1');
    await setRate(24, '8');
    expect(await only()).toMatchObject({
      currency: 'USD',
      exchangeRate: expect.stringMatching(/^7\.10*$/),
      reviewFlags: [],
      paidFen: 56_658,
    });
    expect((await only())?.lines.map(({ originalAmount, paidFen }) => [originalAmount, paidFen])).toEqual([
      [expect.stringMatching(/^59\.80*$/), 42_458],
      [expect.stringMatching(/^20(\.0*)?$/), 14_200],
    ]);
    expect(await all()).toMatchObject({ paidFen: 56_658, refundedFen: 0, orders: 1 });

    shop.simulated.refundAtOnce(orderNo, 1, 1_000, { at: hoursAgo(5) });
    await told();
    expect(await all()).toMatchObject({ paidFen: 56_658, refundedFen: 7_100 });

    await setRate(72, '7.2');
    expect(await all()).toMatchObject({ paidFen: 57_456, refundedFen: 7_200, orders: 1 });
    expect(await unsettledMessages(world, shop)).toEqual([]);

    async function all(): Promise<object> {
      return counted(world.app, shop, undefined);
    }
    async function only(): Promise<Awaited<ReturnType<typeof ordersOf>>[number] | undefined> {
      return (await ordersOf(world.app, shop)).find((order) => order.orderNo === orderNo);
    }
  });

  it('waits, and holds up no other, if by its rate it comes to more than can be counted', async () => {
    const shop = await openPlatformShop(world, 'shopify');
    const [createdAt, paidAt] = [hoursAgo(73).toISOString(), hoursAgo(72).toISOString()];
    for (const [orderNo, paidFen] of [
      ['huge', Number.MAX_SAFE_INTEGER],
      ['small', 100],
    ] as const) {
      const data = {
        orderNo,
        status: 'paid',
        currency: 'XAU',
        createdAt,
        paidAt,
        lines: [{ lineNo: '1', itemId: 'i', quantity: 1, paidFen }],
      };
      expect((await world.app.deliver(shop.shopId, SHOP_SECRET, orderNo, { type: 'order.changed', timestamp: paidAt, data })).status).toBe(
        204,
      );
    }
    await settleDetails(world.app);
    await setRate(72, '99999', 'XAU');
    await setRate(72, '30000', 'XAU');
    expect(await counted(world.app, shop, undefined)).toMatchObject({ paidFen: 3_000_000, orders: 1 });
    expect(await ordersOf(world.app, shop)).toContainEqual(
      expect.objectContaining({ orderNo: 'huge', exchangeRate: null, reviewFlags: ['no-exchange-rate'] }),
    );
  });

  async function setRate(hours: number, yuanPerUnit: string, currency = 'USD'): Promise<void> {
    const day = new Date(hoursAgo(hours).getTime() + 8 * HOUR).toISOString().slice(0, 10);
    const answer = await world.app.request('POST', '/api/v1/exchange-rates', { rates: [{ currency, day, yuanPerUnit }] });
    expect(answer.status).toBe(200);
    const changes = 'select count(*)::int as count from exchange_rate_todo';
    await eventually<{ count: number }>(world.app, 'the change of the rate', changes, ({ count }) => count === 0);
    await settleDetails(world.app);
  }
});

it.each(PLATFORMS)('accepts a test message of a shop on %s, which leaves nothing behind', async (platform: SimulatedPlatform) => {
  const shop = await openPlatformShop(world, platform);
  const { status, body } = await world.app.request('POST', `/api/v1/shops/${shop.shopId}/test-message`, {});
  expect({ status, body }).toMatchObject({ status: 200, body: { isAccepted: true } });
  await settleDetails(world.app);
  expect(await ordersOf(world.app, shop)).toEqual([]);
  expect(await unsettledMessages(world, shop)).toEqual([]);
  expect(await read(world.app, 'awaiting-orders', { shopId: shop.shopId })).toMatchObject({ items: [] });
});
