import type { RefundReportDto } from '../../src/modules/rankings/refund-report.dto.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newItem, newSeller, noon, type Query, read, type Seller, sell } from './sales.js';

const VILLAGE = '140681102201';

/** Refunds by what they were for, from rollups alone. */
describe('the refund report', () => {
  let app: TestApp;
  let seller: Seller;
  let productId: string;

  beforeAll(async () => {
    app = await startTestApp();
    seller = await newSeller(app, '140226');
    productId = await newItem(app, seller, 'item', { originDivisionCode: VILLAGE });
    const refund = (refundNo: string, amountFen: number, day: string, reason: string | null, more: object = {}) => ({
      refundNo,
      amountFen,
      succeededAt: noon(day),
      reason,
      ...more,
    });
    await sell(
      app,
      seller,
      {
        paidAt: noon('2026-10-30'),
        shippedAt: noon('2026-11-01'),
        lines: [{ paidFen: 1000 }],
        refunds: [
          refund('R1', 100, '2026-10-31', '不想要'),
          refund('R2', 200, '2026-11-02', '到货破损'),
          refund('R3', 300, '2026-11-03', '质量问题'),
          refund('R4', 0, '2026-11-03', '换货', { kind: 'exchange' }),
          refund('R5', 50, '2026-11-04', '破损', { status: 'refused' }),
        ],
      } as never,
      { paidAt: noon('2026-11-05'), lines: [{ paidFen: 3000 }], refunds: [refund('R1', 40, '2026-11-06', null)] as never },
    );
    await settle(app);
  });
  afterAll(() => app.close());

  const report = (query: Query): Promise<RefundReportDto> => read(app, 'refunds', query) as Promise<RefundReportDto>;
  const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
  const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
  const found = ({ items }: RefundReportDto) =>
    items.map(({ key, name, refundedFen, refunds, rate }) => [key, name, refundedFen, refunds, rate]);

  it('tells breakage from quality, with the rate of the pay cohort', async () => {
    const october = await report({ ...OCTOBER, refundView: 'cohort' });
    expect(october).toMatchObject({ paidFen: 1000, refundedFen: 600, refunds: 3, rate: 0.6 });
    expect(found(october)).toEqual([
      ['quality', '质量', 300, 1, 0.3],
      ['breakage', '破损', 200, 1, 0.2],
      ['changed-mind', '不想要', 100, 1, 0.1],
    ]);
  });

  it('books them on the day they succeeded in the cash view, without a rate', async () => {
    const november = await report(NOVEMBER);
    expect(november).toMatchObject({ paidFen: 3000, refundedFen: 540, refunds: 3, rate: null });
    expect(found(november)).toEqual([
      ['quality', '质量', 300, 1, null],
      ['breakage', '破损', 200, 1, null],
      ['unstated', '未说明', 40, 1, null],
    ]);
  });

  it('tells what was refunded before dispatch from what came back', async () => {
    expect(found(await report({ ...OCTOBER, refundView: 'cohort', by: 'phase' }))).toEqual([
      ['after-dispatch', '发货后', 500, 2, 0.5],
      ['before-dispatch', '发货前', 100, 1, 0.1],
    ]);
  });

  it('has the rate of each merchant, product and month', async () => {
    const range = { from: '2026-10-01', to: '2026-11-30', refundView: 'cohort' };
    expect((await report({ ...range, by: 'merchant' })).items).toMatchObject([
      { key: seller.merchantId, refundedFen: 640, paidFen: 4000, rate: 0.16 },
    ]);
    expect((await report({ ...range, by: 'product' })).items).toMatchObject([
      { key: productId, name: '产品', refundedFen: 640, rate: 0.16 },
    ]);
    expect((await report({ ...range, by: 'month' })).items).toMatchObject([
      { key: '2026-10', refundedFen: 600, paidFen: 1000, rate: 0.6 },
      { key: '2026-11', refundedFen: 40, paidFen: 3000, rate: 40 / 3000 },
    ]);
  });

  it.each([
    [{ basis: 'origin', within: '140681' }, 640],
    [{ basis: 'origin', within: '140226' }, 0],
    [{ basis: 'merchant', within: '140226' }, 640],
    [{ basis: 'merchant', within: VILLAGE }, 0],
    [{ category: 'ceramics' }, 640],
    [{ category: 'grain' }, 0],
    [{ platform: 'standard' }, 640],
    [{ platform: 'jd' }, 0],
  ])('counts what lies in %j', async (query, refundedFen) => {
    const answer = await report({ from: '2026-10-01', to: '2026-11-30', ...query });
    expect(answer.refundedFen).toBe(refundedFen);
    expect(answer.items.reduce((sum, item) => sum + item.refundedFen, 0)).toBe(refundedFen);
  });
});
