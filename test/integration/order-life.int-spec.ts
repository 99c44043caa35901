import { startTestApp, type TestApp } from '../support/test-app.js';
import { newSeller, type Seller } from './sales.js';
import { counted, CREATED_AT, line, NOTHING, PAID, PAID_AT, refund, ToldOrder } from './told-order.js';

const SHIPPED_AT = '2026-11-21T08:00:00+08:00';
const LATER = '2026-11-22T08:00:00+08:00';
const SOLD = { ...NOTHING, paidFen: 1_000, orders: 1, lines: 1, quantity: 1 };

describe('an order, told by its platform', () => {
  let app: TestApp;
  let seller: Seller;
  let order: ToldOrder;

  beforeAll(async () => {
    app = await startTestApp();
  });
  beforeEach(async () => {
    seller = await newSeller(app);
    order = new ToldOrder(app, seller);
  });
  afterAll(() => app.close());

  const shown = () => counted(app, seller);

  it('counts nothing while it is created, and from its payment on', async () => {
    expect(await order.tell({ status: 'created' })).toMatchObject({ status: 'created', paidAt: null, paidFen: 0, reviewFlags: [] });
    expect(await shown()).toEqual(NOTHING);
    expect(await order.tell(PAID)).toMatchObject({ status: 'paid', paidAt: PAID_AT, paidFen: 1_000, reviewFlags: [] });
    expect(await shown()).toEqual(SOLD);
  });

  it('counts the amount of its payment when the amount changed before', async () => {
    await order.tell({ status: 'created', lines: [line('1', 1_200)] });
    await order.tell({ status: 'created', lines: [line('1', 700), line('2', 300)] });
    expect(await order.tell(PAID)).toMatchObject({ paidFen: 1_000, reviewFlags: [] });
    expect(await shown()).toEqual(SOLD);
  });

  it('counts the latest amount when it changed after payment, and is looked at', async () => {
    await order.tell(PAID);
    expect(await order.tell({ ...PAID, lines: [line('1', 900)] })).toMatchObject({
      paidFen: 900,
      reviewFlags: ['amount-changed-after-payment'],
    });
    expect(await shown()).toEqual({ ...SOLD, paidFen: 900 });
  });

  it('counts the same while it goes out in parts, whole, and is completed', async () => {
    const lines = (first: string | null, second: string | null) => [
      line('1', 600, { shippedAt: first }),
      line('2', 400, { shippedAt: second }),
    ];
    const sold = { ...SOLD, lines: 2, quantity: 2 };
    expect((await order.tell({ ...PAID, lines: lines(SHIPPED_AT, null) })).lines).toMatchObject([
      { shippedAt: SHIPPED_AT },
      { shippedAt: null },
    ]);
    expect(await shown()).toEqual(sold);
    const whole = { paidAt: PAID_AT, shippedAt: LATER, lines: lines(SHIPPED_AT, LATER) };
    expect(await order.tell({ ...whole, status: 'shipped' })).toMatchObject({
      status: 'shipped',
      shippedAt: LATER,
      lines: [{ shippedAt: SHIPPED_AT }, { shippedAt: LATER }],
    });
    expect(await order.tell({ ...whole, status: 'completed' })).toMatchObject({ status: 'completed', paidFen: 1_000, reviewFlags: [] });
    expect(await shown()).toEqual(sold);
  });

  it('counts nothing when it is closed before payment', async () => {
    await order.tell({ status: 'created' });
    expect(await order.tell({ status: 'closed' })).toMatchObject({ status: 'closed', paidFen: 0, reviewFlags: [] });
    expect(await shown()).toEqual(NOTHING);
  });

  it('counts payment and refund when it is closed after payment', async () => {
    await order.tell(PAID);
    const closed = await order.tell({ ...PAID, status: 'closed', refunds: [refund('R1', 1_000)] });
    expect(closed).toMatchObject({ status: 'closed', paidFen: 1_000, refundedFen: 1_000, netFen: 0, reviewFlags: [] });
    expect(await shown()).toEqual({ ...SOLD, refundedFen: 1_000 });
  });

  it('still counts its payment when it is closed without a refund, and is looked at until the money is back', async () => {
    await order.tell(PAID);
    expect(await order.tell({ ...PAID, status: 'closed' })).toMatchObject({ paidFen: 1_000, reviewFlags: ['closed-without-refund'] });
    expect(await shown()).toEqual(SOLD);
    const half = { ...PAID, status: 'closed', refunds: [refund('R1', 600)] };
    expect(await order.tell(half)).toMatchObject({ refundedFen: 600, reviewFlags: ['closed-without-refund'] });
    expect(await order.tell({ ...half, refunds: [refund('R2', 400)] })).toMatchObject({ refundedFen: 1_000, reviewFlags: [] });
    expect(await shown()).toEqual({ ...SOLD, refundedFen: 1_000 });
  });

  it('counts a deposit as part of its lines once it is paid, and not before', async () => {
    const reserved = { status: 'created', depositFen: 200 };
    expect(await order.tell(reserved)).toMatchObject({ depositFen: 200, paidFen: 0, reviewFlags: [] });
    expect(await shown()).toEqual(NOTHING);
    expect(await order.tell({ ...PAID, depositFen: 200 })).toMatchObject({ depositFen: 200, paidFen: 1_000, reviewFlags: [] });
    expect(await shown()).toEqual(SOLD);
  });

  it('does not count a deposit that is kept, and is looked at', async () => {
    await order.tell({ status: 'created', depositFen: 200 });
    expect(await order.tell({ status: 'closed', depositFen: 200 })).toMatchObject({ paidFen: 0, reviewFlags: ['deposit-without-payment'] });
    expect(await shown()).toEqual(NOTHING);
  });

  it('counts gifts and lines of no price as lines and pieces without money', async () => {
    const lines = [line('1', 1_000), line('2', 0, { isGift: true, quantity: 3 }), line('3', 0)];
    expect(await order.tell({ ...PAID, lines })).toMatchObject({
      paidFen: 1_000,
      reviewFlags: [],
      lines: [{ isGift: false }, { isGift: true, paidFen: 0, quantity: 3 }, { isGift: false, paidFen: 0 }],
    });
    expect(await shown()).toEqual({ ...SOLD, lines: 3, quantity: 5 });
  });

  it('of nothing but gifts is an order of no money', async () => {
    expect(await order.tell({ ...PAID, lines: [line('1', 0, { isGift: true })] })).toMatchObject({ paidFen: 0, reviewFlags: [] });
    expect(await shown()).toEqual({ ...SOLD, paidFen: 0 });
  });

  it('that is shipped after it was closed counts as said, and is looked at', async () => {
    await order.tell({ status: 'closed' });
    const shipped = await order.tell({ ...PAID, status: 'shipped', shippedAt: LATER });
    expect(shipped).toMatchObject({ paidFen: 1_000, reviewFlags: ['shipped-after-closed'] });
    expect(await shown()).toEqual(SOLD);
  });

  it('ends the same when its whole life arrives backwards and twice', async () => {
    const told = (of: ToldOrder) => [
      of.word({ status: 'created', depositFen: 100, lines: [line('1', 1_500)] }),
      of.word({ ...PAID, depositFen: 100, lines: [line('1', 900), line('2', 0, { isGift: true })] }),
      of.word({
        ...PAID,
        lines: [line('1', 1_000, { shippedAt: SHIPPED_AT }), line('2', 0)],
        refunds: [refund('R1', 300, { reason: '破损' })],
      }),
      of.word({ ...PAID, status: 'closed', shippedAt: LATER, refunds: [refund('R1', 300, { status: 'cancelled' }), refund('R2', 800)] }),
      of.word({ ...PAID, status: 'shipped', shippedAt: LATER, refunds: [refund('R3', 300, { kind: 'resend', freightFen: 5 })] }),
    ];
    await order.deliver(...told(order));
    const other = new ToldOrder(app, await newSeller(app));
    const backwards = told(other).reverse();
    await other.deliver(...backwards, ...backwards);
    const [one, two] = [await order.show(), await other.show()];
    const whose = { id: one.id, shopId: one.shopId, merchantId: one.merchantId, orderNo: one.orderNo, entityTag: '' };
    expect({ ...two, ...whose }).toEqual({ ...one, entityTag: '' });
    expect(one).toMatchObject({ createdAt: CREATED_AT, paidFen: 1_000, refundedFen: 1_100 });
    expect(one.reviewFlags).toEqual([
      'amount-changed-after-payment',
      'exchange-with-money',
      'freight-over-refund',
      'over-refund',
      'shipped-after-closed',
    ]);
  });

  it('goes on from words that were kept before they could tell of deposits, dispatch by line and kinds of refunds', async () => {
    await order.tell({ ...PAID, refunds: [refund('R1', 100, { reason: '少件' })] });
    const older = `update order_word set content = case when subject = '' then jsonb_set(content - 'depositFen', '{lines}',
      (select jsonb_agg(line - 'shippedAt') from jsonb_array_elements(content -> 'lines') line)) else content - 'kind' end where order_no = $1`;
    await app.sql(older, [order.orderNo]);
    // Lower than the word that is kept: the order stands as it was.
    await order.tell({ status: 'created', version: 0, refunds: [refund('R2', 50)] });
    expect(await order.show()).toMatchObject({
      ...{ status: 'paid', depositFen: 0, paidFen: 1_000, refundedFen: 150, reviewFlags: [] },
      lines: [{ shippedAt: null }],
      refunds: [
        { refundNo: 'R1', kind: 'refund', reasonClass: 'not-as-described' },
        { refundNo: 'R2', kind: 'refund', reasonClass: 'unstated' },
      ],
    });
  });
});
