import { OrderRecorder, type SaidOrder } from '../../src/modules/orders/index.js';
import { Database, operator } from '../../src/platform/database/index.js';
import { anyId, startTestApp, type TestApp } from '../support/test-app.js';
import { newSeller, noon } from './sales.js';

const AT = Date.parse('2026-11-20T04:00:00Z');

describe('What is said of an order', () => {
  let app: TestApp;
  let shopDbId: string;
  beforeAll(async () => {
    app = await startTestApp();
    const { merchantId } = await newSeller(app);
    const [shop] = await app.sql<{ id: string }>('select id::text from shop where merchant_id = $1 order by id limit 1', [merchantId]);
    shopDbId = shop!.id;
  });
  afterAll(() => app.close());

  function said(orderNo: string, key: string, fen: number, more: Partial<SaidOrder> = {}): SaidOrder {
    const line = { lineNo: '1', itemId: 'item', skuId: '', productId: null, title: '荞麦米', quantity: 1, paidFen: fen };
    return {
      ...{ shopDbId, orderNo, messageKey: key, source: 'platform', version: null, saidAt: new Date(AT) },
      header: {
        ...{
          status: 'paid',
          createdAt: noon('2026-11-20'),
          paidAt: noon('2026-11-20'),
          shippedAt: null,
          roomId: null,
          platformHostId: null,
        },
        ...{ liveSessionId: null, buyerHash: null, channel: '', freightFen: 0, depositFen: 0, currency: 'CNY', voidReason: null },
        lines: [{ ...line, originalAmount: null, lot: null, isGift: false, shippedAt: null }],
      },
      refunds: [],
      ...more,
    };
  }

  function refunded(orderNo: string, key: string, ...amounts: readonly number[]): SaidOrder {
    const refund = {
      lineNo: '1',
      itemId: 'item',
      skuId: '',
      productId: null,
      lot: null,
      originalAmount: null,
      freightFen: 0,
      quantity: null,
    };
    const refunds = amounts.map((amountFen) => {
      const succeeded = { status: 'succeeded', succeededAt: noon('2026-11-22'), reason: null } as const;
      return { ...refund, refundNo: 'R1', amountFen, kind: 'refund', ...succeeded } as const;
    });
    return said(orderNo, key, 0, { header: null, refunds, saidAt: new Date(AT + 5_000) });
  }

  const inTransaction = (work: (recorder: OrderRecorder, tx: Parameters<OrderRecorder['record']>[0]) => Promise<unknown>) =>
    app.app.get(Database).transaction(operator('test'), async (tx) => void (await work(app.app.get(OrderRecorder), tx)));
  const record = (...orders: readonly SaidOrder[]) => inTransaction((recorder, tx) => recorder.record(tx, orders));
  const stored = (...orderNos: readonly string[]) =>
    app.sql<{ order_no: string; said: string }>(
      `select o.order_no, concat_ws(' ', o.status, o.void_reason, o.winning_message_key, o.review_flags,
              (select json_agg(l order by l.line_no) from order_line l where l.shop_id = o.shop_id and l.order_no = o.order_no),
              (select json_agg(r order by r.refund_no) from order_refund r where r.shop_id = o.shop_id and r.order_no = o.order_no)) as said
       from sales_order o where o.shop_id = $1 and o.order_no = any ($2) order by o.order_no`,
      [shopDbId, orderNos],
    );
  const money = async (orderNo: string) => {
    const [row] = await app.sql<{ paid: number; refunded: number }>(
      `select (select coalesce(sum(paid_fen), 0)::int from order_line where shop_id = $1 and order_no = $2) as paid,
              (select coalesce(sum(amount_fen), 0)::int from order_refund where shop_id = $1 and order_no = $2) as refunded`,
      [shopDbId, orderNo],
    );
    return row;
  };

  it('makes it what all that was kept of it makes it, read back', async () => {
    const [a, b, c] = [anyId('a'), anyId('b'), anyId('c')];
    await record(
      said(a, 'a1', 100),
      refunded(b, 'b1', 30),
      said(c, 'c1', 700, { header: { ...said(c, '', 700).header!, currency: 'USD' } }),
    );
    await record(
      said(a, 'a2', 200, { saidAt: new Date(AT - 1_000) }),
      said(b, 'b2', 500),
      said(b, 'b3', 400, { saidAt: new Date(AT + 1) }),
    );
    await record(refunded(a, 'a3', 40), said(a, 'a4', 300, { source: 'hand', version: 9 }));
    const before = await stored(a, b, c);
    expect(before).toHaveLength(3);
    const keys = [a, b, c].sort().map((orderNo) => ({ shopDbId, orderNo }));
    await inTransaction((recorder, tx) => recorder.recordAgain(tx, keys));
    expect(await stored(a, b, c)).toEqual(before);
    expect([await money(a), await money(b)]).toEqual([
      { paid: 100, refunded: 40 },
      { paid: 400, refunded: 30 },
    ]);
  });

  it('stays as it was first said, whatever the same message says later or twice at once', async () => {
    const orderNo = anyId('d');
    await record(said(orderNo, 'd1', 100), said(orderNo, 'd1', 900));
    await record(said(orderNo, 'd1', 800));
    await record(refunded(orderNo, 'd2', 10, 60));
    expect(await money(orderNo)).toEqual({ paid: 100, refunded: 10 });
    await inTransaction((recorder, tx) => recorder.recordAgain(tx, [{ shopDbId, orderNo }]));
    expect(await money(orderNo)).toEqual({ paid: 100, refunded: 10 });
  });

  it('counts nothing where a file said it that was taken back while its message waited', async () => {
    const [orderNo, both] = [anyId('e'), anyId('f')];
    await record(said(orderNo, 'file:e', 100, { source: 'file' }), said(both, 'f1', 200), said(both, 'file:f', 900, { source: 'file' }));
    expect(await stored(orderNo)).toEqual([{ order_no: orderNo, said: expect.stringContaining('import.undone') }]);
    expect(await money(both)).toMatchObject({ paid: 200 });
  });

  it('counts where an import tells it', async () => {
    const orderNo = anyId('g');
    await inTransaction((recorder, tx) => recorder.record(tx, [said(orderNo, 'file:g', 100, { source: 'file' })], { areTold: true }));
    expect(await stored(orderNo)).toEqual([{ order_no: orderNo, said: expect.not.stringContaining('import.undone') }]);
  });
});
