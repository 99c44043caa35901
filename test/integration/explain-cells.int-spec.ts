import type { ExplainDto, ExplainedOrderDto } from '../../src/modules/explain/index.js';
import { RevenueWorker } from '../../src/modules/revenue/revenue.worker.js';
import { eventually } from '../process/eventually.js';
import { settle, workersOf } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newItem, newSeller, noon, type Query, read, type Seller, sell } from './sales.js';
import { line, PAID, refund, ToldOrder } from './told-order.js';

const VILLAGE = '140681102201';
const NEIGHBOUR = '140681102218';
const AWAY = '140226100213';
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const NOTHING = { paidFen: 0, refundedFen: 0, netFen: 0, lines: 0, quantity: 0 };

/** A number is followed back to what was said; each story is told under a seller of its own. */
describe('one number', () => {
  let app: TestApp;
  let seller: Seller;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    seller = await newSeller(app, VILLAGE);
    await newItem(app, seller, 'item', { originDivisionCode: VILLAGE });
    await newItem(app, seller, 'other', { originDivisionCode: NEIGHBOUR });
  });

  const explain = async (query: Query): Promise<ExplainDto> => (await read(app, 'explain', { ...NOVEMBER, ...query })) as ExplainDto;
  const ofSeller = (query: Query = {}) => explain({ subject: 'merchants', id: seller.merchantId, ...query });
  const ordersOf = async (query: Query): Promise<ExplainedOrderDto[]> =>
    (await explain({ ...query, by: 'orders' })).items as ExplainedOrderDto[];
  const ordersOfSeller = (query: Query = {}) => ordersOf({ subject: 'merchants', id: seller.merchantId, ...query });

  it('names what it is made of, and says under which conditions', async () => {
    await sell(app, seller, { paidAt: noon('2026-11-10'), lines: [{ paidFen: 900 }, { itemId: 'unknown', paidFen: 100 }] });
    await settle(app);
    const { name, items, ...answer } = await ofSeller();
    expect(answer).toEqual({
      ...{ subject: 'merchants', part: 'member', id: seller.merchantId, range: NOVEMBER, basis: 'origin', refundView: 'cash', by: 'parts' },
      asOf: expect.stringMatching(/\+08:00$/),
      measures: { paidFen: 1_000, refundedFen: 0, netFen: 1_000, orders: 1, lines: 2, quantity: 2 },
      remainder: NOTHING,
      nextCursor: null,
    });
    const common = { merchantId: seller.merchantId, merchantName: name, shopId: seller.shopId, liveSessionId: null, sessionTitle: null };
    const once = { refundedFen: 0, lines: 1, quantity: 1 };
    expect(items).toEqual([
      { ...common, productId: expect.any(String), productName: '产品', paidFen: 900, netFen: 900, ...once },
      { ...common, productId: null, productName: null, paidFen: 100, netFen: 100, ...once },
    ]);
  });

  it('leads to the messages that were received, whichever of them counted', async () => {
    const order = new ToldOrder(app, seller);
    const early = order.word({ status: 'created' });
    const paid = order.word(PAID);
    const refunded = order.word({ ...PAID, refunds: [refund('R1', 300, { reason: '破损' })] });
    await order.deliver(refunded, early, paid);
    const { id: orderId } = await order.show();
    const [explained, ...others] = await ordersOfSeller();
    expect(others).toEqual([]);
    expect(explained).toMatchObject({ orderId, shopId: seller.shopId, orderNo: order.orderNo, paidAt: PAID.paidAt });
    const common = { source: 'platform', state: 'applied', receivedAt: expect.stringMatching(/\+08:00$/) };
    expect(explained?.messages).toMatchObject([
      { messageKey: early.id, subject: '', version: '1', ...common },
      { messageKey: paid.id, subject: '', version: '2', ...common },
      { messageKey: refunded.id, subject: '', version: '3', ...common },
      { messageKey: refunded.id, subject: 'R1', version: '3', ...common },
    ]);
    expect(explained?.entries.filter(({ refundedFen }) => refundedFen !== 0)).toMatchObject([
      { day: '2026-11-22', payDay: '2026-11-20', lineNo: '1', refundedFen: 300, refundReason: 'breakage', refundPhase: 'before-dispatch' },
    ]);
  });

  it('shows what was typed by hand as such', async () => {
    const [{ id: productId }] = (await app.sql<{ id: string }>(
      `select id from product where merchant_id = ${seller.merchantId} limit 1`,
    )) as [{ id: string }];
    const body = { merchantId: seller.merchantId, paidAt: noon('2026-11-05'), lines: [{ productId, quantity: 1, paidFen: 500 }] };
    expect((await app.request('POST', '/api/v1/orders', body)).status).toBe(201);
    await settle(app);
    expect((await ordersOfSeller())[0]?.messages).toMatchObject([
      { source: 'hand', subject: '', version: '1', state: null, receivedAt: null },
    ]);
  });

  it('shows corrections as entries with the opposite sign, also where nothing is left', async () => {
    await sell(app, seller, { paidAt: noon('2026-11-10'), lines: [{ itemId: 'moving', paidFen: 1_000 }] });
    await settle(app);
    await newItem(app, seller, 'moving', { originDivisionCode: AWAY });
    await settle(app);
    const unmapped = await ordersOf({ subject: 'merchants', id: seller.merchantId, ...NOVEMBER });
    expect(unmapped[0]?.entries.filter(({ kind }) => kind === 'line').map(({ originCode, paidFen }) => [originCode, paidFen])).toEqual(
      expect.arrayContaining([
        [null, 1_000],
        [null, -1_000],
        [AWAY, 1_000],
      ]),
    );
    const nowhere = { subject: 'products', part: 'unallocated', within: undefined };
    const corrected = (await ordersOf(nowhere)).find(({ shopId }) => shopId === seller.shopId);
    expect(corrected?.entries.map(({ paidFen, lines }) => [paidFen, lines])).toEqual([
      [1_000, 1],
      [-1_000, -1],
    ]);
    const there = { subject: 'villages', id: AWAY };
    expect((await ordersOf(there)).flatMap(({ entries }) => entries.map(({ kind, paidFen, orders }) => [kind, paidFen, orders]))).toEqual(
      expect.arrayContaining([
        ['line', 1_000, 0],
        ['order', 0, 1],
      ]),
    );
  });

  it('books a refund by cash on its day and by cohort on the day of the payment', async () => {
    const order = new ToldOrder(app, seller);
    await order.tell({ ...PAID, refunds: [refund('R1', 300)] });
    const on = (day: string, refundView: string) => ordersOfSeller({ from: day, to: day, refundView });
    const fen = (orders: ExplainedOrderDto[]) =>
      orders.flatMap(({ entries }) =>
        entries.filter(({ kind }) => kind === 'line').map(({ paidFen, refundedFen }) => [paidFen, refundedFen]),
      );
    expect(fen(await on('2026-11-20', 'cash'))).toEqual([[1_000, 0]]);
    expect(fen(await on('2026-11-22', 'cash'))).toEqual([[0, 300]]);
    expect(fen(await on('2026-11-20', 'cohort'))).toEqual(
      expect.arrayContaining([
        [1_000, 0],
        [0, 300],
      ]),
    );
    expect(await on('2026-11-22', 'cohort')).toEqual([]);
    await order.tell({ ...PAID, refunds: [refund('R1', 300, { status: 'cancelled' })] });
    expect(fen(await on('2026-11-22', 'cash'))).toEqual([
      [0, 300],
      [0, -300],
    ]);
    expect((await ofSeller({ from: '2026-11-22', to: '2026-11-22' })).measures).toMatchObject({ refundedFen: 0 });
  });

  it('counts an order of two villages once in their township', async () => {
    const order = new ToldOrder(app, seller);
    const day = { from: '2026-12-03', to: '2026-12-03' };
    await order.tell({ status: 'paid', paidAt: noon(day.from), lines: [line('1', 600), line('2', 400, { itemId: 'other' })] });
    const ordersIn = async (subject: string, id: string) => {
      const [found] = await ordersOf({ subject, id, ...day });
      return [
        found?.orderNo,
        found?.entries.reduce((sum, entry) => sum + entry.orders, 0),
        found?.entries.reduce((sum, entry) => sum + entry.paidFen, 0),
      ];
    };
    expect(await ordersIn('villages', VILLAGE)).toEqual([order.orderNo, 1, 600]);
    expect(await ordersIn('villages', NEIGHBOUR)).toEqual([order.orderNo, 1, 400]);
    expect(await ordersIn('townships', '140681102')).toEqual([order.orderNo, 1, 1_000]);
    const [whole] = await ordersOf({ subject: 'townships', id: '140681102', ...day });
    expect(whole?.entries.map(({ kind, orders }) => [kind, orders])).toContainEqual(['order-shared', -1]);
  });

  it('is read page by page, each order once, while sales go on', async () => {
    const numbers = Array.from({ length: 7 }, (_, index) => `order-${index}-0`);
    const paidAt = noon('2026-11-15');
    await sell(app, seller, ...numbers.map((orderNo) => ({ orderNo, paidAt, lines: [{ paidFen: 10 }, { itemId: 'other', paidFen: 5 }] })));
    await settle(app);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: ExplainDto = await ofSeller({ by: 'orders', limit: 2, cursor: cursor || undefined });
      seen.push(...(page.items as ExplainedOrderDto[]).map(({ orderNo }) => orderNo));
      cursor = page.nextCursor;
      await sell(app, seller, { orderNo: `order-${seen.length}-1`, paidAt, lines: [{ paidFen: 1 }] });
      await settle(app);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort());
    expect(seen.filter((orderNo) => numbers.includes(orderNo))).toEqual(numbers);
  });

  it('goes on through shops of which little is known but refunds', async () => {
    const sellers = await Promise.all(Array.from({ length: 4 }, () => newSeller(app, VILLAGE)));
    const [paidOn, refundedOn] = ['2026-10-03', '2026-10-04'];
    const refunds = [{ amountFen: 10, succeededAt: noon(refundedOn) }];
    for (const one of sellers) await sell(app, one, { paidAt: noon(paidOn), lines: [{ paidFen: 10 }], refunds });
    await settle(app);
    const shops: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = { subject: 'platforms', id: 'standard', from: refundedOn, to: refundedOn, by: 'orders', limit: 1 };
      const page: ExplainDto = await explain({ ...query, cursor: cursor || undefined });
      shops.push(...(page.items as ExplainedOrderDto[]).map(({ shopId }) => shopId));
      cursor = page.nextCursor;
    }
    expect(shops.sort()).toEqual(sellers.map(({ shopId }) => shopId).sort());
  });

  it('does not run ahead of the ranking: what is posted and not yet folded is not shown', async () => {
    const shown = async (): Promise<number[]> => {
      const { measures, items } = await ofSeller({ by: 'orders' });
      return [measures.paidFen, paidIn(items as ExplainedOrderDto[])];
    };
    await sell(app, seller, { paidAt: noon('2026-11-15'), lines: [{ paidFen: 30 }] });
    await settle(app);
    const [folder] = workersOf(app).filter((worker) => worker instanceof RevenueWorker);
    await folder?.worker.pause();
    await sell(app, seller, { paidAt: noon('2026-11-15'), lines: [{ paidFen: 70 }] });
    await eventually('the order is posted', 20_000, async () => (await app.sql('select from entry_todo')).length > 0);
    expect(await shown()).toEqual([30, 30]);
    void folder?.worker.resume();
    await settle(app);
    expect(await shown()).toEqual([100, 100]);
  });

  it.each<[query: Query, code: string, pointer: string | null]>([
    [{ subject: 'counties' }, 'explain.which-cell', '/id'],
    [{ subject: 'counties', id: '140681', part: 'total' }, 'explain.which-cell', '/part'],
    [{ subject: 'counties', id: '999999' }, 'explain.unknown-member', '/id'],
    [{ subject: 'counties', id: '140681102' }, 'explain.unknown-member', '/id'],
    [{ subject: 'counties', id: '140681', within: '1402' }, 'explain.unknown-member', '/id'],
    [{ subject: 'merchants', id: 'x' }, 'explain.unknown-member', '/id'],
    [{ subject: 'counties', part: 'total', within: VILLAGE }, 'explain.unsupported-filter', '/within'],
    [{ subject: 'counties', id: '140681', map: 'today' }, 'explain.unsupported-filter', '/map'],
    [{ subject: 'counties', id: '140681', within: '99' }, 'explain.unknown-division', '/within'],
    [{ subject: 'counties', id: '140681', from: '2026-12-01' }, 'ranking.range', '/from'],
    [{ subject: 'provinces', id: '14' }, 'input.invalid', '/subject'],
    [{ subject: 'counties', id: '140681', by: 'lines' }, 'input.invalid', '/by'],
    [{ subject: 'counties', id: '140681', limit: 501 }, 'input.invalid', '/limit'],
    [{ subject: 'counties', id: '140681', cursor: 'WyJ4Il0' }, 'input.cursor', null],
  ])('is not asked for by %j', async (query, code, pointer) => {
    const text = new URLSearchParams(
      Object.entries({ ...NOVEMBER, ...query }).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const { status, body } = await app.request('GET', `/api/v1/explain?${text.toString()}`);
    expect([status, body.code, body.errors?.[0]?.pointer ?? null]).toEqual([400, code, pointer]);
    expect(body.detail).toMatch(/\S/);
  });
});

function paidIn(orders: readonly ExplainedOrderDto[]): number {
  return orders.flatMap(({ entries }) => entries).reduce((sum, { paidFen }) => sum + paidFen, 0);
}
