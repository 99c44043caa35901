import { SHOP_SECRET } from '../model/driver.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { settle } from '../support/pipeline.js';
import { newItem, newSeller, newShop, noon, ranking, type Seller } from './sales.js';
import { letRest, orderNos, say, sellLongAgo, sweep, verify } from './retention-world.js';

const lines = [{ itemId: 'bowl', paidFen: 500 }];
const RANGE = { from: '2019-01-01', to: '2019-12-31' };

describe('after an order was retired', () => {
  let app: TestApp;
  let seller: Seller;
  let byHand: { id: string; orderNo: string };
  let handBody: object;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
    const productId = await newItem(app, seller, 'bowl', { originDivisionCode: '140681102201' });
    handBody = { merchantId: seller.merchantId, paidAt: noon('2019-02-10'), lines: [{ productId, quantity: 1, paidFen: 900 }] };
    byHand = (await app.request('POST', '/api/v1/orders', handBody)).body;
    const unpaid = { type: 'order.changed', timestamp: noon('2019-01-11') };
    await sellLongAgo(app, seller, {
      orderNo: 'paid',
      paidAt: noon('2019-01-10'),
      lines,
      refunds: [{ amountFen: 50, succeededAt: noon('2019-01-12') }],
    });
    await settle(app);
    const data = {
      orderNo: 'unpaid',
      version: 5,
      status: 'closed',
      createdAt: noon('2019-01-10'),
      lines: [{ lineNo: '1', quantity: 1, ...lines[0] }],
    };
    await deliver('unpaid', { ...unpaid, data });
    await settle(app);
    // A word typed today would keep the order typed by hand: it is made as old as the sale.
    await app.sql(`update order_word set said_at = '${noon('2019-02-10')}' where source = 'hand'`);
    await app.sql(`update sales_order set created_at = '${noon('2019-02-10')}' where source = 'hand'`);
    await letRest(app);
    expect((await sweep(app, noon('2023-01-10'))).orders).toBe(3);
  });
  afterEach(async () => {
    expect((await orderNos(app)).stored).toEqual([]);
    expect((await ranking(app, 'villages', RANGE)).total).toMatchObject({ paidFen: 1400, refundedFen: 50, orders: 2, lines: 2 });
    expect((await verify(app)).differences).toEqual([]);
  });
  afterAll(() => app.close());

  async function deliver(key: string, body: object): Promise<void> {
    expect((await app.deliver(seller.shopId, SHOP_SECRET, key, body)).status).toBe(204);
  }

  it.each([
    ['a refund of it', 'paid', [{ refundNo: 'R9', amountFen: 100, succeededAt: noon('2023-02-01') }]],
    ['an older word of an order that was never paid', 'unpaid', []],
  ])('%s is kept in quarantine with its body and its reason, and changes nothing', async (_what, orderNo, refunds) => {
    const key = await say(app, seller, { orderNo, version: 2, paidAt: noon('2019-01-10'), lines, refunds }, noon('2023-02-01'));
    const [message] = await app.sql<{ state: string; reason_code: string; reason_detail: string; has_body: boolean }>(
      `select state, reason_code, reason_detail, exists (select from inbox_payload p where p.message_key = m.message_key) as has_body
       from inbox_message m where message_key = $1`,
      [key],
    );
    expect(message).toMatchObject({ state: 'quarantined', reason_code: 'order.retired', has_body: true });
    expect(message?.reason_detail).toContain('2023-01-10 按保留期限清理');
    expect(message?.reason_detail).toContain('retired on 2023-01-10');
  });

  it('other orders of the same batch are counted', async () => {
    const other = { shopId: await newShop(app, seller.merchantId), merchantId: seller.merchantId };
    await Promise.all([
      say(app, seller, { orderNo: 'paid', paidAt: noon('2019-01-10'), version: 7, lines }, noon('2023-02-02')),
      say(app, other, { orderNo: 'paid', paidAt: noon('2022-12-10'), lines: [{ paidFen: 30 }] }, noon('2022-12-10')),
    ]);
    expect((await ranking(app, 'merchants', { from: '2022-12-10', to: '2022-12-10' })).total).toMatchObject({ paidFen: 30, orders: 1 });
    await app.sql('update sales_order set changed_at = paid_at');
    await sweep(app, noon('2026-01-01'));
  });

  it.each<[string, (id: string) => [string, string, object?]]>([
    ['reading', (id) => ['GET', `/api/v1/orders/${id}`]],
    ['correcting', (id) => ['PUT', `/api/v1/orders/${id}`, handBody]],
    ['voiding', (id) => ['POST', `/api/v1/orders/${id}/void`, { reason: '重复' }]],
    ['refunding', (id) => ['POST', `/api/v1/orders/${id}/refunds`, { lineNo: '1', amountFen: 1, refundedAt: noon('2023-01-01') }]],
  ])('%s it is answered that it is gone', async (_what, request) => {
    const { status, body } = await app.request(...request(byHand.id));
    expect([status, body.code]).toEqual([410, 'orders.retired']);
    expect(body.detail).toContain('2023-01-10');
  });

  it('its number cannot be logged again', async () => {
    const order = { ...handBody, shopId: seller.shopId, orderNo: 'paid' };
    const { status, body } = await app.request('POST', '/api/v1/orders', order);
    expect([status, body.code]).toEqual([409, 'orders.number-retired']);
  });

  it('an order that never was is still not found', async () => {
    const id = `${byHand.id.split('.')[0]}.${Buffer.from('nowhere').toString('base64url')}`;
    expect((await app.request('GET', `/api/v1/orders/${id}`)).body.code).toBe('orders.not-found');
  });
});
