import type { SaidRefund } from '../../../orders/index.js';
import type { ApiCall, ApiShop, ListedOrder } from '../platform-api.js';
import type { Reading } from '../reading.js';
import { stripped } from '../stripped.spec-support.js';
import { youzanApi } from './youzan-api.js';
import { youzanFields } from './youzan-fields.js';
import { readYouzanMessage } from './youzan-messages.js';

const NOW = new Date('2026-11-22T02:00:00Z');
const CREDENTIALS = { clientId: 'a1b2c3d4', clientSecret: '01234567' };
const SHOP: ApiShop = {
  credentials: CREDENTIALS,
  externalShopId: '160',
  tokens: { accessToken: 'token/1', refreshToken: null, expiresAt: NOW },
};
const DETAIL: ApiCall = { name: 'youzan.trade.get/4.0.2', params: { tid: 'E1' } };

const ANSWER = {
  full_order_info: {
    order_info: {
      tid: 'E1',
      status: 'TRADE_CLOSED',
      type: 85,
      created: '2026-11-20 10:00:00',
      update_time: '2026-11-21 10:00:09',
      pay_time: '2026-11-20 10:00:04',
      consign_time: '',
    },
    buyer_info: { yz_open_id: 'oBuyer0001', buyer_phone: '13800001234' },
    pay_info: { total_fee: '70.00', post_fee: '8.00', payment: '78.00' },
    orders: [
      { oid: '11', item_id: 101, sku_id: 0, title: '小米', num: 2, payment: '33.43' },
      { oid: '12', item_id: 102, sku_id: 5, title: '核桃', num: 1, payment: '44.57' },
    ],
  },
  refund_order: [
    { refund_id: 'R1', refund_type: 1, refund_fee: '33.43', refund_state: 60, oids: [{ oid: '11' }] },
    { refund_id: 'R2', refund_type: 1, refund_fee: '5.00', refund_state: 60, oids: ['12'] },
    { refund_id: 'R3', refund_type: 5, refund_fee: '0.00', refund_state: 45, oids: [{ oid: '12' }] },
  ],
  delivery_order: [{ express_state: 1, oids: [{ oid: '11' }], dists: [{ create_time: '2026-11-20 12:00:00' }] }],
};
const REFUND_LIST = {
  total: 1,
  refunds: [{ refund_id: 'R1', tid: 'E1', status: 'SUCCESS', modified: '2026-11-21 09:00:00', return_goods: true, buyer: '王小红' }],
};

function answering(...answers: unknown[]): { ask: (call: ApiCall) => Promise<unknown>; calls: ApiCall[] } {
  const calls: ApiCall[] = [];
  return { calls, ask: (call) => Promise.resolve(answers[calls.push(call) - 1] ?? null) };
}

describe('A call of Youzan', () => {
  it('carries its token in the address and its parameters as JSON', () => {
    expect(youzanApi.request(DETAIL, SHOP, NOW)).toEqual({
      method: 'POST',
      path: '/api/youzan.trade.get/4.0.2?access_token=token%2F1',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: '{"tid":"E1"}',
    });
  });

  it('goes out with the token that was typed in, and without one if a first one can be got', () => {
    const typed = { ...SHOP, tokens: null, credentials: { ...CREDENTIALS, accessToken: 'typed' } };
    expect(youzanApi.request(DETAIL, typed, NOW)?.path).toBe('/api/youzan.trade.get/4.0.2?access_token=typed');
    expect(youzanApi.request(DETAIL, { ...SHOP, tokens: null }, NOW)?.path).toBe('/api/youzan.trade.get/4.0.2?access_token=');
    expect(youzanApi.request(DETAIL, { ...SHOP, tokens: null, externalShopId: null }, NOW)).toBeNull();
  });
});

describe('A token of Youzan', () => {
  const client = { client_id: 'a1b2c3d4', client_secret: '01234567' };

  it('is got by the shop’s number, or by the refresh token, the latest first', () => {
    expect(youzanApi.renewal(SHOP)).toEqual({
      name: '/auth/token',
      params: { ...client, authorize_type: 'silent', grant_id: '160', refresh: true },
    });
    const typed = { ...SHOP, credentials: { ...CREDENTIALS, refreshToken: 'first' } };
    expect(youzanApi.renewal(typed)?.params).toEqual({ ...client, authorize_type: 'refresh_token', refresh_token: 'first' });
    const renewed = { ...typed, tokens: { accessToken: 'a', refreshToken: 'second', expiresAt: NOW } };
    expect(youzanApi.renewal(renewed)?.params).toMatchObject({ refresh_token: 'second' });
    expect(youzanApi.renewal({ ...SHOP, externalShopId: null })).toBeNull();
  });

  it('is asked for without one', () => {
    const call = youzanApi.renewal(SHOP);
    expect(call === null ? null : youzanApi.request(call, SHOP, NOW)).toMatchObject({
      path: '/auth/token',
      body: expect.stringContaining('"grant_id":"160"'),
    });
  });

  it('comes with the moment it ends', () => {
    const expires = NOW.getTime() + 604_800_000;
    const answer = { access_token: 't', expires, refresh_token: 'r', scope: 'trade', authority_id: '160' };
    expect(youzanApi.tokensIn(answer, NOW)).toEqual({ accessToken: 't', refreshToken: 'r', expiresAt: new Date(expires) });
    expect(youzanApi.tokensIn({ access_token: 't', expires }, NOW)?.refreshToken).toBeNull();
  });

  it.each([null, {}, { access_token: 't' }, { access_token: 't', expires: NOW.getTime() - 1 }, { expires: NOW.getTime() + 1 }])(
    'is none in %j',
    (answer) => {
      expect(youzanApi.tokensIn(answer, NOW)).toBeNull();
    },
  );
});

describe('An answer of Youzan', () => {
  const judged = (body: unknown, status = 200) => youzanApi.judge(status, {}, body);

  it('brings its data', () => {
    expect(judged({ trace_id: 'yz7', code: 200, success: true, message: 'successful', data: { a: 1 } })).toEqual({
      kind: 'answer',
      data: { a: 1 },
    });
  });

  it.each([4201, 4202, 4203])('of code %s wants another token', (code) => {
    expect(judged({ gw_err_resp: { trace_id: 'yz7', err_msg: 'Token', err_code: code } })).toEqual({ kind: 'token-expired' });
  });

  it('is judged where it is an error', () => {
    expect(judged({ gw_err_resp: { err_msg: '请求太频繁', err_code: 4101 } })).toEqual({ kind: 'busy', retryAfterMs: 3_000 });
    expect(judged({ code: 123000042, success: false, message: '请求被限流' })).toMatchObject({ kind: 'busy' });
    expect(judged({ code: 5000, success: false, message: 'trade not found', data: { full_order_info: { orders: [] } } })).toEqual({
      kind: 'not-found',
    });
    expect(judged({ code: 5000, success: false, message: '每页最多显示100条数据' })).toMatchObject({
      kind: 'refused',
      fault: { code: 'api.5000' },
    });
    expect(judged({ gw_err_resp: { err_msg: '无权限访问', err_code: 4204 } })).toEqual({
      kind: 'refused',
      fault: { code: 'api.4204', detail: '无权限访问' },
    });
    expect(judged({ success: false, code: 1103, data: null, message: 'Client 不存在' })).toMatchObject({
      kind: 'refused',
      fault: { code: 'api.1103' },
    });
    expect(judged({}, 502)).toMatchObject({ kind: 'busy' });
    expect(judged('<html>', 200)).toMatchObject({ kind: 'refused' });
    expect(judged({}, 403)).toMatchObject({ kind: 'refused', fault: { code: 'api.http-403' } });
  });
});

describe('An order fetched from Youzan', () => {
  async function fetched(answer: object = ANSWER): Promise<Reading> {
    const order = await youzanApi.fetchOrder('E1', answering(answer, REFUND_LIST).ask);
    return youzanApi.read({ shopDbId: '1', key: 'k', body: stripped(order, youzanFields) });
  }

  it('brings the times of its refunds along, and asks for them only if there are any', async () => {
    const { ask, calls } = answering(ANSWER, REFUND_LIST);
    expect(await youzanApi.fetchOrder('E1', ask)).toMatchObject({ refund_list: [{ refund_id: 'R1', modified: '2026-11-21 09:00:00' }] });
    expect(calls).toEqual([DETAIL, { name: 'youzan.trade.refund.search/3.0.1', params: { tid: 'E1', page_no: 1, page_size: 50 } }]);
    const without = answering({ ...ANSWER, refund_order: [] });
    expect(await youzanApi.fetchOrder('E1', without.ask)).toMatchObject({ refund_list: [] });
    expect(without.calls).toHaveLength(1);
    expect(await youzanApi.fetchOrder('E2', answering(null).ask)).toBeNull();
  });

  it('says the order and each refund, freight apart', async () => {
    expect(await fetched()).toMatchObject({
      about: { orderNo: 'E1' },
      said: [
        {
          saidAt: new Date('2026-11-21T02:00:09.999Z'),
          header: {
            status: 'closed',
            paidAt: '2026-11-20T02:00:04.000Z',
            buyerHash: 'hash of oBuyer0001',
            channel: 'live',
            freightFen: 800,
            lines: [
              { lineNo: '11', paidFen: 3_000, shippedAt: '2026-11-20T04:00:00.000Z' },
              { lineNo: '12', skuId: '5', paidFen: 4_000, shippedAt: null },
            ],
          },
        },
        {
          saidAt: new Date('2026-11-21T02:00:09.999Z'),
          header: null,
          refunds: [
            {
              refundNo: 'R1',
              lineNo: '11',
              itemId: '101',
              amountFen: 3_000,
              freightFen: 343,
              kind: 'return',
              status: 'succeeded',
              succeededAt: '2026-11-21T01:00:00.000Z',
            },
          ],
        },
        {
          saidAt: new Date('2026-11-21T02:00:09.999Z'),
          refunds: [{ refundNo: 'R2', lineNo: '12', amountFen: 500, freightFen: 0, succeededAt: '2026-11-21T02:00:09.000Z' }],
        },
        { refunds: [{ refundNo: 'R3', lineNo: '12', amountFen: 0, kind: 'exchange', status: 'requested', succeededAt: null }] },
      ],
    });
  });

  const refundOf = (more: object) => ({
    ...ANSWER,
    refund_order: [{ refund_id: 'R1', refund_type: 1, refund_fee: '78.00', refund_state: 60, oids: ['11', '12'], ...more }],
  });

  it('spreads a refund of several lines, or of none, over what is left of them, exactly', async () => {
    const [whole, most, half] = [{}, { refund_fee: '77.99' }, { oids: [], refund_fee: '39.00' }];
    for (const [more, first, second] of [
      [whole, { amountFen: 3_000, freightFen: 343 }, { amountFen: 4_000, freightFen: 457 }],
      [most, { amountFen: 3_000, freightFen: 343 }, { amountFen: 4_000, freightFen: 456 }],
      [half, { amountFen: 1_672, freightFen: 0 }, { amountFen: 2_228, freightFen: 0 }],
    ] as const)
      expect(await fetched(refundOf(more))).toMatchObject({
        said: [
          {},
          { refunds: [{ refundNo: 'R1', amountFen: 0, freightFen: 0 }] },
          { refunds: [{ refundNo: 'R1:11', ...first }] },
          { refunds: [{ refundNo: 'R1:12', ...second }] },
        ],
      });
  });

  it('spreads over what other refunds have left', async () => {
    const named = { refund_id: 'R1', refund_type: 1, refund_fee: '33.43', refund_state: 60, oids: ['11'] };
    const rest = { refund_id: 'R2', refund_type: 1, refund_fee: '10.00', refund_state: 60, oids: [] };
    expect(await fetched({ ...ANSWER, refund_order: [rest, named] })).toMatchObject({
      said: [
        {},
        { refunds: [{ refundNo: 'R1', lineNo: '11', amountFen: 3_000, freightFen: 343 }] },
        { refunds: [{ refundNo: 'R2', amountFen: 0 }] },
        { refunds: [{ refundNo: 'R2:11', lineNo: '11', amountFen: 0 }] },
        { refunds: [{ refundNo: 'R2:12', lineNo: '12', amountFen: 1_000 }] },
      ],
    });
  });

  /** What counts of the pushed refund and the fetched order together, as the orders do it: of each refund the latest word. */
  async function counted(pushed: object, answer: object): Promise<SaidRefund[]> {
    const content = { tid: 'E1', refund_id: 'R1', oids: [{ oid: '11' }], refunded_fee: '39.00', ...pushed };
    const body = { type: 'youzan_trade_RefundSuccess', version: Date.parse('2026-11-21T02:00:09.500Z'), content };
    const readings = [await fetched(answer), readYouzanMessage({ shopDbId: '1', key: 'push', body })];
    const words = readings.flatMap((reading) => ('said' in reading ? reading.said : []));
    const inOrder = [...words].sort((one, other) => one.saidAt.getTime() - other.saidAt.getTime());
    return [...new Map(inOrder.flatMap(({ refunds }) => refunds).map((refund) => [refund.refundNo, refund])).values()];
  }

  it('replaces a pushed refund of one line by its parts, so that it counts once', async () => {
    const refunds = await counted({ update_time: '2026-11-21 09:00:00' }, refundOf({ oids: [], refund_fee: '39.00' }));
    expect(refunds.map(({ refundNo, amountFen }) => [refundNo, amountFen])).toEqual([
      ['R1', 0],
      ['R1:11', 1_672],
      ['R1:12', 2_228],
    ]);
  });

  it('says freight apart also where the push told no time but that of its version', async () => {
    const answer = refundOf({ oids: ['11'], refund_fee: '33.43' });
    expect(await counted({ refunded_fee: '33.43' }, answer)).toMatchObject([
      { refundNo: 'R1', amountFen: 3_000, freightFen: 343, succeededAt: '2026-11-21T01:00:00.000Z' },
    ]);
  });

  it('says as freight only what goes beyond the goods that earlier refunds have left', async () => {
    const order = {
      ...ANSWER.full_order_info,
      pay_info: { total_fee: '100.00', post_fee: '10.00', payment: '110.00' },
      orders: [{ oid: '11', item_id: 101, sku_id: 0, title: '小米', num: 2, payment: '110.00' }],
    };
    const refund = (refund_id: string, refund_fee: string, refund_state = 60) => ({
      refund_id,
      refund_type: 1,
      refund_fee,
      refund_state,
      oids: ['11'],
    });
    const refunds = [refund('R1', '5.00'), refund('R2', '50.00', 20), refund('R3', '105.00'), refund('R4', '1.00')];
    expect(await fetched({ ...ANSWER, full_order_info: order, refund_order: refunds })).toMatchObject({
      said: [
        { header: { freightFen: 1_000, lines: [{ paidFen: 10_000 }] } },
        { refunds: [{ refundNo: 'R1', amountFen: 500, freightFen: 0 }] },
        { refunds: [{ refundNo: 'R2', amountFen: 5_000, freightFen: 0 }] },
        { refunds: [{ refundNo: 'R3', amountFen: 9_500, freightFen: 1_000 }] },
        { refunds: [{ refundNo: 'R4', amountFen: 100, freightFen: 0 }] },
      ],
    });
  });

  it('of a line that the order does not have is no refund of it', async () => {
    expect(await fetched(refundOf({ oids: ['13'] }))).toMatchObject({ fault: { code: 'refund.unknown-line' } });
  });

  it.each([
    [1, 'requested'],
    [10, 'refused'],
    [20, 'requested'],
    [30, 'requested'],
    [40, 'refused'],
    [50, 'cancelled'],
    [60, 'succeeded'],
  ])('with a refund in state %s says it is %s', async (refund_state, status) => {
    expect(await fetched(refundOf({ refund_state, oids: ['11'], refund_fee: '1.00' }))).toMatchObject({
      said: [{}, { refunds: [{ status }] }],
    });
  });

  it('is faulty where it is none, or in a state that nobody knows', async () => {
    expect(await fetched(refundOf({ refund_state: 61 }))).toMatchObject({ fault: { code: 'field.choice' } });
    expect([null, {}, { full_order_info: {} }].map((body) => 'fault' in youzanApi.read({ shopDbId: '1', key: 'k', body }))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('The changed orders of Youzan', () => {
  const from = new Date('2026-11-20T00:00:00Z');
  const until = new Date('2026-11-21T00:00:00Z');
  const page = (tids: string[], more: object = {}) => ({
    total_results: tids.length,
    full_order_info_list: tids.map((tid) => ({
      full_order_info: { ...ANSWER.full_order_info, order_info: { ...ANSWER.full_order_info.order_info, tid } },
    })),
    ...more,
  });

  async function listed(ask: (call: ApiCall) => Promise<unknown>, end = until): Promise<ListedOrder[]> {
    const orders: ListedOrder[] = [];
    for await (const one of youzanApi.listChanged(from, end, ask)) orders.push(...one);
    return orders;
  }

  it('come page by page, and after them those of which only a refund changed', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => `E${index}`);
    const { ask, calls } = answering(page(hundred), page(['E100']), {
      total: 2,
      refunds: [{ tid: 'E5' }, { tid: 'E900' }, { tid: 'E900' }],
    });
    const orders = await listed(ask);
    expect(orders).toHaveLength(102);
    expect(orders[0]).toEqual({ orderNo: 'E0', paidAt: new Date('2026-11-20T02:00:04Z'), paidFen: 7_000 });
    expect(orders.at(-1)).toEqual({ orderNo: 'E900', paidAt: null, paidFen: null });
    const range = { start_update: '2026-11-20 08:00:00', end_update: '2026-11-21 07:59:59', page_size: 100 };
    expect(calls).toEqual([
      { name: 'youzan.trades.sold.get/4.0.4', params: { ...range, page_no: 1 } },
      { name: 'youzan.trades.sold.get/4.0.4', params: { ...range, page_no: 2 } },
      {
        name: 'youzan.trade.refund.search/3.0.1',
        params: { update_time_start: 1_795_132_800, update_time_end: 1_795_219_199, page_size: 30, page_no: 1 },
      },
    ]);
  });

  it('are asked for in halves where there are more than the pages hold', async () => {
    const { ask, calls } = answering(page([], { total_results: 10_001 }), page(['E1']), page(['E2']), { total: 0, refunds: [] });
    expect((await listed(ask)).map(({ orderNo }) => orderNo)).toEqual(['E1', 'E2']);
    expect(calls.slice(1, 3).map(({ params }) => [params.start_update, params.end_update])).toEqual([
      ['2026-11-20 08:00:00', '2026-11-20 19:59:59'],
      ['2026-11-20 20:00:00', '2026-11-21 07:59:59'],
    ]);
  });

  it('are none in no time, and one with a fault in it is found too', async () => {
    const { ask, calls } = answering();
    expect(await listed(ask, from)).toEqual([]);
    expect(calls).toEqual([]);
    const faulty = { full_order_info_list: [{ full_order_info: { order_info: { tid: 'E7', status: 'ODD' } } }] };
    expect(await listed(answering(faulty, { refunds: [] }).ask)).toEqual([{ orderNo: 'E7', paidAt: null, paidFen: null }]);
  });
});
