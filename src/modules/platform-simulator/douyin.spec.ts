import { parseLosslessJson } from '../../kernel/lossless-json.js';
import { douyinApiSign } from './douyin-api.js';
import { douyinEventSign } from './douyin-pushes.js';
import { PlatformSimulator } from './platform-simulator.js';

const APP_KEY = '6844048284663924231';
const APP_SECRET = '749698a6-fcb3-4358-b241-ec1d93cf9c1f';
const NOON = new Date('2026-11-20T12:00:00+08:00');
const LATER = new Date('2026-11-21T09:30:00+08:00');
const PROBE = '[{"tag":"0","msg_id":"0","data":"2026-09-28T10:00:00+08:00"}]';
const BATCH =
  '[{"tag":"101","msg_id":"6837374000000000128:101:1764000000:1","data":"{\\"p_id\\":6920152002630123456,\\"s_ids\\":[6920152002630123456],\\"shop_id\\":12345678,\\"order_status\\":2,\\"order_type\\":0,\\"pay_time\\":1764000000,\\"pay_type\\":2,\\"pay_amount\\":2990,\\"biz\\":2,\\"update_time\\":1764000000}"},{"tag":"206","msg_id":"6837374000000000128:206:1764000100:2","data":"{\\"aftersale_id\\":7123456789012345678,\\"p_id\\":6920152002630123456,\\"s_id\\":6920152002630123456,\\"shop_id\\":12345678,\\"refund_amount\\":1000,\\"refund_post_amount\\":0,\\"aftersale_type\\":1,\\"success_time\\":1764000100,\\"update_time\\":\\"2025-11-24T00:01:40+08:00\\"}"}]';

const LINE = { itemId: '3456789012345678901', skuId: '1700000000000000001', title: '沁州黄小米 5斤', quantity: 2, paidFen: 5_980 };

/** As far as it is looked at. */
interface DouyinAnswer {
  readonly code: number;
  readonly sub_code: string;
  readonly data: {
    readonly refresh_token: string;
    readonly shop_order_list: readonly object[];
    readonly shop_order_detail: { readonly post_receiver: string; readonly sku_order_list: readonly object[] };
    readonly items: readonly { readonly aftersale_info: object }[];
    readonly total: number;
  };
}

describe('signatures of 抖店', () => {
  it('match the vectors for pushes, by MD5 and by HMAC', () => {
    expect(douyinEventSign(APP_KEY, APP_SECRET, PROBE)).toBe('5b56a59eb9ca51a3f4bad54625668b43');
    expect(douyinEventSign(APP_KEY, APP_SECRET, PROBE, 'hmac-sha256')).toBe(
      '26c7bb9fb2e7b5476f165b2561acf6a7c3cb6b12d819ee2ff8031b722c6614f8',
    );
    expect(Buffer.byteLength(BATCH)).toBe(620);
    expect(douyinEventSign(APP_KEY, APP_SECRET, BATCH)).toBe('66f4adb12a423c68cbb077c7152d9b97');
    expect(douyinEventSign(APP_KEY, APP_SECRET, BATCH, 'hmac-sha256')).toBe(
      'dee1cb2f96dae33c3d52dc17ab6e01ba1efc5fe10a1840e4dd2117f309b79a65',
    );
  });

  it('match the vectors for API calls', () => {
    const timestamp = '2020-07-05 22:33:59';
    const call = { appKey: APP_KEY, method: 'product.list', paramJson: '{"page":"0","size":"20"}', timestamp, version: '2' };
    expect(douyinApiSign(call, APP_SECRET, 'md5')).toBe('0a1288b4f742252692e6d5e006035e82');
    expect(douyinApiSign(call, APP_SECRET, 'hmac-sha256')).toBe('a84fc5747114e63196565192a19f80d9d78819b8c8f5940eeb282bf78260901d');
  });
});

describe('a simulated shop on 抖店', () => {
  const simulator = new PlatformSimulator(() => LATER);
  const shop = simulator.openShop({
    platform: 'douyin',
    credentials: { appKey: APP_KEY, appSecret: APP_SECRET },
    externalShopId: '12345678',
  });
  const { orderNo } = shop.createOrder({ at: NOON, roomId: '7300000000000000123', hostId: '88001', freightFen: 600, lines: [LINE] });

  beforeAll(async () => {
    shop.pay(orderNo, NOON);
    shop.refundAtOnce(orderNo, 0, 1_000, { at: LATER, freightFen: 600 });
    await simulator.start();
  });
  afterAll(() => simulator.stop());

  function address(method: string, paramJson: string, accessToken: string | null, secret = APP_SECRET): string {
    const timestamp = '2026-11-21 09:30:00';
    const sign = douyinApiSign({ appKey: APP_KEY, method, paramJson, timestamp, version: '2' }, secret, 'hmac-sha256');
    const query = new URLSearchParams({ method, app_key: APP_KEY, timestamp, v: '2', sign_method: 'hmac-sha256', sign });
    if (accessToken !== null) query.set('access_token', accessToken);
    return `${simulator.baseUrl('douyin')}/${method.replaceAll('.', '/')}?${query.toString()}`;
  }

  async function ask(
    method: string,
    params: object,
    accessToken: string | null = shop.tokens.accessToken,
    secret = APP_SECRET,
  ): Promise<DouyinAnswer> {
    const paramJson = JSON.stringify(params);
    const response = await fetch(address(method, paramJson, accessToken, secret), { method: 'POST', body: paramJson });
    return parseLosslessJson(await response.text()) as DouyinAnswer;
  }

  it('sends several changes in one signed POST, with ids as bare numbers', () => {
    const [push, ...others] = shop.takePushes(10);
    expect(others).toEqual([]);
    const body = push!.body.toString();
    expect(push!.headers['event-sign']).toBe(douyinEventSign(APP_KEY, APP_SECRET, body));
    expect(body).toContain(`\\"p_id\\":${orderNo},`);
    const messages = JSON.parse(body) as { tag: string }[];
    expect(messages.map(({ tag }) => tag)).toEqual(['100', '101', '200', '206']);
  });

  it('shows the order with money, room and buyer', async () => {
    const { data } = await ask('order.orderDetail', { shop_order_id: orderNo });
    const order = data.shop_order_detail;
    expect(order).toMatchObject({ order_id: orderNo, order_status: 2, pay_amount: 6_580, post_amount: 600 });
    expect(order.sku_order_list[0]).toMatchObject({ pay_amount: 6_580, room_id_str: '7300000000000000123', author_id: 88_001 });
    expect(order.post_receiver).toMatch(/^\p{Script=Han}{2,4}$/u);
  });

  it('shows the refund with its freight', async () => {
    const { data } = await ask('afterSale.List', { order_id: orderNo, page: 0, size: 100 });
    expect(data.items[0]!.aftersale_info).toMatchObject({ refund_amount: 1_600, refund_post_amount: 600, aftersale_status: 12 });
  });

  it('lists what changed in a stretch of time, page by page', async () => {
    const second = LATER.getTime() / 1_000;
    const stretch = { update_time_start: second, update_time_end: second };
    expect((await ask('order.searchList', { ...stretch, page: 0, size: 100 })).data).toMatchObject({ total: 1, page: 0 });
    expect((await ask('order.searchList', { ...stretch, page: 1, size: 100 })).data.shop_order_list).toEqual([]);
    const before = { update_time_start: second - 10, update_time_end: second - 1, page: 0, size: 100 };
    expect((await ask('order.searchList', before)).data.total).toBe(0);
  });

  it('refuses a wrong signature, an unknown order and a spent token, each in its own words', async () => {
    const wrong = await ask('order.orderDetail', { shop_order_id: orderNo }, shop.tokens.accessToken, 'another secret');
    expect(wrong).toMatchObject({ code: 40_003, sub_code: 'isv.signature-invalid' });
    expect(await ask('order.orderDetail', { shop_order_id: '1' })).toMatchObject({ code: 40_004, data: null });
    shop.expireTokens();
    const expired = await ask('order.orderDetail', { shop_order_id: orderNo });
    expect(expired).toMatchObject({ code: 40_003, sub_code: 'isv.access-token-expired' });
  });

  it('gives new tokens for a refresh token once', async () => {
    const refreshToken = shop.tokens.refreshToken;
    const params = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const { data } = await ask('token.refresh', params, null);
    expect(data).toMatchObject({ access_token: shop.tokens.accessToken, shop_id: 12_345_678 });
    expect(data.refresh_token).not.toBe(refreshToken);
    expect(await ask('order.orderDetail', { shop_order_id: orderNo })).toMatchObject({ code: 10_000 });
    expect(await ask('token.refresh', params, null)).toMatchObject({ code: 50_002 });
  });
});
