import { SUBJECTS } from '../../src/modules/rankings/ranking-query.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { created, newItem, newSeller, noon, type Query, ranking, revenue, type Seller, sell } from './sales.js';

const SALES_TABLES =
  'order_word, sales_order, order_line, order_refund, order_todo, revenue_entry, entry_todo, inbox_message, inbox_payload, inbox_todo';
const CAMPAIGN = {
  name: '节',
  kind: 'own',
  from: '2026-11-01',
  to: '2026-11-30',
  ownerCode: '14',
  areaCodes: ['14'],
  sessionRule: 'areas',
};
const RANGE = { from: '2024-12-01', to: '2026-11-30' };
const MEASURES = ['net', 'paid', 'refunded', 'lines', 'quantity'];
const AREA_WITHIN = [undefined, '14', '1406'];

/** Promise 7: whatever is asked of rankings and series is answered from rollups, by a role that may not read a single order. */
describe('without the right to read orders, entries and messages', () => {
  let app: TestApp;
  let home: Seller;
  let before: string;

  beforeAll(async () => {
    app = await startTestApp();
    home = await sellerOnAir(app, '140681102201', 'standard');
    await sellerOnAir(app, '140226100213', 'jd');
    await created(app, 'campaigns', CAMPAIGN);
    await settle(app);
    before = await everyHeadline();
    await app.sql(`revoke select on ${SALES_TABLES} from cunbo_app`);
  });
  afterAll(() => app.close());

  it('an order cannot be read', async () => {
    expect((await app.request('GET', `/api/v1/orders?shopId=${home.shopId}`)).status).toBeGreaterThanOrEqual(400);
  });

  it('all subjects answer what they answered before', async () => {
    expect(await everyHeadline()).toBe(before);
    expect((await ranking(app, 'merchants', RANGE)).total).toMatchObject({ paidFen: 400, refundedFen: 20, orders: 4, lines: 4 });
  });

  it.each(SUBJECTS)('%s answers every combination of filters', async (subject) => {
    // One after the other: how many at once a process can answer is another question.
    const answers = [];
    for (const filters of combinations()) answers.push(await ranking(app, subject, { ...RANGE, ...filters }));
    expect(answers.some(({ items }) => items.length > 0)).toBe(true);
    for (const measure of MEASURES) await ranking(app, subject, { ...RANGE, measure });
    if (subject !== 'products' && subject !== 'categories') await ranking(app, subject, { ...RANGE, measure: 'orders' });
  });

  it('pages go on', async () => {
    const { nextCursor } = await ranking(app, 'villages', { ...RANGE, limit: 1 });
    expect((await ranking(app, 'villages', { ...RANGE, limit: 1, cursor: nextCursor ?? '' })).items).toHaveLength(1);
  });

  it('the series answers every combination', async () => {
    for (const by of ['day', 'week', 'month'])
      for (const basis of ['origin', 'merchant'])
        for (const refundView of ['cash', 'cohort'])
          for (const within of [...AREA_WITHIN, '140681', '140681102', '140681102201'])
            expect(
              (await revenue(app, { from: '2026-10-01', to: '2026-11-30', by, basis, refundView, within })).items.length,
            ).toBeGreaterThan(1);
  });

  async function everyHeadline(): Promise<string> {
    const answers = [];
    for (const subject of SUBJECTS) {
      const { items, total, unallocated } = await ranking(app, subject, RANGE);
      answers.push({ subject, items, total, unallocated });
    }
    return JSON.stringify(answers);
  }
});

async function sellerOnAir(app: TestApp, divisionCode: string, platform: string): Promise<Seller> {
  const seller = await newSeller(app, divisionCode, platform);
  const { merchantId, shopId } = seller;
  await newItem(app, seller, 'item', { originDivisionCode: divisionCode, category: 'grain.buckwheat' });
  const hostId = await created(app, 'hosts', { merchantId, name: '主播' });
  await created(app, 'live-sessions', { merchantId, title: '晚场', startedAt: '2026-11-10T11:00:00+08:00', shopId, hostId });
  const refunds = [{ amountFen: 10, succeededAt: noon('2026-11-12') }];
  await sell(
    app,
    seller,
    { paidAt: noon('2026-11-10'), lines: [{ paidFen: 100 }], refunds },
    { paidAt: noon('2025-11-10'), lines: [{ paidFen: 100 }] },
  );
  return seller;
}

function combinations(): Query[] {
  const choices: Readonly<Record<string, readonly (string | undefined)[]>> = {
    basis: ['origin', 'merchant'],
    refundView: ['cash', 'cohort'],
    within: AREA_WITHIN,
    category: [undefined, 'grain'],
    platform: [undefined, 'jd'],
    compare: ['yoy', 'previous', 'none'],
  };
  return Object.entries(choices).reduce<Query[]>(
    (queries, [name, values]) => queries.flatMap((query) => values.map((value) => ({ ...query, [name]: value }))),
    [{}],
  );
}
