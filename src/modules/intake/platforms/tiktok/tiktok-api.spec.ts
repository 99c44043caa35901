import type { ApiCall, ApiShop, ListedOrder } from '../platform-api.js';
import { tiktokApi } from './tiktok-api.js';
import { callSignature } from './tiktok-signature.js';

const NOW = new Date('2025-11-25T00:00:00Z');
const CREDENTIALS = {
  appKey: 'key1',
  appSecret: 'secretsecretsecret',
  accessToken: 'first',
  refreshToken: 'again&',
  shopCipher: 'ROW_x+y=',
};
const SHOP: ApiShop = { credentials: CREDENTIALS, externalShopId: '7', tokens: null };
const tokens = { accessToken: 'second', refreshToken: 'next', expiresAt: NOW };

describe('A call', () => {
  it('that reads is signed in its query', () => {
    const request = tiktokApi.request({ name: '/order/202309/orders', params: { ids: '57' } }, SHOP, NOW);
    const query = { app_key: 'key1', timestamp: '1764028800', shop_cipher: 'ROW_x+y=', ids: '57' };
    const sign = callSignature(CREDENTIALS.appSecret, '/order/202309/orders', query, null);
    expect(request).toEqual({
      method: 'GET',
      path: `/order/202309/orders?app_key=key1&timestamp=1764028800&shop_cipher=ROW_x%2By%3D&ids=57&sign=${sign}`,
      headers: { 'content-type': 'application/json', 'x-tts-access-token': 'first' },
      body: null,
    });
  });

  it('that searches is signed with its body, by the tokens of last', () => {
    const call = { name: '/return_refund/202309/returns/search', params: { order_ids: ['57'], page_size: 50, page_token: 'p' } };
    const request = tiktokApi.request(call, { ...SHOP, tokens }, NOW);
    const query = { app_key: 'key1', timestamp: '1764028800', shop_cipher: 'ROW_x+y=', page_size: '50', page_token: 'p' };
    const sign = callSignature(CREDENTIALS.appSecret, call.name, query, '{"order_ids":["57"]}');
    expect(request).toMatchObject({ method: 'POST', body: '{"order_ids":["57"]}', headers: { 'x-tts-access-token': 'second' } });
    expect(request?.path).toContain(`&sign=${sign}`);
  });

  it('for new tokens shows the secret, and is not signed', () => {
    const call = tiktokApi.renewal(SHOP)!;
    const path = (shop: ApiShop) => tiktokApi.request(call, shop, NOW)?.path;
    const common = '/api/v2/token/refresh?app_key=key1&app_secret=secretsecretsecret';
    expect(path(SHOP)).toBe(`${common}&refresh_token=again%26&grant_type=refresh_token`);
    expect(path({ ...SHOP, tokens })).toBe(`${common}&refresh_token=next&grant_type=refresh_token`);
  });

  it('is none without any token; nothing is renewed without a refresh token', () => {
    const bare = { ...SHOP, credentials: { appKey: 'key1', appSecret: 'secretsecretsecret' } };
    expect(tiktokApi.request({ name: '/order/202309/orders', params: { ids: '57' } }, bare, NOW)).toBeNull();
    expect(tiktokApi.renewal(bare)).toBeNull();
    const onlyAccess = { ...SHOP, credentials: { ...bare.credentials, accessToken: 'first' } };
    expect(tiktokApi.renewal(onlyAccess)).toBeNull();
    expect(tiktokApi.request({ name: '/order/202309/orders', params: { ids: '57' } }, onlyAccess, NOW)?.path).not.toContain('shop_cipher');
  });
});

describe('An answer', () => {
  it.each([
    [200, { code: 0, data: { orders: [] } }, 'answer'],
    [200, { code: 0 }, 'answer'],
    [200, { code: 105002 }, 'token-expired'],
    [401, { code: 105001 }, 'token-expired'],
    [429, { code: 36009002 }, 'busy'],
    [502, '<html>', 'busy'],
    [404, null, 'not-found'],
    [400, { code: 36009004, message: 'invalid sign' }, 'refused'],
    [200, 'text', 'refused'],
    [200, {}, 'refused'],
  ])('of status %d with %j means %s', (status, body, kind) => {
    expect(tiktokApi.judge(status, {}, body).kind).toBe(kind);
  });

  it('hands over its data, and says when to come back', () => {
    expect(tiktokApi.judge(200, {}, { code: 0, data: { orders: [] } })).toEqual({ kind: 'answer', data: { orders: [] } });
    expect(tiktokApi.judge(429, { 'retry-after': '2' }, null)).toEqual({ kind: 'busy', retryAfterMs: 2_000 });
  });

  it('has tokens that end at a moment, or after a while', () => {
    const told = { access_token: 'T', refresh_token: 'R', access_token_expire_in: 1764600000 };
    expect(tiktokApi.tokensIn(told, NOW)).toEqual({ accessToken: 'T', refreshToken: 'R', expiresAt: new Date(1764600000_000) });
    expect(tiktokApi.tokensIn({ access_token: 'T', access_token_expire_in: 60 }, NOW)).toEqual({
      accessToken: 'T',
      refreshToken: null,
      expiresAt: new Date(NOW.getTime() + 60_000),
    });
    expect(tiktokApi.tokensIn({ refresh_token: 'R' }, NOW)).toBeNull();
  });
});

describe('The list of what changed', () => {
  it('has the orders of all pages with their sums, and those of returns and cancellations', async () => {
    const order = {
      id: '1',
      status: 'COMPLETED',
      create_time: 1763999999,
      paid_time: 1764000000,
      payment: { currency: 'CNY' },
      line_items: [
        { id: '1', product_id: '11', sale_price: '29.90' },
        { id: '2', product_id: '11', sale_price: '0.1' },
      ],
    };
    const answers: Readonly<Record<string, unknown>> = {
      '/order/202309/orders/search': { orders: [order, { id: '2', payment: { currency: 'USD' } }], next_page_token: 'p' },
      '/order/202309/orders/search p': { orders: [{ id: '3' }, {}], next_page_token: 'p' },
      '/return_refund/202309/returns/search': { return_orders: [{ order_id: '4' }] },
      '/return_refund/202309/cancellations/search': { cancellations: [{ order_id: '5' }] },
    };
    const calls: ApiCall[] = [];
    const listed: ListedOrder[] = [];
    const ask = (call: ApiCall) => {
      calls.push(call);
      return Promise.resolve(answers[[call.name, call.params.page_token].filter(Boolean).join(' ')] ?? null);
    };
    for await (const page of tiktokApi.listChanged(NOW, new Date(NOW.getTime() + 1_500), ask)) listed.push(...page);
    const unknown = { paidAt: null, paidFen: null };
    expect(listed).toEqual([
      { orderNo: '1', paidAt: new Date(1764000000_000), paidFen: 3000 },
      { orderNo: '2', ...unknown },
      { orderNo: '3', ...unknown },
      { orderNo: '4', ...unknown },
      { orderNo: '5', ...unknown },
    ]);
    expect(calls.map(({ params }) => params)).toContainEqual({ update_time_ge: 1764028800, update_time_lt: 1764028802, page_size: 50 });
  });
});

describe('An order that is fetched', () => {
  const item = { id: '1', product_id: '11', sale_price: '10.00' };
  const order = {
    id: '57',
    status: 'AWAITING_SHIPMENT',
    create_time: 1764000000,
    update_time: 1764000100,
    paid_time: 1764000050,
    payment: { currency: 'CNY', shipping_fee: '6.00' },
    line_items: [item],
  };
  const amount = { currency: 'CNY', refund_total: '16.00', refund_shipping_fee: '6.00' };
  const request = {
    return_id: '9',
    return_type: 'REFUND',
    return_status: 'RETURN_OR_REFUND_REQUEST_COMPLETE',
    update_time: 1764000200,
    return_line_items: [{ order_line_item_id: '1', refund_amount: amount }],
  };
  const read = (body: unknown) => tiktokApi.read({ shopDbId: '7', key: 'key', body });

  it('is null if the platform does not know it', async () => {
    expect(await tiktokApi.fetchOrder('57', () => Promise.resolve({ orders: [] }))).toBeNull();
    expect(await tiktokApi.fetchOrder('57', () => Promise.resolve(null))).toBeNull();
  });

  it('in yuan is told in fen, freight apart', () => {
    expect(read({ order, returns: [request] })).toMatchObject({
      said: [
        { header: { currency: 'CNY', freightFen: 600, lines: [{ paidFen: 1000, originalAmount: null }] } },
        { refunds: [{ amountFen: 1000, freightFen: 600, originalAmount: null }] },
      ],
    });
  });

  it('may have a return without an amount as long as nothing was paid back', () => {
    const pending = { ...request, return_status: 'AWAITING_BUYER_SHIP', return_line_items: [{ order_line_item_id: '1' }] };
    expect(read({ order, returns: [pending] })).toMatchObject({ said: [{}, { refunds: [{ status: 'requested', amountFen: 0 }] }] });
  });

  it('that replaces another one is not paid again', () => {
    expect(read({ order: { ...order, is_replacement_order: true } })).toMatchObject({ said: [{ header: { lines: [{ paidFen: 0 }] } }] });
  });

  it.each([
    ['UNPAID', 'created'],
    ['ON_HOLD', 'paid'],
    ['AWAITING_SHIPMENT', 'paid'],
    ['PARTIALLY_SHIPPING', 'paid'],
    ['AWAITING_COLLECTION', 'paid'],
    ['IN_TRANSIT', 'shipped'],
    ['DELIVERED', 'shipped'],
    ['COMPLETED', 'completed'],
    ['CANCEL', 'closed'],
    ['CANCELLED', 'closed'],
  ])('of status %s is %s', (told, status) => {
    expect(read({ order: { ...order, status: told } })).toMatchObject({ said: [{ header: { status } }] });
  });

  it.each([
    ['a status nobody knows', { order: { ...order, status: 'LOST' } }, 'field.choice'],
    ['a line item that stands twice', { order: { ...order, line_items: [item, item] } }, 'order.line-twice'],
    ['no line items', { order: { ...order, line_items: [] } }, 'order.no-lines'],
    ['no currency', { order: { ...order, payment: {} } }, 'order.currency'],
    ['a currency that is none', { order: { ...order, payment: { currency: 'usd' } } }, 'order.currency'],
    ['a price that is a number', { order: { ...order, line_items: [{ ...item, sale_price: 10 }] } }, 'field.text'],
    ['a negative price', { order: { ...order, line_items: [{ ...item, sale_price: '-1.00' }] } }, 'field.amount'],
    ['a third decimal of yuan', { order: { ...order, line_items: [{ ...item, sale_price: '1.001' }] } }, 'field.amount'],
    [
      'a refund below its own parts',
      {
        order,
        returns: [{ ...request, return_line_items: [{ order_line_item_id: '1', refund_amount: { ...amount, refund_total: '5' } }] }],
      },
      'field.amount',
    ],
    [
      'a refund in another currency',
      { order, returns: [{ ...request, return_line_items: [{ order_line_item_id: '1', refund_amount: { ...amount, currency: 'USD' } }] }] },
      'refund.currency',
    ],
    [
      'a refund without an amount',
      { order, returns: [{ ...request, return_line_items: [{ order_line_item_id: '1' }] }] },
      'field.required',
    ],
    ['a return of a status nobody knows', { order, returns: [{ ...request, return_status: 'LOST' }] }, 'field.choice'],
  ])('is a fault with %s', (_what, body, code) => {
    expect(read(body)).toMatchObject({ fault: { code } });
  });
});
