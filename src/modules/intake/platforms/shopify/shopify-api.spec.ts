import type { ApiCall, ApiShop, ListedOrder } from '../platform-api.js';
import { shopifyApi } from './shopify-api.js';

const SHOP: ApiShop = { credentials: { secret: 'hush', accessToken: 'shpat_1' }, externalShopId: 'qin.myshopify.com', tokens: null };
const NOW = new Date('2026-11-22T02:00:00Z');
const ORDER = {
  id: '820982911946154508',
  currency: 'CNY',
  created_at: '2026-11-20T10:00:00+08:00',
  processed_at: '2026-11-20T10:00:00+08:00',
  updated_at: '2026-11-20T10:00:05+08:00',
  financial_status: 'paid',
  customer: { id: 5, email: 'wang@example.com' },
  line_items: [{ id: 11, product_id: 101, quantity: 2, price: '10.00', discount_allocations: [] }],
};

/** Answers calls in turn, and remembers them. */
function answering(...answers: unknown[]): { ask: (call: ApiCall) => Promise<unknown>; calls: ApiCall[] } {
  const calls: ApiCall[] = [];
  return { calls, ask: (call) => Promise.resolve(answers[calls.push(call) - 1] ?? null) };
}

describe('A call of the Admin API', () => {
  it('carries the token of the shop', () => {
    const call = { name: '/orders.json', params: { status: 'any', updated_at_min: '2026-11-20T00:00:00.000Z' } };
    expect(shopifyApi.request(call, SHOP, NOW)).toEqual({
      method: 'GET',
      path: '/admin/api/2026-01/orders.json?status=any&updated_at_min=2026-11-20T00%3A00%3A00.000Z',
      headers: { 'X-Shopify-Access-Token': 'shpat_1', Accept: 'application/json' },
      body: null,
    });
  });

  it('is none without a token', () => {
    expect(shopifyApi.request({ name: '/orders.json', params: {} }, { ...SHOP, credentials: { secret: 'hush' } }, NOW)).toBeNull();
  });

  it.each([
    null,
    'evil.example',
    'evil.example/.myshopify.com',
    'a.myshopify.com.evil.example',
    'x@qin.myshopify.com',
    'QIN.myshopify.com',
    '.myshopify.com',
  ])('is not sent to %s', (externalShopId) => {
    expect(shopifyApi.shopUrl?.({ ...SHOP, externalShopId })).toBeNull();
  });

  it('is sent to the shop', () => {
    expect(shopifyApi.shopUrl?.(SHOP)).toBe('https://qin.myshopify.com');
  });
});

describe('An answer of the Admin API', () => {
  const link =
    '<https://qin.myshopify.com/admin/api/2026-01/orders.json?limit=250&page_info=abc>; rel="previous", <https://qin.myshopify.com/orders.json?page_info=def&limit=250>; rel="next"';

  it('brings the next page along', () => {
    expect(shopifyApi.judge(200, { link }, { orders: [] })).toEqual({ kind: 'answer', data: { orders: [], nextPage: 'def' } });
    expect(shopifyApi.judge(200, {}, { orders: [] })).toEqual({ kind: 'answer', data: { orders: [], nextPage: null } });
  });

  it.each([
    [404, {}, { kind: 'not-found' }],
    [429, { 'retry-after': '2.0' }, { kind: 'busy', retryAfterMs: 2_000 }],
    [429, { 'retry-after': 'soon' }, { kind: 'busy', retryAfterMs: null }],
    [503, {}, { kind: 'busy', retryAfterMs: null }],
    [401, {}, { kind: 'refused', fault: { code: 'api.http-401', detail: 'No.' } }],
    [403, {}, { kind: 'refused', fault: { code: 'api.http-403', detail: 'No.' } }],
  ])('with status %s is judged', (status, headers, verdict) => {
    expect(shopifyApi.judge(status, headers, { errors: 'No.' })).toEqual(verdict);
  });

  it.each([null, 'text', []])('that is no object is refused: %j', (body) => {
    expect(shopifyApi.judge(200, {}, body)).toMatchObject({ kind: 'refused' });
  });
});

describe('An order fetched from Shopify', () => {
  it('is asked for by its number and keeps the buyer apart', async () => {
    const { ask, calls } = answering({ order: ORDER });
    expect(await shopifyApi.fetchOrder('820982911946154508', ask)).toEqual({ order: { ...ORDER, buyer_id: 5 } });
    expect(calls).toEqual([{ name: '/orders/820982911946154508.json', params: {} }]);
    expect(await shopifyApi.fetchOrder('1', answering(null).ask)).toBeNull();
  });

  it('is newer than every push of the same second', () => {
    const reading = shopifyApi.read({ shopDbId: '1', key: 'k', body: { order: ORDER } });
    expect(reading).toMatchObject({
      about: { type: 'order', orderNo: '820982911946154508' },
      said: [{ saidAt: new Date('2026-11-20T02:00:05.999Z'), header: { lines: [{ paidFen: 2_000 }] } }],
    });
  });

  it.each([null, {}, { order: null }, { order: { id: 1 } }])('is faulty where it is none: %j', (body) => {
    expect(shopifyApi.read({ shopDbId: '1', key: 'k', body })).toHaveProperty('fault');
  });
});

describe('The changed orders of Shopify', () => {
  const from = new Date('2026-11-20T00:00:00Z');
  const until = new Date('2026-11-21T00:00:00Z');

  async function listed(ask: (call: ApiCall) => Promise<unknown>): Promise<(readonly ListedOrder[])[]> {
    const pages: (readonly ListedOrder[])[] = [];
    for await (const page of shopifyApi.listChanged(from, until, ask)) pages.push(page);
    return pages;
  }

  it('come page by page', async () => {
    const dollars = { ...ORDER, id: '2', currency: 'USD', financial_status: 'pending' };
    const { ask, calls } = answering({ orders: [ORDER], nextPage: 'def' }, { orders: [dollars], nextPage: null });
    expect(await listed(ask)).toEqual([
      [{ orderNo: '820982911946154508', paidAt: new Date('2026-11-20T02:00:00Z'), paidFen: 2_000 }],
      [{ orderNo: '2', paidAt: null, paidFen: null }],
    ]);
    expect(calls[0]?.params).toMatchObject({
      status: 'any',
      updated_at_min: from.toISOString(),
      updated_at_max: until.toISOString(),
      limit: '250',
    });
    expect(calls[1]?.params).toEqual({ limit: '250', fields: expect.any(String), page_info: 'def' });
  });

  it('end before the end, and leave tests out', async () => {
    const late = { ...ORDER, updated_at: until.toISOString() };
    expect(await listed(answering({ orders: [late, { ...ORDER, test: true }], nextPage: null }).ask)).toEqual([[]]);
  });
});
