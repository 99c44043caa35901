import type { ApiCall, ApiShop } from '../platform-api.js';
import { douyinApi as api } from './douyin-api.js';
import { hmacSignature, signedText, sortedJson } from './douyin-request.js';
import { createHash } from 'node:crypto';

const CREDENTIALS = { appKey: '6844048284663924231', appSecret: '749698a6-fcb3-4358-b241-ec1d93cf9c1f', accessToken: 'first' };
const shop = (more: Partial<ApiShop> = {}): ApiShop => ({ credentials: CREDENTIALS, externalShopId: '12345678', tokens: null, ...more });
const NOW = new Date('2020-07-05T14:33:59Z');
const TOKENS = { accessToken: 'second', refreshToken: 'next', expiresAt: NOW };

describe('A request to 抖店', () => {
  const PARAMS = {
    app_key: '6844048284663924231',
    method: 'product.list',
    param_json: '{"page":"0","size":"20"}',
    timestamp: '2020-07-05 22:33:59',
    v: '2',
  };

  it('is signed as in the example of the documentation', () => {
    expect(createHash('md5').update(signedText(PARAMS, CREDENTIALS.appSecret)).digest('hex')).toBe('0a1288b4f742252692e6d5e006035e82');
    expect(hmacSignature(PARAMS, CREDENTIALS.appSecret)).toBe('a84fc5747114e63196565192a19f80d9d78819b8c8f5940eeb282bf78260901d');
  });

  it('carries the signature, Beijing time and the parameters as signed', () => {
    const request = api.request({ name: 'product.list', params: { size: '20', page: '0' } }, shop(), NOW)!;
    const url = new URL(request.path, 'https://x');
    expect(url.pathname).toBe('/product/list');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      app_key: PARAMS.app_key,
      method: PARAMS.method,
      timestamp: PARAMS.timestamp,
      v: '2',
      sign_method: 'hmac-sha256',
      sign: 'a84fc5747114e63196565192a19f80d9d78819b8c8f5940eeb282bf78260901d',
      access_token: 'first',
    });
    expect([request.method, request.body]).toEqual(['POST', PARAMS.param_json]);
  });

  it('writes JSON as the platform signs it', () => {
    expect(sortedJson({ b: [{ d: 1, c: '<a & b>' }], a: null })).toBe('{"a":null,"b":[{"c":"\\u003ca \\u0026 b\\u003e","d":1}]}');
  });

  it('uses renewed tokens before those of the credentials, and none to renew', () => {
    const call: ApiCall = { name: 'order.orderDetail', params: {} };
    expect(api.request(call, shop({ tokens: TOKENS }), NOW)!.path).toContain('access_token=second');
    const renewal = api.renewal(shop({ tokens: TOKENS }))!;
    expect(renewal).toEqual({ name: 'token.refresh', params: { grant_type: 'refresh_token', refresh_token: 'next' } });
    expect(api.request(renewal, shop({ tokens: TOKENS }), NOW)!.path).not.toContain('access_token');
  });

  it('is not made without a token', () => {
    const { accessToken: _none, ...withoutToken } = CREDENTIALS;
    expect(api.request({ name: 'order.orderDetail', params: {} }, shop({ credentials: withoutToken }), NOW)).toBeNull();
    expect(api.renewal(shop())).toBeNull();
    expect(api.renewal(shop({ credentials: { ...CREDENTIALS, refreshToken: 'r' } }))).toMatchObject({ params: { refresh_token: 'r' } });
    expect(api.renewal(shop({ tokens: { ...TOKENS, refreshToken: null } }))).toBeNull();
  });
});

describe('An answer of 抖店', () => {
  it.each([
    [200, { code: 10000, data: { a: 1 } }, { kind: 'answer', data: { a: 1 } }],
    [200, { code: '10000' }, { kind: 'answer', data: null }],
    [200, { code: 40003, sub_code: 'isv.access-token-expired' }, { kind: 'token-expired' }],
    [200, { code: 40003, sub_code: 'isv.access-token-no-existed' }, { kind: 'token-expired' }],
    [200, { code: 40004, sub_code: 'isv.parameter-invalid:20001' }, { kind: 'not-found' }],
    [200, { code: 50002, sub_code: 'isv.business-failed:20015' }, { kind: 'not-found' }],
    [200, { code: 60000, sub_code: 'x' }, { kind: 'busy', retryAfterMs: 3_000 }],
    [200, { code: 50002, sub_code: 'isv.business-failed:20004' }, { kind: 'busy', retryAfterMs: 3_000 }],
    [429, null, { kind: 'busy', retryAfterMs: 3_000 }],
    [502, '<html>', { kind: 'busy', retryAfterMs: 3_000 }],
    [200, { code: 40003, msg: '非法的参数', sub_code: 'isv.signature-invalid', sub_msg: '签名校验失败' }, { kind: 'refused' }],
    [200, { code: 50002, sub_code: 'isv.business-failed:31009' }, { kind: 'refused' }],
    [404, 'not here', { kind: 'refused' }],
    [200, null, { kind: 'refused' }],
    [200, [], { kind: 'refused' }],
  ])('with status %i and %j is %j', (status, body, verdict) => {
    expect(api.judge(status, { 'retry-after': '3' }, body)).toMatchObject(verdict);
  });

  it('to a renewal holds the new tokens', () => {
    const data = { access_token: 'a', refresh_token: 'r', expires_in: 604800, shop_id: 1 };
    expect(api.tokensIn(data, NOW)).toEqual({ accessToken: 'a', refreshToken: 'r', expiresAt: new Date('2020-07-12T14:33:59Z') });
    for (const none of [null, {}, { access_token: 'a' }, { expires_in: 5 }, { access_token: '', expires_in: 5 }, 'x'])
      expect(api.tokensIn(none, NOW)).toBeNull();
  });
});

describe('Fetching from 抖店', () => {
  it('brings the order with all pages of its after-sales cases', async () => {
    const asked: ApiCall[] = [];
    const cases = Array.from({ length: 101 }, (_, id) => ({ id }));
    const ask = async (call: ApiCall) => {
      asked.push(call);
      if (call.name === 'order.orderDetail') return { shop_order_detail: { order_id: '69' } };
      const from = Number(call.params.page) * 100;
      return { items: cases.slice(from, from + 100), total: 101 };
    };
    const fetched = (await api.fetchOrder('69', ask))!;
    expect(fetched.order).toEqual({ order_id: '69' });
    expect(new Set(fetched.afterSales as unknown[])).toEqual(new Set(cases));
    expect(asked[0]).toEqual({ name: 'order.orderDetail', params: { shop_order_id: '69' } });
    expect(asked[1]).toEqual({ name: 'afterSale.List', params: { order_id: '69', need_special_type: true, page: 0, size: 100 } });
  });

  it('brings nothing of an order the platform does not know', async () => {
    expect(await api.fetchOrder('69', async () => null)).toBeNull();
  });

  it('brings an order without after-sales cases', async () => {
    const ask = async ({ name }: ApiCall) => (name === 'order.orderDetail' ? { shop_order_detail: { order_id: '69' } } : null);
    expect(await api.fetchOrder('69', ask)).toEqual({ order: { order_id: '69' }, afterSales: [] });
  });

  it('lists what was changed, and misses no order that is changed while the pages are read', async () => {
    let changed = Array.from({ length: 250 }, (_, index) => ({ order_id: `o${index}` }));
    const cases = [{ order_info: { shop_order_id: 'r1' } }];
    const ask = async ({ name, params }: ApiCall) => {
      if (name === 'afterSale.List') return { items: cases, total: 1 };
      expect(params).toMatchObject({
        update_time_start: 1_764_000_000,
        update_time_end: 1_764_003_599,
        order_by: 'update_time',
        order_asc: true,
      });
      const from = Number(params.page) * 100;
      const answer = { shop_order_list: changed.slice(from, from + 100), total: changed.length };
      changed = changed.slice(7);
      return answer;
    };
    const listed: string[] = [];
    for await (const page of api.listChanged(new Date(1_764_000_000_000), new Date(1_764_003_600_000), ask))
      listed.push(...page.map(({ orderNo }) => orderNo));
    // The first 28 are changed again during the four answers: they belong to the next stretch.
    const missing = Array.from({ length: 250 }, (_, index) => `o${index}`).filter((orderNo) => !listed.includes(orderNo));
    expect(missing.every((orderNo) => Number(orderNo.slice(1)) < 28)).toBe(true);
    expect(listed).toContain('r1');
  });

  it('lists when an order was paid and what for, and nothing of it where it cannot be read', async () => {
    const child = { order_id: '69', product_id: 1, item_num: 1, pay_amount: 2990, post_amount: 90 };
    const order = {
      order_id: '69',
      order_status: 2,
      create_time: 1_764_000_000,
      pay_time: 1_764_000_100,
      pay_type: 1,
      sku_order_list: [child],
    };
    const ask = async ({ name }: ApiCall) =>
      name === 'order.searchList' ? { shop_order_list: [order, { order_id: '70' }], total: 2 } : { items: [], total: 0 };
    const pages = [];
    for await (const page of api.listChanged(new Date(1_764_000_000_000), new Date(1_764_000_001_000), ask)) pages.push(page);
    expect(pages[0]).toEqual([
      { orderNo: '69', paidAt: new Date(1_764_000_100_000), paidFen: 2900 },
      { orderNo: '70', paidAt: null, paidFen: null },
    ]);
  });

  it('asks nothing about an empty stretch', async () => {
    const ask = async () => Promise.reject(new Error('asked'));
    const at = new Date(1_764_000_000_000);
    expect(await api.listChanged(at, at, ask)[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
  });
});

describe('A fetched order of 抖店', () => {
  const child = { order_id: '69', product_id: 1, item_num: 1, pay_amount: 2990, post_amount: 90 };
  const order = { order_id: '69', order_status: 2, create_time: 1_764_000_000, update_time: 1_764_000_000, sku_order_list: [child] };
  const read = (body: unknown) => api.read({ shopDbId: '7', key: 'k', body });
  const info = {
    aftersale_id: '5',
    aftersale_type: 1,
    aftersale_status: 12,
    update_time: 1_764_000_000,
    refund_amount: 5,
    related_id: '69',
  };
  const withCase = (more: object) => ({
    order,
    afterSales: [{ aftersale_info: { ...info, ...more }, order_info: { shop_order_id: '69' } }],
  });

  it.each([
    ['no order', {}, 'field.object'],
    ['no number', { order: { ...order, order_id: '' } }, 'field.required'],
    ['no lines', { order: { ...order, sku_order_list: [] } }, 'order.no-lines'],
    ['a line twice', { order: { ...order, sku_order_list: [child, child] } }, 'order.line-twice'],
    ['a negative amount', { order: { ...order, sku_order_list: [{ ...child, pay_amount: -1 }] } }, 'field.amount'],
    ['half a fen', { order: { ...order, sku_order_list: [{ ...child, pay_amount: 0.5 }] } }, 'field.amount'],
    ['less paid than its freight', { order: { ...order, sku_order_list: [{ ...child, pay_amount: 80 }] } }, 'line.paid'],
    ['a status nobody knows', { order: { ...order, order_status: 77 } }, 'order.status'],
    ['no time of change', { order: { ...order, update_time: 0 } }, 'field.required'],
    ['a refund of less than its freight', withCase({ refund_post_amount: 6 }), 'refund.amount'],
    ['a refund of a type nobody knows', withCase({ aftersale_type: 9 }), 'refund.type'],
    ['a refund in a status nobody knows', withCase({ aftersale_status: 99 }), 'refund.status'],
    [
      'a refund of another order',
      { order, afterSales: [{ aftersale_info: info, order_info: { shop_order_id: '70' } }] },
      'refund.other-order',
    ],
    [
      'a refund whose parts are not its sum',
      {
        order,
        afterSales: [
          {
            aftersale_info: info,
            order_info: {
              shop_order_id: '69',
              related_order_info: [{ sku_order_id: '69', aftersale_pay_amount: 4 }, { sku_order_id: '70' }],
            },
          },
        ],
      },
      'refund.parts',
    ],
  ])('with %s is a fault', (_what, body, code) => {
    expect(read(body)).toMatchObject({ fault: { code } });
  });

  it('is nothing more than a fault when it is no object', () => {
    for (const body of [null, 5, 'x', []]) expect(read(body)).toMatchObject({ fault: { code: 'field.object' } });
  });
});
