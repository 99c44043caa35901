import { setTimeout as sleep } from 'node:timers/promises';
import { killWorkers, settle } from '../support/pipeline.js';
import { playBook } from './platform-book.js';
import { ledgerHere, ledgerOfBook, openPlatformShop, type PlatformShop, pull, push, unsettledMessages } from './platform-shop.js';
import { differences, eventually, type PlatformWorld, settleDetails, startPlatformWorld } from './platform-world.js';
import { read } from './sales.js';

const PLATFORMS = ['douyin', 'kuaishou', 'weixin', 'tiktok', 'youzan', 'shopify', 'woocommerce'] as const;
const THIN = ['douyin', 'kuaishou', 'weixin', 'tiktok'] as const;
/** Those whose tokens expire and are renewed by us. */
const RENEWED = ['douyin', 'kuaishou', 'weixin', 'tiktok', 'youzan'];
const SEED = 7;
const NO_TROUBLE = { slowMs: 0, tooManyEvery: 0, serverErrorEvery: 0, deadUntil: null, talksNonsense: false };

let world: PlatformWorld;
beforeAll(async () => {
  world = await startPlatformWorld();
});
afterAll(() => world.close());
afterEach(() => Object.assign(world.simulator.faults, NO_TROUBLE));

async function expectBooked(shop: PlatformShop): Promise<void> {
  expect(await unsettledMessages(world, shop)).toEqual([]);
  expect(await ledgerHere(world, shop)).toEqual(ledgerOfBook(shop));
}

it('counts the same when APIs are slow, refuse, fail and let tokens expire meanwhile', async () => {
  const shops = await Promise.all(PLATFORMS.map((platform) => openPlatformShop(world, platform)));
  for (const shop of shops) playBook(shop.simulated, SEED, 13);
  Object.assign(world.simulator.faults, { slowMs: 10, tooManyEvery: 3, serverErrorEvery: 4 });
  await Promise.all(
    shops.map(async (shop) => {
      const pushes = shop.simulated.takePushes(3);
      await push(shop, pushes.slice(0, pushes.length / 2));
      if (RENEWED.includes(shop.simulated.draft.platform)) shop.simulated.expireTokens();
      await push(shop, pushes.slice(pushes.length / 2));
    }),
  );
  Object.assign(world.simulator.faults, NO_TROUBLE);
  for (const shop of shops) {
    await pull(world, shop);
    await expectBooked(shop);
  }
  expect(await differences(world.app)).toEqual([]);
});

interface Awaiting {
  readonly orderNo: string;
  readonly attempts: number;
  readonly reason: { readonly code: string; readonly detail: string } | null;
}

async function awaitingOrders({ shopId }: PlatformShop): Promise<Awaiting[]> {
  return ((await read(world.app, 'awaiting-orders', { shopId })) as { items: Awaiting[] }).items;
}

it.each(THIN)('shows what awaits the details of %s while its API is dead, and applies it when it is back', async (platform) => {
  const shop = await openPlatformShop(world, platform);
  world.simulator.faults.deadUntil = new Date('2999-01-01T00:00:00Z');
  playBook(shop.simulated, SEED, 1);
  const [order] = shop.simulated.orders;
  await push(shop, shop.simulated.takePushes());
  await eventually(
    world.app,
    'a question without an answer',
    'select max(attempts) as count from detail_todo',
    ({ count }: { count: number }) => count > 0,
  );
  expect(await awaitingOrders(shop)).toMatchObject([{ orderNo: order?.orderNo, reason: { code: expect.stringMatching(/^api\./) } }]);
  expect(await unsettledMessages(world, shop)).toMatchObject([{ state: 'awaiting-detail' }]);
  world.simulator.faults.deadUntil = null;
  await settleDetails(world.app);
  expect(await awaitingOrders(shop)).toEqual([]);
  await expectBooked(shop);
});

it.each(THIN)('says that the answers of %s cannot be read, and asks again', async (platform) => {
  const shop = await openPlatformShop(world, platform);
  world.simulator.faults.talksNonsense = true;
  playBook(shop.simulated, SEED, 1);
  await push(shop, shop.simulated.takePushes());
  await eventually(
    world.app,
    'an answer that cannot be read',
    'select max(attempts) as count from detail_todo',
    ({ count }: { count: number }) => count > 0,
  );
  expect(await awaitingOrders(shop)).toMatchObject([{ reason: { code: expect.stringMatching(/^api\.(unreadable|refused|no-token)$/) } }]);
  world.simulator.faults.talksNonsense = false;
  await settleDetails(world.app);
  await expectBooked(shop);
});

it('loses nothing when the worker dies while details are being fetched', async () => {
  const shop = await openPlatformShop(world, 'douyin');
  playBook(shop.simulated, SEED, 26);
  world.simulator.faults.slowMs = 30;
  const pushing = push(shop, shop.simulated.takePushes(3));
  for (let death = 0; death < 5; death += 1) {
    await sleep(100);
    await killWorkers(world.app);
  }
  await pushing;
  // Whoever died holds its orders until the lease is over.
  await world.app.sql('update detail_todo set leased_until = now() where leased_until is not null');
  await settle(world.app);
  await settleDetails(world.app);
  await expectBooked(shop);
  expect(await differences(world.app)).toEqual([]);
});
