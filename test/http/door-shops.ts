import {
  type OrderDraft,
  PlatformSimulator,
  PLATFORMS,
  type SimulatedPlatform,
  type SimulatedPush,
  type SimulatedShop,
} from '../../src/modules/platform-simulator/index.js';
import { signedHeaders, type TestApp } from '../support/test-app.js';
import { orderChanged, REFUND } from './canonical-message.js';
import { sealed, unsealed } from './door-signing.js';
import type { OutsideProgram, Reply } from './outside-program.js';
import { SECRET } from './sample-merchant.js';

export const DOORS = ['standard', ...PLATFORMS] as const;
export type Door = (typeof DOORS)[number];

/** Not enough to ask the platforms' APIs: nothing leaves this machine. */
export const CREDENTIALS: Readonly<Record<Door, Readonly<Record<string, string>>>> = {
  standard: { secret: SECRET },
  douyin: { appKey: '6844048284663924231', appSecret: '749698a6-fcb3-4358-b241-ec1d93cf9c1f' },
  kuaishou: { appKey: 'ks123456', messageKey: 'AAECAwQFBgcICQoLDA0ODw==' },
  weixin: { appId: 'wx0123456789abcdef', token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' },
  tiktok: { appKey: '6a7b8c9d0e', appSecret: '0123456789abcdef0123456789abcdef01234567' },
  shopify: { secret: 'hush-hush-hush' },
  youzan: { clientId: 'a1b2c3d4e5f6a7b8c9', clientSecret: '0123456789abcdef0123456789abcdef' },
  woocommerce: { secret: 's3cr3t & <k>' },
};

/** The same fields with other values: another shop's, or a guess. */
export const WRONG_CREDENTIALS: typeof CREDENTIALS = {
  standard: { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
  douyin: { appKey: '6844048284663924231', appSecret: '749698a6-fcb3-4358-b241-ec1d93cf9c1e' },
  kuaishou: { appKey: 'ks123456', messageKey: 'AQECAwQFBgcICQoLDA0ODw==' },
  weixin: { appId: 'wx0123456789abcdef', token: 'AAAAB', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' },
  tiktok: { appKey: '6a7b8c9d0e', appSecret: '0123456789abcdef0123456789abcdef01234568' },
  shopify: { secret: 'hush-hush-husH' },
  youzan: { clientId: 'a1b2c3d4e5f6a7b8c9', clientSecret: '0123456789abcdef0123456789abcdee' },
  woocommerce: { secret: 's3cr3t &amp; &lt;k&gt;' },
};

export const EXTERNAL_IDS: Readonly<Record<SimulatedPlatform, string>> = {
  douyin: '12345678',
  kuaishou: '2345',
  weixin: 'gh_a1b2c3d4e5f6',
  tiktok: '7494049642642441621',
  shopify: 'cunbo.myshopify.com',
  youzan: '160',
  woocommerce: 'shop.example.com',
};

/** A sound push, with what it says in clear. */
export interface SoundPush extends Omit<SimulatedPush, 'platform'> {
  readonly door: Door;
  readonly content: Buffer;
}

export interface DoorShop {
  readonly door: Door;
  readonly shopId: string;
  /** As signed, one of each kind of message. */
  readonly pushes: readonly SoundPush[];
}

export const MINUTE_MS = 60_000;

/** A shop at each address, with what its platform would tell of a few orders that were made an hour ago. */
export async function openDoorShops(program: OutsideProgram, merchantId: string, doors: readonly Door[] = DOORS): Promise<DoorShop[]> {
  const shops: DoorShop[] = [];
  for (const door of doors) {
    const externalShopId = door === 'standard' ? null : EXTERNAL_IDS[door];
    const draft = { merchantId, platform: door, name: `${door} 直播店`, externalShopId, credentials: CREDENTIALS[door] };
    const { id } = await program.make('/api/v1/shops', draft);
    shops.push({ door, shopId: id, pushes: door === 'standard' ? standardPushes() : toldBy(openBook(door)) });
  }
  return shops;
}

export function openBook(
  platform: SimulatedPlatform,
  credentials: Readonly<Record<string, string>> = CREDENTIALS[platform],
): SimulatedShop {
  return new PlatformSimulator().openShop({ platform, credentials, externalShopId: EXTERNAL_IDS[platform] });
}

/** Orders that are paid, shipped, completed, given back in part, and closed. */
export function toldBy(shop: SimulatedShop, at = new Date(Date.now() - 60 * MINUTE_MS), buyer: OrderDraft['buyer'] = {}): SoundPush[] {
  const line = { itemId: '788032119674292922', skuId: '808950810', title: '沁州黄小米', quantity: 2, paidFen: 5_980 };
  const later = (minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);
  const sold = shop.createOrder({ at, lines: [line], freightFen: 800, roomId: '7420000000000000001', hostId: '99', buyer }).orderNo;
  shop.pay(sold, later(1));
  shop.changeAddress(sold, buyer.address ?? '云中镇迎宾路9号院', later(2));
  shop.ship(sold, later(3));
  const { refundNo } = shop.refund(sold, 0, 2_990, { at: later(4), kind: 'return' });
  shop.moveRefund(refundNo, 'agreed', later(5));
  shop.moveRefund(refundNo, 'succeeded', later(6));
  shop.complete(sold, later(7));
  const closed = shop.createOrder({ at: later(8), lines: [line], buyer }).orderNo;
  shop.close(closed, later(9));
  return shop.takePushes(3).map(withContent);
}

export function withContent(push: SimulatedPush): SoundPush {
  const { platform, ...rest } = push;
  return { ...rest, door: platform, content: unsealed(platform, CREDENTIALS[platform], push.body) };
}

export function standardPush(id: string, body: string, secret = SECRET, timestamp = Math.floor(Date.now() / 1_000)): SoundPush {
  const content = Buffer.from(body);
  return { door: 'standard', method: 'POST', query: {}, headers: signedHeaders(secret, id, body, timestamp), body: content, content };
}

function standardPushes(): SoundPush[] {
  const events = [
    orderChanged(),
    orderChanged({ version: 2, refunds: [REFUND], freightFen: 800 }),
    orderChanged({ orderNo: '7', status: 'closed' }),
  ];
  return events.map((event, index) => standardPush(`msg_${index}`, JSON.stringify(event)));
}

/** Other content, sent as the platform would: sealed and signed with the right credentials. */
export function resigned(push: SoundPush, content: Buffer, credentials = CREDENTIALS[push.door]): SoundPush {
  return { ...push, ...sealed(push, credentials, content), content };
}

export async function send(server: TestApp, shopId: string, push: Omit<SoundPush, 'content'>): Promise<Reply> {
  const query = new URLSearchParams(push.query).toString();
  const address = `/webhooks/${push.door}/${shopId}${query === '' ? '' : `?${query}`}`;
  const payload = push.method === 'GET' ? undefined : push.body;
  return (await server.request(push.method, address, payload, { authorization: '', ...push.headers })) as Reply;
}
