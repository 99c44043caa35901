import { startTestApp, type TestApp } from '../support/test-app.js';
import { settle } from '../support/pipeline.js';
import { KeptTables } from './kept-tables.js';
import { created, newSeller, newShop, noon, type Seller } from './sales.js';
import { orderNos, sellLongAgo, sweep, verify } from './retention-world.js';

const lines = [{ paidFen: 500 }];
const LATER = noon('2023-01-10');

describe('a legal hold', () => {
  let app: TestApp;
  let seller: Seller;
  let secondShop: Seller;
  let stranger: Seller;
  let kept: KeptTables;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
    secondShop = { ...seller, shopId: await newShop(app, seller.merchantId) };
    stranger = await newSeller(app);
    for (const [shop, names] of [
      [seller, ['A', 'B']],
      [secondShop, ['C']],
      [stranger, ['D']],
    ] as const)
      await sellLongAgo(app, shop, ...names.map((orderNo) => ({ orderNo, paidAt: noon('2019-01-10'), lines })));
    await settle(app);
    kept = await KeptTables.keep(app);
  });
  afterEach(() => kept.restore());
  afterAll(() => app.close());

  it.each([
    ['one order', () => ({ shopId: seller.shopId, orderNo: 'A' }), ['A']],
    ['a shop', () => ({ shopId: seller.shopId }), ['A', 'B']],
    ['a merchant', () => ({ merchantId: seller.merchantId }), ['A', 'B', 'C']],
  ])('on %s keeps it and nothing else; lifted, it goes', async (_what, thing, held) => {
    const id = await created(app, 'legal-holds', { ...thing(), reason: '诉讼' });
    await sweep(app, LATER);
    const others = ['A', 'B', 'C', 'D'].filter((name) => !held.includes(name));
    expect(await orderNos(app)).toEqual({ stored: held, retired: others });
    expect((await app.request('POST', `/api/v1/legal-holds/${id}/lift`, { reason: '案件已结' })).status).toBe(200);
    await sweep(app, LATER);
    expect(await orderNos(app)).toEqual({ stored: [], retired: ['A', 'B', 'C', 'D'] });
    expect((await verify(app)).differences).toEqual([]);
  });

  it('is kept on record with who placed and lifted it, and why', async () => {
    const { body: placed } = await app.request('POST', '/api/v1/legal-holds', { shopId: seller.shopId, orderNo: 'A', reason: '诉讼' });
    expect(placed).toEqual({
      id: expect.any(String),
      merchantId: null,
      shopId: seller.shopId,
      orderNo: 'A',
      reason: '诉讼',
      placedAt: expect.stringMatching(/\+08:00$/),
      placedBy: 'admin',
      liftedAt: null,
      liftedBy: null,
      liftReason: null,
    });
    const list = async (query: string) => (await app.request('GET', `/api/v1/legal-holds${query}`)).body.items as { id: string }[];
    expect(await list('?state=standing')).toEqual([placed]);
    expect(await list('?state=lifted')).toEqual([]);
    const { body: lifted } = await app.request('POST', `/api/v1/legal-holds/${placed.id}/lift`, { reason: '案件已结' });
    expect(lifted).toEqual({ ...placed, liftedAt: expect.stringMatching(/\+08:00$/), liftedBy: 'admin', liftReason: '案件已结' });
    expect(await list('?state=standing')).toEqual([]);
    expect(await list('')).toEqual([lifted]);
    const again = await app.request('POST', `/api/v1/legal-holds/${placed.id}/lift`, { reason: 'x' });
    expect([again.status, again.body.code]).toEqual([409, 'retention.hold-lifted']);
    const unknown = await app.request('POST', '/api/v1/legal-holds/999/lift', { reason: 'x' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'retention.hold-not-found']);
  });

  it('is listed newest first, in pages', async () => {
    const ids: string[] = [];
    for (const orderNo of ['A', 'B']) ids.unshift(await created(app, 'legal-holds', { shopId: seller.shopId, orderNo, reason: '诉讼' }));
    const first = (await app.request('GET', '/api/v1/legal-holds?limit=1')).body;
    const second = (await app.request('GET', `/api/v1/legal-holds?limit=1&cursor=${first.nextCursor}`)).body;
    expect([first, second].map(({ items }) => items[0].id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  it.each<[string, () => object, number, string]>([
    ['nothing', () => ({}), 400, 'retention.hold-names-one-thing'],
    ['a merchant and a shop', () => ({ merchantId: seller.merchantId, shopId: seller.shopId }), 400, 'retention.hold-names-one-thing'],
    ['an order without its shop', () => ({ merchantId: seller.merchantId, orderNo: 'A' }), 400, 'retention.hold-names-one-thing'],
    ['a merchant that is not there', () => ({ merchantId: '999' }), 400, 'merchants.unknown'],
    ['a shop that is not there', () => ({ shopId: 'x' }), 400, 'retention.unknown-shop'],
    ['an order that is not there', () => ({ shopId: seller.shopId, orderNo: 'C' }), 400, 'retention.unknown-order'],
  ])('cannot be placed on %s', async (_what, thing, status, code) => {
    const { status: found, body } = await app.request('POST', '/api/v1/legal-holds', { ...thing(), reason: '诉讼' });
    expect([found, body.code]).toEqual([status, code]);
    expect(await app.sql('select from legal_hold')).toEqual([]);
  });

  it('comes too late for an order that is retired, and says so', async () => {
    await sweep(app, LATER);
    const late = await app.request('POST', '/api/v1/legal-holds', { shopId: seller.shopId, orderNo: 'A', reason: '诉讼' });
    expect([late.status, late.body.code]).toEqual([409, 'retention.order-retired']);
    expect(await app.sql('select from legal_hold')).toEqual([]);
  });
});

describe('the retention policy', () => {
  let app: TestApp;
  let seller: Seller;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
  });
  afterAll(() => app.close());

  it('is three years for orders and ninety days for bodies until the installation decides otherwise; decisions stay on record', async () => {
    const { body: first } = await app.request('GET', '/api/v1/retention-policy');
    expect(first).toMatchObject({ transactionMonths: 36, payloadDays: 90, quietDays: 30, decidedBy: 'default', lastSweptDay: null });
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), lines });
    const decision = { transactionMonths: 60, payloadDays: 400, quietDays: 10, reason: '按合同保存五年' };
    const { body: changed } = await app.request('PUT', '/api/v1/retention-policy', decision);
    expect(changed).toMatchObject({ ...decision, decidedBy: 'admin' });
    expect((await sweep(app, noon('2024-01-10'))).orders).toBe(0);
    expect((await sweep(app, noon('2024-01-11'))).orders).toBe(1);
    expect((await app.request('GET', '/api/v1/retention-policy')).body).toEqual({ ...changed, lastSweptDay: '2024-01-11' });
    expect(await app.sql('select transaction_months from retention_policy order by id')).toEqual([
      { transaction_months: 36 },
      { transaction_months: 60 },
    ]);
  });

  it('cannot keep bodies longer than the orders they tell of', async () => {
    const { status, body } = await app.request('PUT', '/api/v1/retention-policy', {
      transactionMonths: 2,
      payloadDays: 63,
      quietDays: 0,
      reason: 'x',
    });
    expect([status, body.code]).toEqual([400, 'retention.bodies-outlive-orders']);
  });
});
