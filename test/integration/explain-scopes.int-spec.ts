import {
  type ExplainDto,
  type ExplainedOrderDto,
  type ExplainedPartDto,
  Explaining,
  ExplainQuery,
} from '../../src/modules/explain/index.js';
import type { Scope } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newItem, newSeller, noon, ranking, type Seller, sell } from './sales.js';

const VILLAGE = '140681102201';
const AWAY = '140226100213';
const NOTHING = { paidFen: 0, refundedFen: 0, netFen: 0, lines: 0, quantity: 0 };

/** Promise 8, for explanations: nobody reads across the fence, and whoever cannot see all is told how much it is. */
describe('of a number, an account that sees only a part is shown that part', () => {
  let app: TestApp;
  let seller: Seller;
  const day = { from: '2026-10-10', to: '2026-10-10' };
  let foreign: Seller;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    seller = await newSeller(app, VILLAGE);
    await newItem(app, seller, 'item', { originDivisionCode: VILLAGE });
    foreign = await newSeller(app, AWAY);
    await newItem(app, foreign, 'item', { originDivisionCode: VILLAGE });
    const lines = [{ paidFen: 100 }];
    await sell(app, seller, { paidAt: noon(day.from), lines });
    await sell(app, foreign, { paidAt: noon(day.from), lines: [{ paidFen: 30 }] });
    await settle(app);
  });
  const as = (scope: Scope, query: Partial<ExplainQuery>): Promise<ExplainDto> =>
    app.app.get(Explaining).explain({ kind: 'program', name: 'test', scope }, Object.assign(new ExplainQuery(), day, query));
  const merchant = (one: Seller): Scope => ({ kind: 'merchants', merchantIds: [one.merchantId] });

  it('nothing foreign is shown to a merchant', async () => {
    for (const by of ['parts', 'orders'] as const) {
      expect(await as(merchant(seller), { subject: 'merchants', id: foreign.merchantId, by })).toMatchObject({
        ...{ name: null, measures: { paidFen: 0 }, remainder: NOTHING, items: [] },
      });
      const { measures, items, remainder } = await as(merchant(seller), { subject: 'platforms', part: 'total', by });
      expect([measures.paidFen, remainder, items.map(({ shopId }) => shopId)]).toEqual([100, NOTHING, [seller.shopId]]);
      const county = await as(merchant(seller), { subject: 'counties', id: '140681', by });
      expect([county.measures.paidFen, county.remainder, county.items.map(({ shopId }) => shopId)]).toEqual([
        100,
        NOTHING,
        [seller.shopId],
      ]);
    }
  });

  it('a bureau is told how much of an area’s total is not its own to look into', async () => {
    const bureau: Scope = { kind: 'division', codePrefix: '140226' };
    const own = await ownPaid(foreign);
    for (const by of ['parts', 'orders'] as const) {
      const { measures, items, remainder } = await as(bureau, { subject: 'villages', id: VILLAGE, by });
      const shops = new Set(items.map(({ shopId }) => shopId));
      expect(shops.has(seller.shopId)).toBe(false);
      expect(shops.has(foreign.shopId)).toBe(true);
      expect(remainder.paidFen).toBe(measures.paidFen - own);
      expect(remainder.paidFen).toBeGreaterThan(0);
    }
  });

  /** All that merchants at home in AWAY sold that day. */
  async function ownPaid(one: Seller): Promise<number> {
    const { items } = await ranking(app, 'merchants', { ...day, within: AWAY, basis: 'merchant' });
    expect(items.map(({ id }) => id)).toContain(one.merchantId);
    return items.reduce((sum, { paidFen }) => sum + paidFen, 0);
  }

  it('of what another’s shop sold for a merchant it gets the number, and not the order', async () => {
    await app.sql(
      `insert into attribution_rule (effect, merchant_id, target_merchant_id, reason, created_by) values ('merchant', $1, $2, '代销', 'test')`,
      [foreign.merchantId, seller.merchantId],
    );
    await settle(app);
    const mine = { subject: 'merchants', id: seller.merchantId } as const;
    const parts = await as(merchant(seller), mine);
    expect([parts.measures.paidFen, parts.remainder, (parts.items as ExplainedPartDto[]).map(({ shopId }) => shopId).sort()]).toEqual([
      130,
      NOTHING,
      [seller.shopId, foreign.shopId].sort(),
    ]);
    const orders = await as(merchant(seller), { ...mine, by: 'orders' });
    expect([orders.measures.paidFen, orders.remainder.paidFen, orders.items.map(({ shopId }) => shopId)]).toEqual([
      130,
      30,
      [seller.shopId],
    ]);
    // Who sold it sees that it was counted for it, and is not any more.
    const { measures, remainder, items } = await as(merchant(foreign), { subject: 'platforms', part: 'total', by: 'orders' });
    expect([measures.paidFen, remainder]).toEqual([0, NOTHING]);
    const lines = (items as ExplainedOrderDto[]).flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'line'));
    expect(lines.map(({ merchantId, paidFen }) => [merchantId, paidFen])).toEqual([
      [foreign.merchantId, 30],
      [foreign.merchantId, -30],
    ]);
  });
});
