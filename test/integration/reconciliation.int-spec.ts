import { Reconciliation } from '../../src/modules/reconciliation/reconciliation.service.js';
import type { OneReconciledDayDto, ReconciledDayDto } from '../../src/modules/reconciliation/reconciliation.dto.js';
import type { Principal } from '../../src/platform/database/index.js';
import { SHOP_SECRET } from '../model/driver.js';
import { settle } from '../support/pipeline.js';
import { anyId, type Answer, startTestApp, type TestApp } from '../support/test-app.js';
import { created, newItem, newSeller, noon, orderMessage, read, type Seller, sell, type SoldOrder } from './sales.js';

const DAY = '2026-11-20';
const NEXT_DAY = '2026-11-21';

/** Of each shop and day what was counted is held against what the platform says. */
describe('a day of a shop and the total that its platform shows', () => {
  let app: TestApp;
  let seller: Seller;

  beforeAll(async () => {
    app = await startTestApp({ now: () => new Date('2026-11-22T12:00:00+08:00') });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    seller = await newSeller(app);
  });

  const pathOf = (part: string): string => `shops/${seller.shopId}/${part}`;
  const dayOf = async (day = DAY): Promise<OneReconciledDayDto> =>
    (await read(app, pathOf(`reconciliation/${day}`))) as OneReconciledDayDto;
  const daysOf = async (from: string, to: string): Promise<ReconciledDayDto[]> =>
    ((await read(app, pathOf('reconciliation'), { from, to })) as { items: ReconciledDayDto[] }).items;
  const type = (body: object, day = DAY): Promise<Answer> => app.request('PUT', `/api/v1/${pathOf(`platform-totals/${day}`)}`, body);
  const count = async (...orders: SoldOrder[]): Promise<void> => {
    await sell(app, seller, ...orders);
    await settle(app);
  };
  const order = (orderNo: string, paidFen: number, paidAt = noon(DAY)): SoldOrder => ({ orderNo, paidAt, lines: [{ paidFen }] });

  it('are shown side by side for every day of a range, whether there was anything or not', async () => {
    await count(
      order('A', 1_000, `${DAY}T00:00:00+08:00`),
      order('B', 500, `${DAY}T23:59:59+08:00`),
      order('C', 70, `${NEXT_DAY}T00:00:00+08:00`),
    );
    await type({ paidFen: 1_700, orders: 3, note: '抄自后台' });
    const nothing = { platform: null, differenceFen: null, differenceOrders: null, pull: null };
    expect(await daysOf('2026-11-19', NEXT_DAY)).toEqual([
      { day: '2026-11-19', counted: { paidFen: 0, orders: 0 }, ...nothing },
      {
        day: DAY,
        counted: { paidFen: 1_500, orders: 2 },
        platform: {
          paidFen: 1_700,
          orders: 3,
          source: 'typed',
          note: '抄自后台',
          ordersWithoutAmount: 0,
          recordedAt: expect.stringMatching(/\+08:00$/),
          recordedBy: 'admin',
        },
        differenceFen: -200,
        differenceOrders: -1,
        pull: null,
      },
      { day: NEXT_DAY, counted: { paidFen: 70, orders: 1 }, ...nothing },
    ]);
  });

  it('are compared down to the order, the largest difference first, if the total came with its orders', async () => {
    await count(order('same', 100), order('less', 250), order('only here', 40));
    const orderAmounts = [
      { orderNo: 'same', paidFen: 100 },
      { orderNo: 'less', paidFen: 300 },
      { orderNo: 'only there', paidFen: 900 },
    ];
    const { status, body } = await type({ paidFen: 1_300, orders: 3, orderAmounts });
    expect(status).toBe(200);
    expect(body).toMatchObject({ hasOrders: true, differenceFen: -910, differenceOrders: 0, itemCount: 3 });
    expect(body.items).toEqual([
      { orderNo: 'only there', countedFen: null, platformFen: 900, differenceFen: -900, kind: 'missing-here' },
      { orderNo: 'less', countedFen: 250, platformFen: 300, differenceFen: -50, kind: 'other-amount' },
      { orderNo: 'only here', countedFen: 40, platformFen: null, differenceFen: 40, kind: 'missing-there' },
    ]);
    expect(await dayOf()).toEqual(body);
  });

  it('are not compared by order while only the total is known; of a day without orders the list is known', async () => {
    await count(order('A', 100));
    expect((await type({ paidFen: 90, orders: 1 })).body).toMatchObject({ hasOrders: false, items: [], itemCount: 0, differenceFen: 10 });
    expect((await type({ paidFen: 0, orders: 0 })).body).toMatchObject({
      hasOrders: true,
      items: [{ orderNo: 'A', kind: 'missing-there' }],
    });
    expect(await dayOf(NEXT_DAY)).toMatchObject({ platform: null, hasOrders: false, items: [] });
  });

  it('may be typed again: the later total replaces the one before with all its orders', async () => {
    await type({ paidFen: 5, orders: 1, note: 'x', orderAmounts: [{ orderNo: 'wrong', paidFen: 5 }] });
    const orderAmounts = [{ orderNo: 'A', paidFen: 7 }];
    expect((await type({ paidFen: 7, orders: 1, orderAmounts })).body).toMatchObject({
      platform: { paidFen: 7, note: null },
      items: [{ orderNo: 'A' }],
    });
    expect((await type({ paidFen: 8, orders: 2 })).body).toMatchObject({
      platform: { paidFen: 8, orders: 2 },
      hasOrders: false,
      items: [],
    });
  });

  it.each<[string, object, string, string]>([
    ['their amounts', { paidFen: 11, orders: 2 }, 'reconciliation.sum-differs', '/paidFen'],
    ['their number', { paidFen: 10, orders: 3 }, 'reconciliation.count-differs', '/orders'],
    ['that they are none', { paidFen: 10, orders: 2, orderAmounts: [] }, 'reconciliation.count-differs', '/orders'],
    [
      'one order twice',
      { paidFen: 2, orders: 2, orderAmounts: ['A', 'A'].map((orderNo) => ({ orderNo, paidFen: 1 })) },
      'reconciliation.order-twice',
      '/orderAmounts/1/orderNo',
    ],
    ['lists in lists', { paidFen: 10, orders: 1, orderAmounts: [[{ orderNo: 'A', paidFen: 10 }]] }, 'input.invalid', '/orderAmounts'],
    ['less than nothing', { paidFen: -1, orders: 1 }, 'input.invalid', '/paidFen'],
  ])('are refused when the orders contradict the total by %s', async (_what, body, code, pointer) => {
    const orderAmounts = ['A', 'B'].map((orderNo) => ({ orderNo, paidFen: 5 }));
    const answer = await type({ orderAmounts, ...body });
    expect(answer).toMatchObject({ status: 400, body: { code, errors: [{ pointer }] } });
    expect(await dayOf()).toMatchObject({ platform: null });
  });

  it('keep the exact sum of amounts that a floating number could not hold', async () => {
    const orderAmounts = [Number.MAX_SAFE_INTEGER, 2].map((paidFen, index) => ({ orderNo: String(index), paidFen }));
    expect(await type({ paidFen: Number.MAX_SAFE_INTEGER, orders: 2, orderAmounts })).toMatchObject({
      status: 400,
      body: { code: 'reconciliation.sum-differs', detail: expect.stringContaining('9007199254740993') },
    });
  });

  it('follow an order whose day of payment changes: it misses on the one day and is too much on the other', async () => {
    await count(order('A', 100));
    const orderAmounts = [{ orderNo: 'A', paidFen: 100 }];
    expect((await type({ paidFen: 100, orders: 1, orderAmounts })).body).toMatchObject({ differenceFen: 0, items: [] });
    await count({ ...order('A', 100, noon(NEXT_DAY)), version: 2 });
    expect(await dayOf()).toMatchObject({ counted: { orders: 0 }, differenceFen: -100, items: [{ orderNo: 'A', kind: 'missing-here' }] });
    expect((await type({ paidFen: 0, orders: 0 }, NEXT_DAY)).body).toMatchObject({
      ...{ counted: { orders: 1 }, differenceFen: 100, items: [{ orderNo: 'A', kind: 'missing-there' }] },
    });
  });

  it('leave out what was voided and what was not paid, and look at no refund', async () => {
    const productId = await newItem(app, seller, 'item', { originDivisionCode: '140681' });
    const byHand = { merchantId: seller.merchantId, shopId: seller.shopId, paidAt: noon(DAY), orderNo: 'H' };
    const id = await created(app, 'orders', { ...byHand, lines: [{ productId, quantity: 1, paidFen: 33 }] });
    await count({ ...order('A', 100), refunds: [{ amountFen: 100, succeededAt: noon(DAY) }] });
    await app.deliver(seller.shopId, SHOP_SECRET, anyId('message'), withoutPayment(orderMessage(order('U', 7))));
    await settle(app);
    expect(await dayOf()).toMatchObject({ counted: { paidFen: 133, orders: 2 } });
    expect((await app.request('POST', `/api/v1/orders/${id}/void`, { reason: '重复记账' })).status).toBe(200);
    const orderAmounts = [
      { orderNo: 'A', paidFen: 100 },
      { orderNo: 'H', paidFen: 33 },
    ];
    expect((await type({ paidFen: 133, orders: 2, orderAmounts })).body).toMatchObject({
      ...{ counted: { paidFen: 100, orders: 1 }, items: [{ orderNo: 'H', countedFen: null, kind: 'missing-here' }] },
    });
  });

  it('are in yuan, at the rate of the day, whatever the buyer paid with', async () => {
    const rates = [{ currency: 'USD', day: DAY, yuanPerUnit: '7.1' }];
    expect((await app.request('POST', '/api/v1/exchange-rates', { rates })).status).toBe(200);
    await count({ ...order('A', 1_000), currency: 'USD' } as SoldOrder);
    expect(await dayOf()).toMatchObject({ counted: { paidFen: 7_100, orders: 1 } });
  });

  it('leave an order out of the amounts that the platform lists without one, and still tell whether it is missing', async () => {
    await count(order('A', 100), order('foreign', 5_000));
    await type({ paidFen: 90, orders: 3, orderAmounts: ['A', 'foreign', 'lost'].map((orderNo) => ({ orderNo, paidFen: 30 })) });
    await app.sql(
      `update platform_total_order set paid_fen = case when order_no = 'A' then 90 end where order_no in ('A', 'foreign', 'lost') and day = $1`,
      [DAY],
    );
    expect(await dayOf()).toMatchObject({
      platform: { orders: 3, ordersWithoutAmount: 2 },
      differenceFen: 10,
      differenceOrders: -1,
      items: [
        { orderNo: 'A', countedFen: 100, platformFen: 90, differenceFen: 10, kind: 'other-amount' },
        { orderNo: 'lost', countedFen: null, platformFen: null, differenceFen: null, kind: 'missing-here' },
      ],
    });
  });

  it('are still compared after the shop was archived', async () => {
    await count(order('A', 100));
    expect((await app.request('POST', `/api/v1/shops/${seller.shopId}/archive`)).status).toBe(200);
    expect((await type({ paidFen: 100, orders: 1 })).body).toMatchObject({ counted: { paidFen: 100, orders: 1 }, differenceFen: 0 });
  });

  it('are asked for by days that there are, of ranges of at most 92', async () => {
    const list = (from: string, to: string): Promise<Answer> =>
      app.request('GET', `/api/v1/${pathOf('reconciliation')}?${new URLSearchParams({ from, to }).toString()}`);
    expect((await daysOf('2026-08-21', '2026-11-20')).length).toBe(92);
    expect(await list('2026-08-20', '2026-11-20')).toMatchObject({
      ...{ status: 400, body: { code: 'reconciliation.range-too-long', errors: [{ pointer: '/to' }] } },
    });
    expect(await list('2026-11-21', '2026-11-20')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/from' }] } });
    expect(await app.request('GET', `/api/v1/${pathOf('reconciliation/2026-02-30')}`)).toMatchObject({
      ...{ status: 400, body: { code: 'reconciliation.day' } },
    });
    expect(await type({ paidFen: 1, orders: 1 }, '2026-11-23')).toMatchObject({
      ...{ status: 400, body: { code: 'reconciliation.day-to-come' } },
    });
    expect((await type({ paidFen: 1, orders: 1 }, '2026-11-22')).status).toBe(200);
  });

  it('cannot be asked of a platform that has no API', async () => {
    expect(await app.request('POST', `/api/v1/${pathOf(`platform-totals/${DAY}/pull`)}`)).toMatchObject({
      ...{ status: 409, body: { code: 'reconciliation.no-api' } },
    });
  });

  it('are shown to whoever sees the shop, and to nobody else', async () => {
    await count(order('A', 100));
    await type({ paidFen: 100, orders: 1 });
    const [row] = await app.sql<{ id: string }>('select id from shop where merchant_id = $1 and platform = $$standard$$', [
      seller.merchantId,
    ]);
    const shopDbId = row?.id ?? '';
    const stranger = await newSeller(app, '140226');
    const as = (scope: Extract<Principal, { kind: 'program' }>['scope']): Principal => ({ kind: 'program', name: 'test', scope });
    const { get, list } = bound(app.app.get(Reconciliation, { strict: false }));
    const seen = { platform: { paidFen: 100 }, counted: { paidFen: 100 } };
    for (const scope of [
      { kind: 'merchants', merchantIds: [seller.merchantId] },
      { kind: 'division', codePrefix: '1406' },
    ] as const)
      expect(await get(as(scope), shopDbId, DAY)).toMatchObject(seen);
    for (const scope of [
      { kind: 'merchants', merchantIds: [stranger.merchantId] },
      { kind: 'division', codePrefix: '1402' },
    ] as const) {
      await expect(get(as(scope), shopDbId, DAY)).rejects.toMatchObject({ code: 'shops.not-found' });
      await expect(list(as(scope), shopDbId, { from: DAY, to: DAY })).rejects.toMatchObject({ code: 'shops.not-found' });
    }
    for (const [method, path] of [
      ['GET', `reconciliation/${DAY}`],
      ['GET', `reconciliation?from=${DAY}&to=${DAY}`],
      ['PUT', `platform-totals/${DAY}`],
      ['POST', `platform-totals/${DAY}/pull`],
    ] as const) {
      const body = method === 'PUT' ? { paidFen: 1, orders: 1 } : undefined;
      expect(await app.request(method, `/api/v1/shops/nosuchshop/${path}`, body)).toMatchObject({
        ...{ status: 404, body: { code: 'shops.not-found' } },
      });
    }
  });
});

function bound(reconciliation: Reconciliation): Pick<Reconciliation, 'get' | 'list'> {
  return { get: (...given) => reconciliation.get(...given), list: (...given) => reconciliation.list(...given) };
}

function withoutPayment(message: object): object {
  const { data, ...rest } = message as { data: Record<string, unknown> };
  const { paidAt: _paidAt, ...order } = data;
  return { ...rest, data: { ...order, status: 'created' } };
}
