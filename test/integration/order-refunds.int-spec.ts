import { startTestApp, type TestApp } from '../support/test-app.js';
import { newSeller, noon, type Seller } from './sales.js';
import { counted, line, NOTHING, PAID, PAID_AT, refund, ToldOrder } from './told-order.js';

const PAY_DAY = '2026-11-20';
const SHIPPED_AT = '2026-11-22T08:00:00+08:00';
const SHIPPED = { status: 'shipped', paidAt: PAID_AT, shippedAt: SHIPPED_AT };
const SOLD = { ...NOTHING, paidFen: 1_000, orders: 1, lines: 1, quantity: 1 };

describe('a refund, told by its platform', () => {
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

  const refunded = async (day?: string, refundView?: string) => (await counted(app, seller, day, refundView)).refundedFen;

  it('in several parts of a line counts each on its own day, and all on the day of payment in the other view', async () => {
    await order.tell(PAID);
    const parts = [
      ['R1', 300, '2026-11-22'],
      ['R2', 200, '2026-11-23'],
      ['R3', 500, '2026-11-23'],
    ] as const;
    for (const [refundNo, fen, day] of parts) await order.tell({ ...PAID, refunds: [refund(refundNo, fen, { succeededAt: noon(day) })] });
    expect(await order.show()).toMatchObject({ paidFen: 1_000, refundedFen: 1_000, netFen: 0, reviewFlags: [] });
    expect([await refunded(PAY_DAY), await refunded('2026-11-22'), await refunded('2026-11-23')]).toEqual([0, 300, 700]);
    expect([await refunded(PAY_DAY, 'cohort'), await refunded('2026-11-23', 'cohort')]).toEqual([1_000, 0]);
    expect(await counted(app, seller)).toEqual({ ...SOLD, refundedFen: 1_000 });
  });

  it('that is refused counts nothing, and counts once it is granted after all', async () => {
    const asked = (status: string, succeededAt: string | null) => ({ ...PAID, refunds: [refund('R1', 400, { status, succeededAt })] });
    expect(await order.tell(asked('requested', null))).toMatchObject({
      refundedFen: 0,
      refunds: [{ status: 'requested', succeededAt: null }],
    });
    expect(await order.tell(asked('refused', null))).toMatchObject({ refundedFen: 0, refunds: [{ status: 'refused' }] });
    expect(await counted(app, seller)).toEqual(SOLD);
    expect(await order.tell(asked('succeeded', noon('2026-11-25')))).toMatchObject({
      refundedFen: 400,
      refunds: [{ status: 'succeeded' }],
    });
    expect([await refunded('2026-11-25'), await refunded()]).toEqual([400, 400]);
  });

  it('that is taken back counts no longer, on any day', async () => {
    await order.tell({ ...PAID, refunds: [refund('R1', 400)] });
    expect([await refunded('2026-11-22'), await refunded(PAY_DAY, 'cohort')]).toEqual([400, 400]);
    expect(await order.tell({ ...PAID, refunds: [refund('R1', 400, { status: 'cancelled' })] })).toMatchObject({
      refundedFen: 0,
      netFen: 1_000,
    });
    expect([await refunded('2026-11-22'), await refunded(PAY_DAY, 'cohort')]).toEqual([0, 0]);
    expect(await counted(app, seller)).toEqual(SOLD);
  });

  it('that a later word does not mention stands', async () => {
    await order.tell({ ...PAID, refunds: [refund('R1', 400)] });
    expect(await order.tell({ ...SHIPPED, refunds: [] })).toMatchObject({ status: 'shipped', refundedFen: 400 });
  });

  it('by exchange or resend moves no money', async () => {
    const kinds = ['exchange', 'resend'].map((kind) => refund(kind, 0, { kind, quantity: 1, reason: '破损' }));
    expect(await order.tell({ ...SHIPPED, refunds: kinds })).toMatchObject({
      refundedFen: 0,
      reviewFlags: [],
      refunds: [
        { kind: 'exchange', amountFen: 0, reasonClass: 'breakage' },
        { kind: 'resend', amountFen: 0 },
      ],
    });
    expect(await counted(app, seller)).toEqual(SOLD);
  });

  it('by exchange that comes with money counts it as said, and is looked at', async () => {
    const exchange = { ...SHIPPED, refunds: [refund('R1', 150, { kind: 'exchange' })] };
    expect(await order.tell(exchange)).toMatchObject({ refundedFen: 150, reviewFlags: ['exchange-with-money'] });
    expect(await refunded()).toBe(150);
  });

  it('of freight is shown and never counted', async () => {
    const freight = { ...SHIPPED, freightFen: 800 };
    const half = { ...freight, refunds: [refund('R1', 0, { freightFen: 800 })] };
    expect(await order.tell(half)).toMatchObject({ freightFen: 800, refundedFen: 0, reviewFlags: [], refunds: [{ freightFen: 800 }] });
    const more = { ...freight, refunds: [refund('R2', 250, { freightFen: 1 })] };
    expect(await order.tell(more)).toMatchObject({ refundedFen: 250, reviewFlags: ['freight-over-refund'] });
    expect(await counted(app, seller)).toEqual({ ...SOLD, refundedFen: 250 });
  });

  it('beyond what was paid, of a line there is not, before payment or without one is counted as said and looked at', async () => {
    await order.tell({ ...PAID, refunds: [refund('R1', 700)] });
    await order.tell({ ...PAID, refunds: [refund('R2', 700)] });
    expect(await order.show()).toMatchObject({ refundedFen: 1_400, netFen: -400, reviewFlags: ['over-refund'] });
    // A message that refunds a line it does not have is impossible in itself; that a line is gone takes two.
    const renumbered = await order.tell({ ...PAID, lines: [line('2', 1_000)] });
    expect(renumbered).toMatchObject({ refundedFen: 1_400, reviewFlags: ['refund-of-unknown-line'] });
    expect(await counted(app, seller)).toEqual({ ...SOLD, refundedFen: 1_400 });
    const early = new ToldOrder(app, seller);
    const beforePayment = { ...PAID, refunds: [refund('R1', 100, { succeededAt: '2026-11-20T12:15:29+08:00' })] };
    expect(await early.tell(beforePayment)).toMatchObject({ refundedFen: 100, reviewFlags: ['refund-before-payment'] });
    expect(await early.tell({ status: 'created' })).toMatchObject({ refundedFen: 0, reviewFlags: ['refund-without-payment'] });
    expect(await refunded()).toBe(1_400);
  });

  it('is before or after dispatch of its line, whichever is told first', async () => {
    const [early, late] = ['2026-11-21T09:00:00+08:00', '2026-11-23T09:00:00+08:00'];
    const refunds = [
      refund('R1', 100, { succeededAt: early, reason: '不想要了' }),
      refund('R2', 100, { succeededAt: late, reason: '发霉' }),
      refund('R3', 100, { lineNo: '2', succeededAt: late, reason: '  ' }),
    ];
    const lines = [line('1', 600), line('2', 400, { shippedAt: '2026-11-24T08:00:00+08:00' })];
    const phases = async () => (await order.show()).refunds.map(({ refundNo, reasonClass, phase }) => [refundNo, reasonClass, phase]);
    await order.tell({ ...PAID, lines, refunds });
    expect(await phases()).toEqual([
      ['R1', 'changed-mind', 'before-dispatch'],
      ['R2', 'quality', 'before-dispatch'],
      ['R3', 'unstated', 'before-dispatch'],
    ]);
    await order.tell({ ...SHIPPED, lines });
    expect(await phases()).toEqual([
      ['R1', 'changed-mind', 'before-dispatch'],
      ['R2', 'quality', 'after-dispatch'],
      ['R3', 'unstated', 'before-dispatch'],
    ]);
  });
});
