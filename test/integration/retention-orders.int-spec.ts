import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { KeptTables } from './kept-tables.js';
import { created, newItem, newSeller, noon, ranking, type Seller } from './sales.js';
import { letRest, orderNos, previewAt, say, sellLongAgo, sweep, verify } from './retention-world.js';

const lines = [{ itemId: 'bowl', paidFen: 500 }];

describe('an order', () => {
  let app: TestApp;
  let seller: Seller;
  let shopDbId: string;
  let kept: KeptTables;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
    await newItem(app, seller, 'bowl', { originDivisionCode: '140681102201' });
    [{ id: shopDbId } = { id: '' }] = await app.sql<{ id: string }>(`select id from shop where platform = 'standard'`);
    await settle(app);
    kept = await KeptTables.keep(app);
  });
  afterEach(() => kept.restore());
  afterAll(() => app.close());

  it.each([
    ['three years, to the end of the same day in Beijing', '2019-11-20', '2022-11-20', '2022-11-21'],
    ['from a leap day to the last of February', '2020-02-29', '2023-02-28', '2023-03-01'],
    ['to a leap day from the same day three years before', '2021-02-28', '2024-02-28', '2024-02-29'],
  ])('is kept %s', async (_what, paid, inside, outside) => {
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon(paid), lines });
    expect(await sweep(app, `${inside}T23:59:59+08:00`)).toMatchObject({ state: 'finished', orders: 0 });
    expect(await sweep(app, `${outside}T00:00:00+08:00`)).toMatchObject({ state: 'finished', orders: 1 });
    expect(await orderNos(app)).toEqual({ stored: [], retired: ['A'] });
    expect((await verify(app)).differences).toEqual([]);
  });

  it('is kept from its payment, its last refund or the last word about it, whichever is latest', async () => {
    const refunds = [{ amountFen: 100, succeededAt: noon('2020-03-10') }];
    await sellLongAgo(
      app,
      seller,
      { orderNo: 'paid', paidAt: noon('2020-01-10'), lines },
      { orderNo: 'refunded', paidAt: noon('2020-01-10'), lines, refunds },
    );
    await say(app, seller, { orderNo: 'completed', paidAt: noon('2020-01-10'), version: 2, lines }, noon('2020-05-10'));
    await letRest(app);
    const gone: string[][] = [];
    for (const day of ['2023-01-11', '2023-03-10', '2023-03-11', '2023-05-10', '2023-05-11']) {
      await sweep(app, noon(day));
      gone.push((await orderNos(app)).retired);
    }
    const all = ['completed', 'paid', 'refunded'];
    expect(gone).toEqual([['paid'], ['paid'], ['paid', 'refunded'], ['paid', 'refunded'], all]);
    expect((await verify(app)).differences).toEqual([]);
  });

  it('that changed here lately is kept, however old it is: its history is still being loaded', async () => {
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon('2018-01-10'), lines });
    await app.sql(`update sales_order set changed_at = '${noon('2022-05-01')}'`);
    expect((await sweep(app, '2022-05-31T12:00:00+08:00')).orders).toBe(0);
    expect((await sweep(app, '2022-05-31T12:00:01+08:00')).orders).toBe(1);
  });

  it('goes with its lines, refunds and words; entries, message keys and rollups stay, and rankings with them', async () => {
    const refunds = [{ amountFen: 100, succeededAt: noon('2020-01-12') }];
    await sellLongAgo(
      app,
      seller,
      { orderNo: 'old', paidAt: noon('2020-01-10'), lines: [...lines, { itemId: 'unmapped', paidFen: 70 }], refunds },
      { orderNo: 'young', paidAt: noon('2021-01-10'), lines },
    );
    const RANGE = { from: '2020-01-01', to: '2021-12-31' };
    const headlines = async () => {
      const answers = [];
      for (const subject of ['cities', 'villages', 'merchants', 'products', 'platforms'])
        for (const refundView of ['cash', 'cohort']) {
          const { items, total, unallocated } = await ranking(app, subject, { ...RANGE, refundView });
          answers.push({ subject, refundView, items, total, unallocated });
        }
      return JSON.stringify(answers);
    };
    const before = await headlines();
    const entries = await app.sql('select * from revenue_entry order by entry_id');
    const { horizon } = await verify(app);
    expect(horizon).toEqual({ retiredOrders: 0, recomputableFrom: null });

    expect((await sweep(app, noon('2023-06-01'))).orders).toBe(1);

    expect(await headlines()).toBe(before);
    expect(await app.sql('select * from revenue_entry order by entry_id')).toEqual(entries);
    const left = ['sales_order', 'order_line', 'order_refund', 'order_word', 'order_todo', 'inbox_message'].map(
      (table) => `(select count(*)::int from ${table}) as ${table}`,
    );
    expect(await app.sql(`select ${left.join(', ')}`)).toEqual([
      { sales_order: 1, order_line: 1, order_refund: 0, order_word: 1, order_todo: 0, inbox_message: 2 },
    ]);
    expect(
      await app.sql(`select order_no, to_char(retired_on, 'YYYY-MM-DD') as retired_on, to_char(pay_day, 'YYYY-MM-DD') as pay_day,
                                 paid_fen::int, refunded_fen::int from retired_order`),
    ).toEqual([{ order_no: 'old', retired_on: '2023-06-01', pay_day: '2020-01-10', paid_fen: 570, refunded_fen: 100 }]);
    const after = await verify(app);
    expect(after.differences).toEqual([]);
    expect(after.horizon).toEqual({ retiredOrders: 1, recomputableFrom: '2020-01-11' });
  });

  it('is not moved by a later change of a register: what is left of it stays as it was counted', async () => {
    await sellLongAgo(
      app,
      seller,
      { orderNo: 'A', paidAt: noon('2019-01-10'), lines },
      { orderNo: 'B', paidAt: noon('2022-01-10'), lines },
    );
    await sweep(app, noon('2023-01-10'));
    const other = await created(app, 'products', {
      merchantId: seller.merchantId,
      name: '盘',
      category: 'ceramics',
      originDivisionCode: '140681102218',
      isAgricultural: false,
    });
    expect((await app.request('PUT', `/api/v1/shops/${seller.shopId}/items/bowl`, { productId: other })).body).toMatchObject({
      affectedLines: 1,
    });
    await settle(app);
    const { items } = await ranking(app, 'villages', { from: '2019-01-01', to: '2022-12-31' });
    expect(items.map(({ id, paidFen, orders }) => ({ id, paidFen, orders }))).toEqual([
      { id: '140681102201', paidFen: 500, orders: 1 },
      { id: '140681102218', paidFen: 500, orders: 1 },
    ]);
    expect((await verify(app)).differences).toEqual([]);
  });

  it('waits for a change of a register that is still to be marked', async () => {
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), lines });
    await app.sql(`insert into reattribution_todo (kind, merchant_id) values ('merchant', 1)`);
    expect(await sweep(app, noon('2023-01-10'))).toMatchObject({ state: 'waiting', orders: 0 });
    await app.sql('delete from reattribution_todo');
    expect(await sweep(app, noon('2023-01-10'))).toMatchObject({ state: 'finished', orders: 1 });
  });

  it('that is still to be posted is passed by', async () => {
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), lines });
    await app.sql(`insert into order_todo values (${shopDbId}, 'A')`);
    expect(await sweep(app, noon('2023-01-10'))).toMatchObject({ state: 'finished', orders: 0 });
    expect(await app.sql('select from order_todo')).toHaveLength(1);
  });

  it('marked by somebody who saw it before it was retired is not reversed', async () => {
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), lines });
    await sweep(app, noon('2023-01-10'));
    await app.sql(`insert into order_todo values (${shopDbId}, 'A')`);
    await say(app, seller, { orderNo: 'B', paidAt: noon('2022-01-10'), lines }, noon('2022-01-10'));
    expect((await ranking(app, 'villages', { from: '2019-01-10', to: '2019-01-10' })).total).toMatchObject({ paidFen: 500, orders: 1 });
    expect((await verify(app)).differences).toEqual([]);
  });

  it('is counted beforehand, exactly as it will go', async () => {
    const days = ['2019-01-10', '2019-03-10', '2019-02-10', '2022-01-10'];
    await sellLongAgo(app, seller, ...days.map((day) => ({ orderNo: day, paidAt: noon(day), lines })));
    await created(app, 'legal-holds', { shopId: seller.shopId, orderNo: '2019-02-10', reason: '诉讼' });
    const at = noon('2023-01-10');
    expect(await previewAt(app, at).preview()).toEqual({
      day: '2023-01-10',
      orders: 2,
      heldOrders: 1,
      settledFrom: '2019-01-10',
      settledTo: '2019-03-10',
      payloadDays: [],
    });
    expect(await orderNos(app)).toEqual({ stored: days.toSorted(), retired: [] });
    expect((await sweep(app, at)).orders).toBe(2);
  });
});
