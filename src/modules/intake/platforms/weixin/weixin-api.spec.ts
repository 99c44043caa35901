import type { ApiCall, ApiShop, ListedOrder } from '../platform-api.js';
import { weixinApi } from './weixin-api.js';

const NOW = new Date('2025-11-25T00:00:00Z');
const CREDENTIALS = { appId: 'wxb11529c136998cb6', token: 'AAAAA', encodingAesKey: 'x', appSecret: '0123456789abcdef0123456789abcdef' };
const SHOP: ApiShop = {
  credentials: CREDENTIALS,
  externalShopId: null,
  tokens: { accessToken: 'T+/=', refreshToken: null, expiresAt: NOW },
};

describe('A call', () => {
  it('shows the token and nothing of the secret', () => {
    expect(weixinApi.request({ name: '/channels/ec/order/get', params: { order_id: '37' } }, SHOP, NOW)).toEqual({
      method: 'POST',
      path: '/channels/ec/order/get?access_token=T%2B%2F%3D',
      headers: { 'content-type': 'application/json' },
      body: '{"order_id":"37"}',
    });
  });

  it('for a token shows the secret in its body', () => {
    const call = weixinApi.renewal(SHOP);
    expect(weixinApi.request(call!, { ...SHOP, tokens: null }, NOW)).toEqual({
      method: 'POST',
      path: '/cgi-bin/stable_token',
      headers: { 'content-type': 'application/json' },
      body: `{"grant_type":"client_credential","appid":"wxb11529c136998cb6","secret":"${CREDENTIALS.appSecret}","force_refresh":false}`,
    });
  });

  it('without a token is answered as one whose token has expired', () => {
    const request = weixinApi.request({ name: '/channels/ec/order/get', params: {} }, { ...SHOP, tokens: null }, NOW);
    expect(request?.path).toBe('/channels/ec/order/get?access_token=');
    expect(weixinApi.judge(200, {}, { errcode: 41001, errmsg: 'access_token missing' })).toEqual({ kind: 'token-expired' });
  });

  it('is none without the secret of the app', () => {
    const shop = { ...SHOP, credentials: { ...CREDENTIALS, appSecret: '' } };
    expect(weixinApi.request({ name: '/channels/ec/order/get', params: {} }, shop, NOW)).toBeNull();
    expect(weixinApi.renewal(shop)).toBeNull();
  });
});

describe('An answer', () => {
  it.each([
    [200, { errcode: 0, order: {} }, 'answer'],
    [200, { access_token: 'T' }, 'answer'],
    [200, { errcode: 42001 }, 'token-expired'],
    [200, { errcode: 40001 }, 'token-expired'],
    [200, { errcode: 40014 }, 'token-expired'],
    [200, { errcode: 45009 }, 'busy'],
    [200, { errcode: -1 }, 'busy'],
    [503, 'down', 'busy'],
    [429, null, 'busy'],
    [200, { errcode: 10020050 }, 'not-found'],
    [200, { errcode: 10021050 }, 'not-found'],
    [200, { errcode: 48001, errmsg: 'api unauthorized' }, 'refused'],
    [200, { errcode: '0' }, 'refused'],
    [200, 'text', 'refused'],
    [404, null, 'refused'],
  ])('of status %d with %j means %s', (status, body, kind) => {
    expect(weixinApi.judge(status, {}, body).kind).toBe(kind);
  });

  it('says what was refused, and when to come back', () => {
    expect(weixinApi.judge(200, {}, { errcode: 48001, errmsg: 'api unauthorized' })).toEqual({
      kind: 'refused',
      fault: { code: 'api.refused', detail: 'HTTP 200, errcode 48001: api unauthorized' },
    });
    expect(weixinApi.judge(429, { 'retry-after': '7' }, null)).toEqual({ kind: 'busy', retryAfterMs: 7_000 });
  });

  it('has a token, or has none', () => {
    const expiresAt = new Date(NOW.getTime() + 7_200_000);
    expect(weixinApi.tokensIn({ access_token: 'T', expires_in: 7200 }, NOW)).toEqual({ accessToken: 'T', refreshToken: null, expiresAt });
    expect([{}, null, { access_token: '', expires_in: 1 }, { access_token: 'T' }].map((data) => weixinApi.tokensIn(data, NOW))).toEqual(
      Array(4).fill(null),
    );
  });
});

describe('The list of what changed', () => {
  async function listed(answers: Readonly<Record<string, unknown>>) {
    const calls: ApiCall[] = [];
    const orders: ListedOrder[] = [];
    const ask = (call: ApiCall) => {
      calls.push(call);
      const page = [call.name, call.params.next_key ?? call.params.after_sale_order_id].filter(Boolean).join(' ');
      return Promise.resolve(answers[page] ?? null);
    };
    for await (const page of weixinApi.listChanged(NOW, new Date(NOW.getTime() + 1_500), ask)) orders.push(...page);
    return { calls, orderNos: orders.map(({ orderNo }) => orderNo) };
  }

  it('has the orders of all pages, and those whose after-sales changed', async () => {
    const { calls, orderNos } = await listed({
      '/channels/ec/order/list/get': { order_id_list: ['1', 2], next_key: 'a', has_more: true },
      '/channels/ec/order/list/get a': { order_id_list: ['3'], next_key: 'b', has_more: false },
      '/channels/ec/aftersale/getaftersalelist': { after_sale_order_id_list: ['19'], has_more: false },
      '/channels/ec/aftersale/getaftersaleorder 19': { after_sale_order: { order_id: '4' } },
    });
    expect(orderNos).toEqual(['1', '2', '3', '4']);
    const start = NOW.getTime() / 1_000;
    expect(calls[0]?.params).toEqual({ update_time_range: { start_time: start, end_time: start + 2 }, page_size: 100 });
    expect(calls[2]?.params).toEqual({ begin_update_time: start, end_update_time: start + 2 });
  });

  it('ends if a page names itself as the next one, or is nothing', async () => {
    const { orderNos } = await listed({
      '/channels/ec/order/list/get': { order_id_list: ['1'], next_key: 'a', has_more: true },
      '/channels/ec/order/list/get a': { order_id_list: ['2'], next_key: 'a', has_more: true },
    });
    expect(orderNos).toEqual(['1', '2']);
  });
});

describe('An order that is fetched', () => {
  const order = { order_id: '37', status: 20, create_time: 1764000000, update_time: 1764000100 };
  const detail = { product_infos: [{ product_id: '1', sku_id: '2', sku_cnt: 1, real_price: 100 }] };
  const read = (body: unknown) => weixinApi.read({ shopDbId: '7', key: 'key', body });

  it('is null if the platform does not know it', async () => {
    expect(await weixinApi.fetchOrder('37', () => Promise.resolve(null))).toBeNull();
  });

  it('is unpaid until there is a time of payment', () => {
    expect(read({ order: { ...order, status: 10, order_detail: { ...detail, pay_info: { pay_time: 0 } } } })).toMatchObject({
      said: [{ header: { status: 'created', paidAt: null, channel: '' } }],
    });
  });

  it('may have an after-sale without an amount as long as nothing was paid back', () => {
    const product_info = { product_id: '1', sku_id: '2' };
    const aftersale = { after_sale_order_id: '19', update_time: 1764000200, type: 'REFUND', product_info };
    const readWith = (status: string) => read({ order: { ...order, order_detail: detail }, aftersales: [{ ...aftersale, status }] });
    expect(readWith('MERCHANT_PROCESSING')).toMatchObject({ said: [{}, { refunds: [{ status: 'requested', amountFen: 0 }] }] });
    expect(readWith('MERCHANT_REFUND_SUCCESS')).toMatchObject({ fault: { code: 'field.object' } });
  });

  it.each([
    ['USER_CANCELD', 'cancelled'],
    ['RETURN_CLOSED', 'cancelled'],
    ['MERCHANT_FAIL', 'cancelled'],
    ['MERCHANT_REFUND_RETRY_FAIL', 'cancelled'],
    ['MERCHANT_REJECT_REFUND', 'refused'],
    ['MERCHANT_REJECT_RETURN', 'refused'],
    ['MERCHANT_PROCESSING', 'requested'],
    ['MERCHANT_WAIT_RECEIPT', 'requested'],
    ['MERCHANT_OVERDUE_REFUND', 'requested'],
    ['USER_WAIT_RETURN', 'requested'],
    ['USER_WAIT_CONFIRM', 'requested'],
    ['PLATFORM_REFUNDING', 'requested'],
    ['PLATFORM_REFUND_FAIL', 'requested'],
    ['MERCHANT_REFUND_SUCCESS', 'succeeded'],
    ['MERCHANT_RETURN_SUCCESS', 'succeeded'],
  ])('has an after-sale of status %s as %s', (told, status) => {
    const product_info = { product_id: '1', sku_id: '2' };
    const aftersale = {
      after_sale_order_id: '19',
      update_time: 1764000200,
      type: 'RETURN',
      product_info,
      refund_info: { amount: 50 },
      status: told,
    };
    expect(read({ order: { ...order, order_detail: detail }, aftersales: [aftersale] })).toMatchObject({
      said: [{}, { refunds: [{ status, kind: 'return', amountFen: 50, succeededAt: status === 'succeeded' ? expect.any(String) : null }] }],
    });
  });

  it.each([
    ['no detail', { order }, 'field.object', '/order/order_detail: must be an object'],
    ['no lines', { order: { ...order, order_detail: { product_infos: [] } } }, 'order.no-lines', ''],
    ['no number', { order: { ...order, order_id: '', order_detail: detail } }, 'field.required', ''],
    ['a status nobody knows', { order: { ...order, status: 99, order_detail: detail } }, 'field.choice', ''],
    [
      'a negative price',
      { order: { ...order, order_detail: { product_infos: [{ ...detail.product_infos[0], real_price: -1 }] } } },
      'field.amount',
      '',
    ],
    [
      'a half fen',
      { order: { ...order, order_detail: { product_infos: [{ ...detail.product_infos[0], real_price: 0.5 }] } } },
      'field.amount',
      '',
    ],
    [
      'an after-sale nobody knows',
      {
        order: { ...order, order_detail: detail },
        aftersales: [
          { after_sale_order_id: '19', update_time: 1764000200, status: 'X', type: 'REFUND', product_info: { product_id: '1' } },
        ],
      },
      'field.choice',
      '/aftersales/0/status',
    ],
    ['nothing at all', null, 'field.object', ''],
  ])('is a fault with %s', (_what, body, code, detailOfFault) => {
    expect(read(body)).toMatchObject({ fault: { code, detail: expect.stringContaining(detailOfFault) } });
  });
});
