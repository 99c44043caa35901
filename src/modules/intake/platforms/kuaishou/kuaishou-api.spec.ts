import { createHmac } from 'node:crypto';
import type { ApiCall, ApiShop } from '../platform-api.js';
import { kuaishouApi as api } from './kuaishou-api.js';
import { hmacSignature, signedText } from './kuaishou-request.js';

const CREDENTIALS = { appKey: 'ks123', messageKey: 'x', appSecret: 'app-secret', signSecret: 'sign-secret', accessToken: 'first' };
const shop = (more: Partial<ApiShop> = {}): ApiShop => ({ credentials: CREDENTIALS, externalShopId: '2345', tokens: null, ...more });
const NOW = new Date(1_583_271_919_000);
const TOKENS = { accessToken: 'second', refreshToken: 'next', expiresAt: NOW };
const DETAIL: ApiCall = { name: 'open.order.detail', params: { oid: '9253650001234567890' } };

describe('A request to 快手小店', () => {
  it('is signed over its sorted parameters, as the documentation writes them', () => {
    const param = '{"title":"短袖", "relItemId":123456, "categoryId":12}';
    const params = {
      access_token: 'xxx',
      appkey: 'ks123',
      method: 'open.xxx.xxx',
      param,
      signMethod: 'HMAC_SHA256',
      timestamp: '1583271919000',
    };
    const text = `access_token=xxx&appkey=ks123&method=open.xxx.xxx&param=${param}&signMethod=HMAC_SHA256&timestamp=1583271919000&version=1&signSecret=xxxxxx`;
    expect(signedText({ version: '1', ...params }, 'xxxxxx')).toBe(text);
    expect(hmacSignature({ version: '1', ...params }, 'xxxxxx')).toBe(createHmac('sha256', 'xxxxxx').update(text).digest('base64'));
  });

  it('carries ids of any length as bare numbers, and its signature', () => {
    const request = api.request(DETAIL, shop(), NOW)!;
    const url = new URL(request.path, 'https://x');
    const { sign, ...params } = Object.fromEntries(url.searchParams);
    expect(url.pathname).toBe('/open/order/detail');
    expect(params).toEqual({
      access_token: 'first',
      appkey: 'ks123',
      method: 'open.order.detail',
      param: '{"oid":9253650001234567890}',
      signMethod: 'HMAC_SHA256',
      timestamp: '1583271919000',
      version: '1',
    });
    expect(sign).toBe(hmacSignature(params, 'sign-secret'));
    expect([request.method, request.body]).toEqual(['GET', null]);
  });

  it('for new tokens goes out as a form, with the app’s secret and no signature', () => {
    const renewal = api.renewal(shop({ tokens: TOKENS }))!;
    expect(api.request(renewal, shop({ tokens: TOKENS }), NOW)).toEqual({
      method: 'POST',
      path: '/oauth2/refresh_token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=refresh_token&refresh_token=next&app_id=ks123&app_secret=app-secret',
    });
  });

  it('uses renewed tokens before those of the credentials', () => {
    expect(api.request(DETAIL, shop({ tokens: TOKENS }), NOW)!.path).toContain('access_token=second');
    expect(api.renewal(shop({ credentials: { ...CREDENTIALS, refreshToken: 'r' } }))!.params).toEqual({ refreshToken: 'r' });
  });

  it.each(['signSecret', 'accessToken'])('is not made without the %s', (missing) => {
    expect(api.request(DETAIL, shop({ credentials: { ...CREDENTIALS, [missing]: '' } }), NOW)).toBeNull();
  });

  it('for new tokens is not made without a refresh token or the app’s secret', () => {
    expect(api.renewal(shop())).toBeNull();
    expect(api.renewal(shop({ tokens: { ...TOKENS, refreshToken: null } }))).toBeNull();
    const renewal = api.renewal(shop({ tokens: TOKENS }))!;
    expect(api.request(renewal, shop({ credentials: { ...CREDENTIALS, appSecret: '' } }), NOW)).toBeNull();
  });
});

describe('An answer of 快手小店', () => {
  it.each([
    [200, { result: 1, data: { a: 1 } }, { kind: 'answer', data: { a: 1 } }],
    [200, { result: 1, access_token: 'a', expires_in: 5 }, { kind: 'answer', data: { access_token: 'a', expires_in: 5 } }],
    [200, { result: 100200102, error: 'access_denied', error_msg: 'TOKEN过期' }, { kind: 'token-expired' }],
    [200, { result: 100200102, error: 'access_denied', error_msg: '' }, { kind: 'token-expired' }],
    [200, { result: 24, error_msg: '鉴权失败' }, { kind: 'token-expired' }],
    [200, { result: 100200102, error: 'access_denied', error_msg: 'refreshToken.discarded' }, { kind: 'refused' }],
    [200, { result: 5, error_msg: 'Exceed qps limit, KEY [apiId:open.order.detail;appkey:ks1]' }, { kind: 'busy' }],
    [200, { result: 5, error_msg: '[1017] exceed quota limit,[apiId:x]' }, { kind: 'busy' }],
    [200, { result: 100200500, error_msg: 'server_error' }, { kind: 'busy' }],
    [429, null, { kind: 'busy', retryAfterMs: 2_000 }],
    [503, '', { kind: 'busy' }],
    [200, { result: 300011, error_msg: 'REFUND ORDER NOT FOUND' }, { kind: 'not-found' }],
    [200, { result: 7, error_msg: '订单不存在' }, { kind: 'not-found' }],
    [200, { result: 9, error_msg: '签名校验失败' }, { kind: 'refused', fault: { detail: '9  签名校验失败' } }],
    [200, null, { kind: 'refused' }],
    [404, 'x', { kind: 'refused' }],
  ])('with status %i and %j is %j', (status, body, verdict) => {
    expect(api.judge(status, { 'retry-after': '2' }, body)).toMatchObject(verdict);
  });

  it('to a renewal holds the new tokens', () => {
    const data = { access_token: 'a'.repeat(300), refresh_token: 'r', expires_in: 172800 };
    expect(api.tokensIn(data, NOW)).toEqual({ accessToken: 'a'.repeat(300), refreshToken: 'r', expiresAt: new Date(1_583_444_719_000) });
    for (const none of [null, {}, { access_token: 'a' }, { expires_in: 5 }, 'x']) expect(api.tokensIn(none, NOW)).toBeNull();
  });
});

describe('Fetching from 快手小店', () => {
  it('brings the order with the details of each of its refunds', async () => {
    const asked: ApiCall[] = [];
    const order = { orderBaseInfo: { oid: 5 }, orderRefundList: [{ refundId: '9007199254740993' }, { refundId: 8 }] };
    const ask = async (call: ApiCall) => {
      asked.push(call);
      return call.name === 'open.order.detail' ? order : call.params;
    };
    expect(await api.fetchOrder('5', ask)).toEqual({ order, refunds: [{ refundId: '9007199254740993' }, { refundId: '8' }] });
    expect(asked.map(({ name }) => name)).toEqual([
      'open.order.detail',
      'open.seller.order.refund.detail',
      'open.seller.order.refund.detail',
    ]);
  });

  it('brings nothing of an order the platform does not or cannot know', async () => {
    expect(await api.fetchOrder('5', async () => null)).toBeNull();
    expect(await api.fetchOrder('not a number', async () => Promise.reject(new Error('asked')))).toBeNull();
  });

  it('lists changed orders and the orders of changed refunds, from cursor to cursor', async () => {
    const asked: ApiCall[] = [];
    const base = { oid: 1, status: 30, createTime: 1_764_000_000_000, payTime: 1_764_000_100_000, totalFee: 3490, expressFee: 500 };
    const order = { orderBaseInfo: base, orderItemInfo: { itemId: 1, num: 1 } };
    const answers = [
      { orderList: [order], cursor: 'c1' },
      { orderList: [{ orderBaseInfo: { oid: 2 } }], cursor: 'nomore' },
      { refundOrderInfoList: [{ oid: 3 }], pcursor: 'p1' },
      { refundOrderInfoList: [], pcursor: 'p1' },
    ];
    const ask = async (call: ApiCall) => {
      asked.push(call);
      return answers[asked.length - 1];
    };
    const listed = [];
    for await (const page of api.listChanged(new Date(1_764_000_000_000), new Date(1_764_003_600_000), ask)) listed.push(...page);
    expect(listed).toEqual([
      { orderNo: '1', paidAt: new Date(1_764_000_100_000), paidFen: 2990 },
      { orderNo: '2', paidAt: null, paidFen: null },
      { orderNo: '3', paidAt: null, paidFen: null },
    ]);
    expect(asked.map(({ params }) => params.cursor ?? params.pcursor)).toEqual(['', 'c1', '', 'p1']);
    expect(asked[0]!.params).toMatchObject({ beginTime: 1_764_000_000_000, endTime: 1_764_003_600_000, queryType: 2 });
  });
});

describe('A fetched order of 快手小店', () => {
  const base = { oid: 5, status: 30, createTime: 1_764_000_000_000, updateTime: 1_764_000_000_000, totalFee: 3490, expressFee: 500 };
  const order = (more: object = {}, other: object = {}) => ({
    orderBaseInfo: { ...base, ...more },
    orderItemInfo: { itemId: 1, num: 1 },
    ...other,
  });
  const refund = { refundId: 8, oid: 5, handlingWay: 10, status: 60, refundFee: 100, updateTime: 1_764_000_000_000 };
  const read = (body: unknown) => api.read({ shopDbId: '7', key: 'k', body });

  it.each([
    ['nothing', {}, 'field.object'],
    ['no item', { order: order({}, { orderItemInfo: null }) }, 'field.object'],
    ['no number', { order: order({ oid: '' }) }, 'field.required'],
    ['a status nobody knows', { order: order({ status: 0 }) }, 'order.status'],
    ['a negative amount', { order: order({ totalFee: -1 }) }, 'field.amount'],
    ['less paid than its freight', { order: order({ totalFee: 400 }) }, 'line.paid'],
    ['no time of change', { order: order({ updateTime: 0 }) }, 'field.required'],
    ['a refund without details', { order: order({}, { orderRefundList: [{ refundId: 8 }] }), refunds: [] }, 'refund.no-details'],
    ['a refund of another order', { order: order(), refunds: [{ ...refund, oid: 6 }] }, 'refund.other-order'],
    ['a refund in a way nobody knows', { order: order(), refunds: [{ ...refund, handlingWay: 2 }] }, 'refund.type'],
    ['a refund in a status nobody knows', { order: order(), refunds: [{ ...refund, status: 61 }] }, 'refund.status'],
    ['a negative refund', { order: order(), refunds: [{ ...refund, refundFee: -100 }] }, 'field.amount'],
  ])('with %s is a fault', (_what, body, code) => {
    expect(read(body)).toMatchObject({ fault: { code } });
  });

  it('is nothing more than a fault when it is no object', () => {
    for (const body of [null, 5, 'x', []]) expect(read(body)).toMatchObject({ fault: { code: 'field.object' } });
  });
});
