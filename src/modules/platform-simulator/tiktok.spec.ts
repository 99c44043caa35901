import { PlatformSimulator } from './platform-simulator.js';
import { tiktokApiSign } from './tiktok-api.js';
import { tiktokPushSign } from './tiktok-pushes.js';

const NOON = new Date('2026-11-20T12:00:00+08:00');
const CREDENTIALS = { appKey: '6abcdef', appSecret: '0123456789abcdef0123456789abcdef', shopCipher: 'GCP_cipher' };
const LINE = { itemId: '1729000000000000001', skuId: '1729000000000000011', title: 'Millet', quantity: 3, paidFen: 1_000 };

describe('the signature of TikTok Shop', () => {
  it('is what openssl makes of key and body', () => {
    const body =
      '{"type":1,"tts_notification_id":"7327112393057371910","shop_id":"7494049642642441621","timestamp":1644412885,"data":{"order_id":"576486316948490001","order_status":"UNPAID"}}';
    expect(tiktokPushSign('6abcdef', CREDENTIALS.appSecret, body)).toBe('1f7f3bd0e4c3c100b18bec0abc3288d5aec1eefd4345a1640a3fb3eefc8e6b6a');
  });
});

describe('a simulated shop on TikTok Shop', () => {
  const simulator = new PlatformSimulator();
  const shop = simulator.openShop({ platform: 'tiktok', credentials: CREDENTIALS, externalShopId: '7496000000000000001' });
  const { orderNo } = shop.createOrder({ at: NOON, currency: 'USD', freightFen: 400, lines: [LINE] });

  beforeAll(async () => {
    shop.pay(orderNo, NOON);
    shop.refundAtOnce(orderNo, 0, 333, { at: NOON, freightFen: 100 });
    shop.ship(orderNo, new Date(NOON.getTime() + 60_000));
    shop.refundAtOnce(orderNo, 0, 0, { at: new Date(NOON.getTime() + 120_000), kind: 'exchange' });
    await simulator.start();
  });
  afterAll(() => simulator.stop());

  async function ask(path: string, query: Record<string, string>, body: object | null, secret = CREDENTIALS.appSecret) {
    const text = body === null ? '' : JSON.stringify(body);
    const params = new URLSearchParams({ ...query, app_key: CREDENTIALS.appKey, timestamp: '1763611200', shop_cipher: 'GCP_cipher' });
    params.set('sign', tiktokApiSign(path, params, text, secret));
    const headers = { 'x-tts-access-token': shop.tokens.accessToken };
    const init = body === null ? { headers } : { method: 'POST', headers, body: text };
    const response = await fetch(`${simulator.baseUrl('tiktok')}${path}?${params.toString()}`, init);
    return { status: response.status, answer: (await response.json()) as { data: Record<string, unknown[]> } };
  }

  it('signs its pushes with the key and the body, and names the order but no amounts', () => {
    const pushes = shop.takePushes();
    expect(pushes.map(({ body }) => (JSON.parse(body.toString()) as { type: number }).type)).toEqual([1, 1, 11, 11, 1, 12, 12]);
    for (const { headers, body } of pushes) {
      expect(headers.authorization).toBe(tiktokPushSign('6abcdef', CREDENTIALS.appSecret, body.toString()));
      expect(body.toString()).toContain(`"order_id":"${orderNo}"`);
      expect(body.toString()).not.toContain('"payment"');
    }
  });

  it('shows one line item per piece, whose prices add up', async () => {
    const { answer } = await ask('/order/202309/orders', { ids: orderNo }, null);
    const payment = { currency: 'USD', sub_total: '10.00', shipping_fee: '4.00', tax: '0.80', total_amount: '14.80' };
    expect(answer.data.orders).toMatchObject([{ id: orderNo, status: 'IN_TRANSIT', payment }]);
    expect(answer.data.orders).toMatchObject([{ line_items: [{ sale_price: '3.34' }, { sale_price: '3.33' }, { sale_price: '3.33' }] }]);
    expect((await ask('/order/202309/orders', { ids: '1' }, null)).answer.data.orders).toEqual([]);
  });

  it('tells money back before dispatch as a cancellation, with freight and tax, and what followed as a return', async () => {
    const cancelled = await ask('/return_refund/202309/cancellations/search', { page_size: '50' }, { order_ids: [orderNo] });
    const refund_amount = { refund_total: '4.60', refund_shipping_fee: '1.00', refund_tax: '0.27' };
    expect(cancelled.answer.data.cancellations).toMatchObject([{ cancel_status: 'CANCELLATION_REQUEST_COMPLETE', refund_amount }]);
    const returned = await ask('/return_refund/202309/returns/search', { page_size: '50' }, { order_ids: [orderNo] });
    expect(returned.answer.data.return_orders).toMatchObject([
      { return_type: 'REPLACEMENT', return_status: 'REPLACEMENT_REQUEST_COMPLETE' },
    ]);
  });

  it('lists orders up to a second that is not included, page by page', async () => {
    const second = Math.floor(NOON.getTime() / 1_000) + 120;
    const search = (from: number, until: number, query = {}) =>
      ask('/order/202309/orders/search', { page_size: '1', ...query }, { update_time_ge: from, update_time_lt: until });
    expect((await search(second, second + 1)).answer.data).toMatchObject({ orders: [{ id: orderNo }], next_page_token: '' });
    expect((await search(second - 60, second)).answer.data.orders).toEqual([]);
  });

  it('refuses a wrong signature and a spent token', async () => {
    expect(await ask('/order/202309/orders', { ids: orderNo }, null, 'wrong')).toMatchObject({ status: 400, answer: { code: 106_001 } });
    shop.expireTokens();
    expect(await ask('/order/202309/orders', { ids: orderNo }, null)).toMatchObject({ status: 401, answer: { code: 105_002 } });
    const app = { app_key: CREDENTIALS.appKey, app_secret: CREDENTIALS.appSecret };
    const query = new URLSearchParams({ ...app, refresh_token: shop.tokens.refreshToken, grant_type: 'refresh_token' });
    const response = await fetch(`${simulator.baseUrl('tiktok')}/api/v2/token/refresh?${query.toString()}`);
    expect(await response.json()).toMatchObject({ code: 0, data: { access_token: shop.tokens.accessToken } });
    expect(await ask('/order/202309/orders', { ids: orderNo }, null)).toMatchObject({ status: 200 });
  });
});
