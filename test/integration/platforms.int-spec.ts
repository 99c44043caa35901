import { distort, seededRandom } from '../../src/modules/platform-simulator/index.js';
import { playBook } from './platform-book.js';
import { ledgerHere, ledgerOfBook, openPlatformShop, type PlatformShop, pull, push, unsettledMessages } from './platform-shop.js';
import { differences, type PlatformWorld, settleDetails, startPlatformWorld } from './platform-world.js';

const PLATFORMS = ['douyin', 'kuaishou', 'weixin', 'tiktok', 'youzan', 'shopify', 'woocommerce'] as const;
const SEED = 20_261_120;

let world: PlatformWorld;
beforeAll(async () => {
  world = await startPlatformWorld();
});
afterAll(() => world.close());

async function expectBooked(shop: PlatformShop): Promise<void> {
  expect(await unsettledMessages(world, shop)).toEqual([]);
  expect(await ledgerHere(world, shop)).toEqual(ledgerOfBook(shop));
  expect(await differences(world.app)).toEqual([]);
}

describe.each(PLATFORMS)('the orders of a shop on %s', (platform) => {
  let shop: PlatformShop;
  beforeEach(async () => {
    shop = await openPlatformShop(world, platform);
    playBook(shop.simulated, SEED);
  });

  it('end right when they are pushed in order', async () => {
    await push(shop, shop.simulated.takePushes(3));
    await settleDetails(world.app);
    await expectBooked(shop);
  });

  it('end right when pushes are lost, repeated and shuffled, and the rest is asked for', async () => {
    await push(shop, distort(shop.simulated.takePushes(3), { lost: 0.2, repeated: 0.3, shuffled: true }, seededRandom(SEED)));
    await pull(world, shop);
    await expectBooked(shop);
  });

  it('end right when nothing is pushed and all is asked for', async () => {
    await pull(world, shop);
    await expectBooked(shop);
  });
});
