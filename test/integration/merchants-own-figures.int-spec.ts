import { type RankingDto } from '../../src/modules/rankings/ranking.dto.js';
import { Database } from '../../src/platform/database/index.js';
import { OutsideProgram } from '../http/outside-program.js';
import { person } from '../http/people.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newItem, newSeller, noon, type Seller, sell } from './sales.js';

const VILLAGE = '140681102201';
const DAYS = 'from=2026-10-01&to=2026-10-31&compare=none';
const AREAS = ['cities', 'counties', 'townships', 'villages'];

let app: TestApp;
let sellers: Seller[];
let lead: OutsideProgram;
let bureau: OutsideProgram;
let operator: OutsideProgram;
beforeAll(async () => {
  app = await startTestApp();
  operator = new OutsideProgram(app);
  sellers = [];
  for (const paidFen of [1_000_000, 1_040_000, 1_400_000, 5_550_000]) {
    const seller = await newSeller(app, VILLAGE);
    await newItem(app, seller, 'item', { originDivisionCode: VILLAGE });
    await sell(app, seller, { paidAt: noon('2026-10-10'), lines: [{ paidFen }] });
    sellers.push(seller);
  }
  await settle(app);
  lead = await person(app, 'lead', { merchantIds: [merchant(0)] });
  bureau = await person(app, 'bureau', { divisionCode: '140603' });
});
afterAll(() => app.close());

const merchant = (index: number): string => sellers[index]?.merchantId ?? '';

describe('A lead', () => {
  it.each(AREAS)('sees in a ranking of %s what its own merchants sold, and is told so', async (subject) => {
    for (const basis of ['origin', 'merchant']) {
      const all = await operator.read<RankingDto>(`/api/v1/rankings/${subject}?${DAYS}&basis=${basis}`);
      const own = await lead.read<RankingDto>(`/api/v1/rankings/${subject}?${DAYS}&basis=${basis}`);
      expect([all.sellers, all.total.paidFen, all.total.orders]).toEqual([undefined, 8_990_000, 4]);
      expect([own.sellers, own.total.paidFen, own.total.orders]).toEqual(['own', 1_000_000, 1]);
      expect(own.items.map(({ id, paidFen, orders }) => [id, paidFen, orders])).toEqual(all.items.map(({ id }) => [id, 1_000_000, 1]));
    }
  });

  it.each(['day', 'week', 'month'])('sees its own by %s', async (by) => {
    const { sellers: whose, items } = await lead.read<{ sellers: string; items: { paidFen: number }[] }>(
      `/api/v1/revenue?from=2026-10-01&to=2026-10-31&by=${by}&within=140681`,
    );
    expect([whose, items.reduce((sum, { paidFen }) => sum + paidFen, 0)]).toEqual(['own', 1_000_000]);
  });
});

describe('A bureau', () => {
  it('sees totals of the areas of others, and of goods only those of its own merchants', async () => {
    const areas = await bureau.read<RankingDto>(`/api/v1/rankings/counties?${DAYS}`);
    expect([areas.sellers, areas.total.paidFen]).toEqual([undefined, 8_990_000]);
    for (const narrowed of [`counties?${DAYS}&platform=standard`, `merchants?${DAYS}`, `products?${DAYS}`]) {
      const goods = await bureau.read<RankingDto>(`/api/v1/rankings/${narrowed}`);
      expect([goods.sellers, goods.total.paidFen, goods.items]).toEqual(['own', 0, []]);
    }
  });
});

describe('Where a merchant stands', () => {
  const standing = (who: OutsideProgram, index: number, query: string) =>
    who.read<object>(`/api/v1/merchants/${merchant(index)}/standing?${query}`);

  it.each(['2026-10', '2026-Q4', '2026'])('is its place in %s, and how far the next one is in three bands', async (period) => {
    const told = await Promise.all([0, 1, 2, 3].map((index) => standing(operator, index, `period=${period}`)));
    expect(told).toMatchObject([
      { rank: 4, gap: 'under-tenth', isWithheld: false },
      { rank: 3, gap: 'tenth-to-half', isWithheld: false },
      { rank: 2, gap: 'over-half', isWithheld: false },
      { rank: 1, gap: null, isWithheld: false },
    ]);
  });

  it('is all that is told', async () => {
    const told = await standing(lead, 0, 'period=2026-10&among=city');
    expect(Object.keys(told).sort()).toEqual(['among', 'asOf', 'gap', 'isWithheld', 'range', 'rank']);
    expect(told).toMatchObject({ range: { from: '2026-10-01', to: '2026-10-31' }, among: 'city', rank: 4, gap: 'under-tenth' });
  });

  it('is withheld where fewer than three compete', async () => {
    const alone = await newSeller(app, '140622');
    await newItem(app, alone, 'item', { originDivisionCode: '140622' });
    await sell(app, alone, { paidAt: noon('2026-10-10'), lines: [{ paidFen: 77 }] });
    await settle(app);
    const told = await operator.read<object>(`/api/v1/merchants/${alone.merchantId}/standing?period=2026-10`);
    expect(told).toMatchObject({ rank: null, gap: null, isWithheld: true });
    expect(await operator.read<object>(`/api/v1/merchants/${alone.merchantId}/standing?period=2026-10&among=city`)).toMatchObject({
      rank: 5,
    });
  });

  it('is not known of a month in which it sold nothing', async () => {
    expect(await standing(operator, 0, 'period=2026-09')).toMatchObject({ rank: null, gap: null });
  });

  it.each(['2026-10-10', '2026-13', '2026-Q5', '2014', '2026-10..2026-11'])('is not told for %s', async (period) => {
    expect((await lead.ask('GET', `/api/v1/merchants/${merchant(0)}/standing?period=${period}`)).status).toBe(400);
  });

  it('is nobody else’s business, even if the first wall let it through', async () => {
    expect((await lead.ask('GET', `/api/v1/merchants/${merchant(1)}/standing?period=2026-10`)).status).toBe(404);
    const scope = { kind: 'merchants', merchantIds: [merchant(0)] } as const;
    const placeOf = (index: number): Promise<object[]> =>
      app.app
        .get(Database)
        .transaction({ kind: 'program', name: 'test', scope }, (tx) =>
          tx.query(`select place::int from merchant_standing($1, 6, 'month', array['2026-10-01'::date])`, [merchant(index)]),
        );
    expect([await placeOf(0), await placeOf(1)]).toEqual([[{ place: 4 }], []]);
  });
});
