import { parseLosslessJson } from '../../kernel/lossless-json.js';
import { kuaishouApiSign } from './kuaishou-api.js';
import { kuaishouSeal } from './kuaishou-pushes.js';
import { PlatformSimulator } from './platform-simulator.js';

const NOON = new Date('2026-11-20T12:00:00+08:00');
const KEY = 'AAECAwQFBgcICQoLDA0ODw==';
const CREDENTIALS = { appKey: 'ks123456', appSecret: 'app-secret', signSecret: 'sign-secret', messageKey: KEY };
const LINE = { itemId: '21234567890123', skuId: '31234567890123', title: '平鲁红山荞麦', quantity: 3, paidFen: 8_970 };
const PAID =
  '{"eventId":"267_2345_147402","msgId":"147402","bizId":2536500012345678,"userId":2345,"openId":"","appKey":"ks123456","event":"kwaishop_order_paySuccess","info":"{\\"oid\\":2536500012345678,\\"sellerId\\":2345,\\"status\\":30,\\"updateTime\\":1764000000000}","status":1,"createTime":1764000000100,"updateTime":1764000000100,"test":false}';
const PAID_SEALED =
  'vOSNICXB99JlR2R/J/TRNSnFY0Rd+gDw563teGecWhrxzjTi69NpIUJjMI7NT15eTNQtIDByyAYcoRo3Z+R6HV9uH2k1zIz5uUBWDsvRVhkGTU7TvQE/NHXy3EB2BNAHeBfBZcCB9Af1hUdwYb6rclbcW3O0omjK0iQNEO/lD32t1vbcCO/IBxXXhN1EqMHchom5bup5kZCPpwKAET6BDwim2Bz/6H0s6vs0++ZhqVvL0F6GCJ3GkBVB85m+4bq28inGshNL7OMgvSexV1ucO/Weh/p5Q6NFBkwS25iQZU2bA7r9DgJlNBokw5oIoueZBDSogn+VuOD5jiUb7rLLkDHpG1fOxlcM6v5oHK1ulvYoSi7hxEgA+QSxS4fPkPQRk+VxjOvAI7j+S2WALVdwU/3MdRzMsU4Dfi3LxaqJQT2sHpJbhB9qraW5OsAWS9CU';

describe('encryption of 快手', () => {
  it('matches the vectors', () => {
    expect(kuaishouSeal(KEY, '{"test":true}')).toBe('vftmsTE4kncTlrYRCUwCMg==');
    expect(Buffer.byteLength(PAID)).toBe(328);
    expect(kuaishouSeal(KEY, PAID)).toBe(PAID_SEALED);
  });
});

describe('a simulated shop on 快手', () => {
  const simulator = new PlatformSimulator();
  const shop = simulator.openShop({ platform: 'kuaishou', credentials: CREDENTIALS, externalShopId: '2345' });
  const { orderNo } = shop.createOrder({ at: NOON, roomId: '77', hostId: '99', freightFen: 300, lines: [LINE] });

  beforeAll(async () => {
    shop.pay(orderNo, NOON);
    await simulator.start();
  });
  afterAll(() => simulator.stop());

  async function ask(method: string, param: string, secret = CREDENTIALS.signSecret) {
    const token = shop.tokens.accessToken;
    const params = {
      access_token: token,
      appkey: 'ks123456',
      method,
      param,
      signMethod: 'HMAC_SHA256',
      timestamp: '1763611200000',
      version: '1',
    };
    const query = new URLSearchParams({ ...params, sign: kuaishouApiSign(params, secret) });
    const response = await fetch(`${simulator.baseUrl('kuaishou')}/${method.replaceAll('.', '/')}?${query.toString()}`);
    return parseLosslessJson(await response.text());
  }

  it('shows an order of one line, with what was paid for freight', async () => {
    const answer = await ask('open.order.detail', `{"oid":${orderNo}}`);
    const data = {
      orderBaseInfo: { oid: Number(orderNo), status: 30, totalFee: 9_270, expressFee: 300, carrierType: 'live' },
      orderItemInfo: { num: 3 },
    };
    expect(answer).toMatchObject({ result: 1, data });
  });

  it('sends each change sealed, one to a POST', () => {
    const pushes = shop.takePushes(10);
    expect(pushes).toHaveLength(2);
    expect(pushes[0]!.headers['content-type']).toBe('text/plain;charset=utf-8');
    expect(pushes[0]!.body.toString()).toMatch(/^[A-Za-z0-9+/]+=*$/);
  });

  it('pages by cursor until there is no more', async () => {
    for (let count = 0; count < 2; count += 1) shop.createOrder({ at: NOON, lines: [LINE] });
    const stretch = { beginTime: NOON.getTime(), endTime: NOON.getTime() + 1, pageSize: 2 };
    const first = (await ask('open.order.cursor.list', JSON.stringify({ ...stretch, cursor: '' }))) as {
      data: { cursor: string; orderList: object[] };
    };
    expect(first.data.orderList).toHaveLength(2);
    const last = await ask('open.order.cursor.list', JSON.stringify({ ...stretch, cursor: first.data.cursor }));
    expect(last).toMatchObject({ data: { cursor: 'nomore', orderList: [{}] } });
  });

  it('refuses a wrong signature, and renews a spent token once', async () => {
    expect(await ask('open.order.detail', `{"oid":${orderNo}}`, 'wrong')).toMatchObject({ error_msg: '签名校验失败' });
    expect(await ask('open.order.detail', '{"oid":1}')).toMatchObject({ error_msg: 'ORDER NOT FOUND' });
    shop.expireTokens();
    expect(await ask('open.order.detail', `{"oid":${orderNo}}`)).toMatchObject({ error_msg: 'TOKEN过期' });
    const form = { grant_type: 'refresh_token', refresh_token: shop.tokens.refreshToken, app_id: 'ks123456', app_secret: 'app-secret' };
    const renew = () => fetch(`${simulator.baseUrl('kuaishou')}/oauth2/refresh_token`, { method: 'POST', body: new URLSearchParams(form) });
    expect(await (await renew()).json()).toMatchObject({ result: 1, access_token: shop.tokens.accessToken });
    expect(await (await renew()).json()).toMatchObject({ error: 'access_denied' });
    expect(await ask('open.order.detail', `{"oid":${orderNo}}`)).toMatchObject({ result: 1 });
  });
});
