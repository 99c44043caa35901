import {
  deliverAll,
  type ShopDraft,
  type SimulatedPlatform,
  type SimulatedPush,
  type SimulatedShop,
} from '../../src/modules/platform-simulator/index.js';
import { ShopIds } from '../../src/modules/shops/index.js';
import { SHOP_SECRET } from '../model/driver.js';
import { anyId, type TestApp } from '../support/test-app.js';
import { eventually, type PlatformWorld, settleDetails } from './platform-world.js';
import { created, ordersOf, read, type Seller } from './sales.js';
import { counted } from './told-order.js';

/** A shop as its platform has it and as it is registered here. */
export interface PlatformShop extends Seller {
  readonly simulated: SimulatedShop;
  readonly webhookUrl: string;
}

let shopCount = 0;

/** An app of its own for each shop, so that none can answer for another. */
export function draftOf(platform: SimulatedPlatform): ShopDraft {
  shopCount += 1;
  const number = String(shopCount).padStart(4, '0');
  const tokens = { accessToken: `access-${platform}-${number}`, refreshToken: `refresh-${platform}-${number}` };
  switch (platform) {
    case 'douyin':
      return {
        platform,
        externalShopId: `1234${number}`,
        credentials: { appKey: `68440${number}`, appSecret: `secret-${number}`, ...tokens },
      };
    case 'kuaishou': {
      const keys = { messageKey: 'AAECAwQFBgcICQoLDA0ODw==', appSecret: `secret-${number}`, signSecret: `sign-${number}` };
      return { platform, externalShopId: `2345${number}`, credentials: { appKey: `ks${number}`, ...keys, ...tokens } };
    }
    case 'weixin': {
      const keys = {
        token: `token${number}`,
        encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
        appSecret: '0123456789abcdef'.repeat(2),
      };
      return { platform, externalShopId: `gh_00000000${number}`, credentials: { appId: `wx00000000000a${number}`, ...keys } };
    }
    case 'tiktok': {
      const keys = { appSecret: '0123456789abcdef'.repeat(2), shopCipher: `cipher-${number}` };
      return { platform, externalShopId: `749600000000000${number}`, credentials: { appKey: `6ab${number}`, ...keys, ...tokens } };
    }
    case 'youzan':
      return {
        platform,
        externalShopId: `160${number}`,
        credentials: { clientId: `a1b2c3d4${number}`, clientSecret: '0123456789abcdef'.repeat(2) },
      };
    case 'shopify': {
      const credentials = { secret: `hush-hush-${number}`, accessToken: `shpat_00000000${number}` };
      return { platform, externalShopId: `cunbo-${number}.myshopify.com`, credentials };
    }
    case 'woocommerce': {
      const keys = { consumerKey: `ck_${'0'.repeat(20)}${number}`, consumerSecret: `cs_${'0'.repeat(20)}${number}` };
      const storeUrl = `https://shop-${number}.example.com`;
      return { platform, externalShopId: `shop-${number}.example.com`, credentials: { secret: `s3cr3t & <${number}>`, storeUrl, ...keys } };
    }
  }
}

/** A new merchant with one shop, which also takes canonical events of a bridge. */
export async function openPlatformShop(world: PlatformWorld, platform: SimulatedPlatform): Promise<PlatformShop> {
  const draft = draftOf(platform);
  const seller = await registerShop(world.app, draft, { credentials: { ...draft.credentials, bridgeSecret: SHOP_SECRET } });
  return { ...seller, simulated: world.simulator.openShop(draft), webhookUrl: webhookUrl(world, platform, seller.shopId) };
}

export async function registerShop(app: TestApp, { platform, externalShopId }: ShopDraft, more: object): Promise<Seller> {
  const merchantId = await created(app, 'merchants', { name: anyId('合作社'), kind: 'cooperative', divisionCode: '140681' });
  const shopId = await created(app, 'shops', { merchantId, platform, name: '直播店', externalShopId, ...more });
  return { merchantId, shopId };
}

export function webhookUrl({ url }: PlatformWorld, platform: SimulatedPlatform, shopId: string): string {
  return `${url}/webhooks/${platform}/${shopId}`;
}

/** Each push must be acknowledged as its platform wants it, at once. */
export async function push({ webhookUrl: address }: Pick<PlatformShop, 'webhookUrl'>, pushes: readonly SimulatedPush[]): Promise<void> {
  const report = await deliverAll(pushes, address, { repeatAfterMs: [] });
  expect(report.refusals).toEqual([]);
  expect(report.accepted).toBe(pushes.length);
}

/** Has the platform asked for what changed, and waits until all of it is counted. */
export async function pull({ app }: PlatformWorld, { shopId }: Pick<Seller, 'shopId'>, hours = 144): Promise<void> {
  const askedAt = new Date();
  const { status, body } = await app.request('POST', `/api/v1/shops/${shopId}/pull`, { hours });
  expect({ status, body }).toMatchObject({ status: 200 });
  const statement = 'select succeeded_at > $2 and due_at > now() as is_done, fault_code, fault_detail from shop_pull where shop_id = $1';
  const shopDbId = app.app.get(ShopIds).decode(shopId);
  await eventually<{ is_done: boolean | null }>(app, 'the pull', statement, (row) => row.is_done === true, [shopDbId, askedAt]);
  await settleDetails(app);
}

/** What a merchant's shop came to, by day, and order by order. */
export interface Ledger {
  readonly days: Readonly<Record<string, { paidFen: number; refundedFen: number; orders: number | null }>>;
  readonly orders: Readonly<Record<string, readonly [paidFen: number, refundedFen: number]>>;
}

export function ledgerOfBook({ simulated }: PlatformShop): Ledger {
  const orders = simulated.orders.filter(({ paidAt }) => paidAt !== null);
  return {
    days: Object.fromEntries(simulated.totals().days),
    orders: Object.fromEntries(
      orders.map(({ orderNo, lines, refunds }) => {
        const paid = lines.reduce((sum, { paidFen }) => sum + paidFen, 0);
        const succeeded = refunds.filter(({ succeededAt }) => succeededAt !== null);
        return [orderNo, [paid, succeeded.reduce((sum, { amountFen }) => sum + amountFen, 0)]];
      }),
    ),
  };
}

export async function ledgerHere({ app }: PlatformWorld, shop: PlatformShop): Promise<Ledger> {
  const days = [...shop.simulated.totals().days.keys()];
  const totals = await Promise.all(
    days.map(async (day) => {
      const { paidFen, refundedFen, orders } = await counted(app, shop, day);
      return [day, { paidFen, refundedFen, orders }] as const;
    }),
  );
  const orders = (await ordersOf(app, shop)).filter(({ paidAt }) => paidAt !== null);
  return {
    days: Object.fromEntries(totals),
    orders: Object.fromEntries(orders.map(({ orderNo, paidFen, refundedFen }) => [orderNo, [paidFen, refundedFen] as const])),
  };
}

export interface CountedMessages {
  readonly state: string;
  readonly reason: string | null;
  readonly count: number;
}

/** Messages of the shop that are not where messages should end. */
export async function unsettledMessages({ app }: PlatformWorld, { shopId }: Seller): Promise<CountedMessages[]> {
  const { items } = (await read(app, 'message-counts', { shopId })) as { items: CountedMessages[] };
  const open = items.filter(({ state }) => state !== 'applied' && state !== 'ignored');
  return open.map(({ state, reason, count }) => ({ state, reason, count }));
}
