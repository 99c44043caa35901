import type { SaidRefund } from '../../../orders/index.js';
import type { Reading } from '../platform-adapter.js';
import type { ApiCall, ApiShop, ListedOrder } from '../platform-api.js';
import { stripped } from '../stripped.spec-support.js';
import { wooCommerceAdapter } from './index.js';
import { wooCommerceApi } from './woocommerce-api.js';
import { wooCommerceFields } from './woocommerce-fields.js';

const SHOP: ApiShop = {
  credentials: { secret: 's', storeUrl: 'https://shop.example.com/cn/', consumerKey: 'ck_1', consumerSecret: 'cs_1' },
  externalShopId: null,
  tokens: null,
};
const NOW = new Date('2026-11-22T02:00:00Z');

const ORDER = {
  id: 727,
  status: 'processing',
  currency: 'CNY',
  prices_include_tax: false,
  date_created_gmt: '2026-11-20T02:00:00',
  date_modified_gmt: '2026-11-21T02:00:05',
  date_paid_gmt: '2026-11-20T02:00:04',
  shipping_total: '5.00',
  shipping_tax: '0.00',
  total: '35.00',
  customer_id: 5,
  billing: { phone: '13800001234' },
  line_items: [
    { id: 1, name: '小米', product_id: 93, variation_id: 0, quantity: 2, total: '10.00', total_tax: '0.00' },
    { id: 2, name: '核桃', product_id: 94, variation_id: 7, quantity: 1, total: '20.00', total_tax: '0.00' },
  ],
  refunds: [{ id: 9, total: '-1.00' }],
};

function part(lineNo: string | null, total: string, quantity = 0): object {
  const meta_data =
    lineNo === null
      ? []
      : [
          { key: '_other', value: '3' },
          { key: '_refunded_item_id', value: lineNo },
        ];
  return { id: 401, product_id: 93, quantity: -quantity, total, total_tax: '0.00', meta_data };
}

function refund(id: number, amount: string, line_items: object[] = [], shipping: string[] = []): object {
  const shipping_lines = shipping.map((total) => ({ id: 402, total, total_tax: '0.00' }));
  return { id, date_created_gmt: '2026-11-21T02:00:03', amount, reason: '王小红', line_items, shipping_lines, fee_lines: [] };
}

function answering(...answers: unknown[]): { ask: (call: ApiCall) => Promise<unknown>; calls: ApiCall[] } {
  const calls: ApiCall[] = [];
  return { calls, ask: (call) => Promise.resolve(answers[calls.push(call) - 1] ?? null) };
}

/** In whatever order the readings come. */
function refundsThatStand(...readings: Reading[]): SaidRefund[] {
  const said = readings.flatMap((reading) => ('said' in reading ? reading.said : []));
  const inTurn = [...said].sort((one, other) => one.saidAt.getTime() - other.saidAt.getTime());
  return [...new Map(inTurn.flatMap(({ refunds }) => refunds).map((one) => [one.refundNo, one])).values()];
}

describe('A call of the REST API', () => {
  it('carries the key of the shop', () => {
    expect(wooCommerceApi.request({ name: '/orders', params: { page: 2 } }, SHOP, NOW)).toEqual({
      method: 'GET',
      path: '/wp-json/wc/v3/orders?page=2',
      headers: { Authorization: `Basic ${Buffer.from('ck_1:cs_1').toString('base64')}`, Accept: 'application/json' },
      body: null,
    });
    expect(wooCommerceApi.shopUrl?.(SHOP)).toBe('https://shop.example.com/cn');
  });

  it.each(['storeUrl', 'consumerKey', 'consumerSecret'])('is none without %s', (name) => {
    const credentials = { ...SHOP.credentials, [name]: '' };
    expect(wooCommerceApi.request({ name: '/orders', params: {} }, { ...SHOP, credentials }, NOW)).toBeNull();
  });
});

describe('An answer of the REST API', () => {
  it.each([
    [200, [], {}, { kind: 'answer', data: [] }],
    [404, { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.' }, {}, { kind: 'not-found' }],
    [404, { code: 'rest_no_route', message: 'No route.' }, {}, { kind: 'refused', fault: { code: 'api.http-404', detail: 'No route.' } }],
    [404, '<html>', {}, { kind: 'refused', fault: { code: 'api.http-404', detail: 'The shop refused the call.' } }],
    [
      401,
      { code: 'woocommerce_rest_cannot_view', message: 'No.' },
      {},
      { kind: 'refused', fault: { code: 'api.http-401', detail: 'No.' } },
    ],
    [429, null, { 'retry-after': '7' }, { kind: 'busy', retryAfterMs: 7_000 }],
    [502, '<html>', {}, { kind: 'busy', retryAfterMs: null }],
    [200, 'text', {}, { kind: 'refused', fault: { code: 'api.http-200', detail: 'The shop refused the call.' } }],
  ])('with status %s and %j is judged', (status, body, headers, verdict) => {
    expect(wooCommerceApi.judge(status, headers, body)).toEqual(verdict);
  });
});

describe('An order fetched from WooCommerce', () => {
  async function fetched(...refunds: object[]): Promise<Reading> {
    const order = await wooCommerceApi.fetchOrder('727', answering(ORDER, refunds).ask);
    const body = stripped(order, wooCommerceFields);
    expect(JSON.stringify(body)).not.toMatch(/王小红|13800001234/);
    return wooCommerceApi.read({ shopDbId: '1', key: 'k', body });
  }

  it('asks for its refunds only if there are any', async () => {
    const { ask, calls } = answering(ORDER, []);
    expect(await wooCommerceApi.fetchOrder('727', ask)).toMatchObject({ order: { id: 727, buyer_id: 5 }, refund_details: [] });
    expect(calls.map(({ name }) => name)).toEqual(['/orders/727', '/orders/727/refunds']);
    const without = answering({ ...ORDER, refunds: [] });
    expect(await wooCommerceApi.fetchOrder('727', without.ask)).toMatchObject({ refund_details: [] });
    expect(without.calls).toHaveLength(1);
    expect(await wooCommerceApi.fetchOrder('1', answering(null).ask)).toBeNull();
  });

  it('says each line of each refund, freight apart', async () => {
    const first = refund(9, '9.00', [part('1', '-4.00', 1), part('2', '-2.00')], ['-3.00']);
    expect(await fetched(first, refund(10, '3.00', [part('1', '-3.00')]))).toMatchObject({
      said: [
        {
          saidAt: new Date('2026-11-21T02:00:05.999Z'),
          header: {
            freightFen: 500,
            buyerHash: 'hash of 5',
            lines: [
              { title: '小米', paidFen: 1_000 },
              { skuId: '7', paidFen: 2_000 },
            ],
          },
        },
        {
          refunds: [
            { refundNo: '9:1', itemId: '93', amountFen: 400, freightFen: 300, quantity: 1, succeededAt: '2026-11-21T02:00:03.000Z' },
          ],
        },
        { refunds: [{ refundNo: '9:2', skuId: '7', amountFen: 200, freightFen: 0, quantity: null }] },
        { refunds: [{ refundNo: '10:1', amountFen: 300 }] },
        { refunds: [{ refundNo: '10:2', amountFen: 0, freightFen: 0 }] },
      ],
    });
  });

  it('says freight alone, and an amount that differs from its one line', async () => {
    expect(await fetched(refund(9, '5.00', [], ['-5.00']))).toMatchObject({
      said: [
        {},
        { refunds: [{ refundNo: '9:1', amountFen: 0, freightFen: 500 }] },
        { refunds: [{ refundNo: '9:2', amountFen: 0, freightFen: 0 }] },
      ],
    });
    expect(await fetched(refund(9, '6.50', [part('2', '0.00', 1)]))).toMatchObject({
      said: [{}, { refunds: [{ refundNo: '9:2', amountFen: 650, quantity: 1 }] }, { refunds: [{ refundNo: '9:1', amountFen: 0 }] }],
    });
  });

  it('replaces what a push said by estimate of the same refund', async () => {
    const topic = 'order.updated';
    const order = {
      ...ORDER,
      line_items: ORDER.line_items.map((line) => ({ ...line, total: '10.00' })),
      refunds: [{ id: 9, total: '-4.00' }],
    };
    const pushed = wooCommerceAdapter.read({ shopDbId: '1', key: 'pushed', body: { topic, order } });
    const asked = await fetched(refund(9, '4.00', [part('1', '-4.00', 1)]));
    const amounts = (reading: Reading) => refundsThatStand(reading).map(({ refundNo, amountFen }) => [refundNo, amountFen]);
    expect(amounts(pushed)).toEqual([
      ['9:1', 200],
      ['9:2', 200],
    ]);
    expect(refundsThatStand(asked, pushed).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(400);
  });

  it('tells the time of a refund; before that it is the time of the first push that told of it', async () => {
    const pushed = (date_modified_gmt: string, refunds: object[]) => {
      const body = { topic: 'order.updated', order: { ...ORDER, date_modified_gmt, refunds } };
      return wooCommerceAdapter.read({ shopDbId: '1', key: date_modified_gmt, body });
    };
    const [older, newer] = [
      { id: 9, total: '-4.00' },
      { id: 10, total: '-2.00' },
    ];
    const pushes = [
      pushed('2026-11-21T02:00:05', [older]),
      pushed('2026-11-25T02:00:00', [newer, older]),
      pushed('2026-12-03T02:00:00', [newer, older]),
    ];
    const days = (readings: Reading[]) =>
      Object.fromEntries(refundsThatStand(...readings).map(({ refundNo, succeededAt }) => [refundNo, succeededAt?.slice(0, 10)]));
    const firstTold = { '9:1': '2026-11-21', '9:2': '2026-11-21', '10:1': '2026-11-25', '10:2': '2026-11-25' };
    expect(days(pushes)).toEqual(firstTold);
    expect(days([...pushes, ...pushes].reverse())).toEqual(firstTold);
    expect(refundsThatStand(...pushes).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(600);

    const asked = await fetched({ ...refund(9, '4.00', [part('1', '-4.00', 1)]), date_created_gmt: '2026-11-20T02:30:00' });
    for (const readings of [
      [...pushes, asked],
      [asked, ...pushes],
    ])
      expect(days(readings)).toMatchObject({ '9:1': '2026-11-20', '9:2': '2026-11-20', '10:1': '2026-11-25' });
  });

  it('spreads an amount without lines if it is all that was left', async () => {
    const rest = refund(10, '31.00');
    expect(await fetched(refund(9, '4.00', [part('1', '-4.00', 1)]), rest)).toMatchObject({
      said: [
        {},
        { refunds: [{ refundNo: '9:1', amountFen: 400 }] },
        { refunds: [{ refundNo: '9:2', amountFen: 0 }] },
        { refunds: [{ refundNo: '10:1', amountFen: 600, freightFen: 500 }] },
        { refunds: [{ refundNo: '10:2', amountFen: 2_000 }] },
      ],
    });
  });

  it.each([
    ['an amount that is some of it', [refund(9, '4.50')], [[150, 300]]],
    [
      'two amounts that are all of it, freight last',
      [refund(9, '15.00'), refund(10, '20.00')],
      [
        [500, 1_000],
        [500, 1_000, 500],
      ],
    ],
    ['several lines that come to something else', [refund(9, '4.00', [part('1', '-1.00'), part('2', '-1.10')])], [[161, 239]]],
    ['a part that names no line', [refund(9, '4.50', [part(null, '-4.50')])], [[150, 300]]],
    ['more than the order was', [refund(9, '36.00')], [[1_000, 2_100, 500]]],
  ])('says by estimate which lines got %s', async (_what, refunds, expected) => {
    const numbers = refunds.map((_refund, index) => 9 + index);
    const said = numbers.flatMap((number, index) => {
      const [first = 0, second = 0, freightFen = 0] = expected[index] ?? [];
      return [
        { refunds: [{ refundNo: `${number}:1`, amountFen: first, freightFen }] },
        { refunds: [{ refundNo: `${number}:2`, amountFen: second, freightFen: 0 }] },
      ];
    });
    expect(await fetched(...refunds)).toMatchObject({ said: [{ orderNo: '727' }, ...said] });
  });

  it('says the same of a refund whatever came before it', async () => {
    const split = async (...refunds: object[]) => JSON.stringify(await fetched(...refunds));
    expect(await split(refund(9, '7.77'), refund(10, '3.33'))).toBe(await split(refund(10, '3.33'), refund(9, '7.77')));
  });

  it.each([null, {}, { order: {} }])('is faulty where it is none: %j', (body) => {
    expect(wooCommerceApi.read({ shopDbId: '1', key: 'k', body })).toHaveProperty('fault');
  });
});

describe('The changed orders of WooCommerce', () => {
  const from = new Date('2026-11-20T00:00:00.500Z');
  const until = new Date('2026-11-21T00:00:00Z');

  async function listed(ask: (call: ApiCall) => Promise<unknown>): Promise<ListedOrder[]> {
    const orders: ListedOrder[] = [];
    for await (const page of wooCommerceApi.listChanged(from, until, ask)) orders.push(...page);
    return orders;
  }

  it('come page by page', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => ({ ...ORDER, id: index + 1 }));
    const { ask, calls } = answering(hundred, [{ ...ORDER, id: 101, currency: 'USD' }, { id: 102 }]);
    const orders = await listed(ask);
    expect(orders[0]).toEqual({ orderNo: '1', paidAt: new Date('2026-11-20T02:00:04Z'), paidFen: 3_000 });
    expect(orders.slice(100)).toEqual([
      { orderNo: '101', paidAt: new Date('2026-11-20T02:00:04Z'), paidFen: null },
      { orderNo: '102', paidAt: null, paidFen: null },
    ]);
    const range = { modified_after: '2026-11-20T00:00:00', modified_before: '2026-11-21T00:00:00', dates_are_gmt: 'true', per_page: 100 };
    expect(calls.map(({ params }) => params)).toMatchObject([
      { ...range, page: 1 },
      { ...range, page: 2 },
    ]);
  });

  it('end with a page that brings no other ones', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => ({ ...ORDER, id: index + 1 }));
    const { ask, calls } = answering(...Array.from({ length: 9 }, () => hundred));
    expect(await listed(ask)).toHaveLength(100);
    expect(calls).toHaveLength(2);
  });
});
