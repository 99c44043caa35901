import type { RankingDto, RankingItemDto } from '../../src/modules/rankings/ranking.dto.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newSeller, noon, ranking, type Seller, sell } from './sales.js';

const YUAN = 100;
/** From this base on a growth rate is shown. */
const LARGE_FEN = 10_000 * YUAN;

/** Ranks, shares, growth and pages as an official reads them. */
describe('a ranking', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const paid = (day: string, paidFen: number, lines = 1) => ({
    paidAt: noon(day),
    lines: Array.from({ length: lines }, (_line, index) => ({ paidFen: index === 0 ? paidFen : 0 })),
  });

  /** Refunded on another day than it was paid. */
  const refunded = (paidOn: string, refundedOn: string, fen: number) => ({
    ...paid(paidOn, fen),
    refunds: [{ amountFen: fen, succeededAt: noon(refundedOn) }],
  });

  async function sellersPaid(day: string, amounts: readonly number[]): Promise<Seller[]> {
    const sellers: Seller[] = [];
    for (const fen of amounts) {
      const seller = await newSeller(app);
      await sell(app, seller, paid(day, fen));
      sellers.push(seller);
    }
    await settle(app);
    return sellers;
  }

  it('gives ties one rank, in the order of their ids, and goes on after them', async () => {
    const day = { from: '2018-06-01', to: '2018-06-01' };
    const sellers = await sellersPaid(day.from, [20, 10, 30, 20]);
    const { items } = await ranking(app, 'merchants', day);
    const [one = '', last, first, other = ''] = sellers.map(({ merchantId }) => merchantId);
    const [second, alsoSecond] = [one, other].sort();
    expect(items.map((item) => [item.rank, item.id])).toEqual([
      [1, first],
      [2, second],
      [2, alsoSecond],
      [4, last],
    ]);
  });

  it('shows every member once when it is read page by page', async () => {
    const day = { from: '2018-06-02', to: '2018-06-02' };
    const sellers = await sellersPaid(day.from, [20, 10, 30, 20, 20]);
    const whole = await ranking(app, 'merchants', day);
    for (const limit of [1, 2, 3]) {
      const seen: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: RankingDto = await ranking(app, 'merchants', { ...day, limit, cursor: cursor || undefined });
        expect(page.total).toEqual(whole.total);
        seen.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole.items);
    }
    expect(whole.items).toHaveLength(sellers.length);
  });

  it('puts a member whose refunds exceed its sales last, with a negative value, and gives no shares of a total that is not positive', async () => {
    const day = { from: '2018-06-04', to: '2018-06-04' };
    const [good] = await sellersPaid(day.from, [70]);
    const bad = await newSeller(app);
    await sell(app, bad, refunded('2018-06-03', day.from, 100));
    await settle(app);
    const cash = await ranking(app, 'merchants', day);
    expect(cash.items).toMatchObject([
      { id: good?.merchantId, rank: 1, value: 70, share: null },
      { id: bad.merchantId, rank: 2, value: -100, paidFen: 0, refundedFen: 100, netFen: -100, orders: 0, lines: 0, share: null },
    ]);
    expect(cash.total).toMatchObject({ paidFen: 70, refundedFen: 100, netFen: -30 });
    expect((await ranking(app, 'merchants', { ...day, refundView: 'cohort' })).items).toMatchObject([{ id: good?.merchantId, share: 1 }]);
  });

  it('calls growth what it is', async () => {
    const now = '2019-06-05';
    const before = '2018-06-05';
    const members = {
      rate: [paid(before, LARGE_FEN, 5), paid(now, LARGE_FEN * 1.5)],
      'rate down': [paid(before, LARGE_FEN, 5), paid(now, LARGE_FEN / 2)],
      'base just too small': [paid(before, LARGE_FEN - 1, 5), paid(now, LARGE_FEN)],
      'too few lines': [paid(before, LARGE_FEN, 4), paid(now, LARGE_FEN)],
      new: [paid(now, 7)],
      'negative base': [refunded('2018-01-15', before, 50), paid(now, LARGE_FEN)],
      'nothing then and nothing net now': [{ ...paid(now, 50), refunds: [{ amountFen: 50, succeededAt: noon(now) }] }],
    };
    const sellers = new Map<string, string>();
    for (const [name, orders] of Object.entries(members)) {
      const seller = await newSeller(app);
      sellers.set(seller.merchantId, name);
      await sell(app, seller, ...orders);
    }
    await settle(app);
    const { items } = await ranking(app, 'merchants', { from: now, to: now });
    const growth: unknown = Object.fromEntries(items.map((item) => [sellers.get(item.id), item.growth]));
    expect(growth).toEqual({
      rate: { kind: 'rate', rate: 0.5, base: LARGE_FEN },
      'rate down': { kind: 'rate', rate: -0.5, base: LARGE_FEN },
      'base just too small': { kind: 'small-base', base: LARGE_FEN - 1 },
      'too few lines': { kind: 'small-base', base: LARGE_FEN },
      new: { kind: 'new', base: 0 },
      'negative base': { kind: 'not-comparable', base: -50 },
      'nothing then and nothing net now': null,
    });
  });

  it('does not compare January or February alone with last year, but does compare them together', async () => {
    const seller = await newSeller(app);
    for (const month of ['01', '02']) await sell(app, seller, paid(`2018-${month}-10`, LARGE_FEN, 5), paid(`2019-${month}-10`, LARGE_FEN));
    await settle(app);
    const kinds = async (from: string, to: string, compare = 'yoy') =>
      (await ranking(app, 'merchants', { from, to, compare })).items.map((item) => item.growth?.kind);
    expect(await kinds('2019-01-01', '2019-01-31')).toEqual(['not-comparable']);
    expect(await kinds('2019-02-10', '2019-02-10')).toEqual(['not-comparable']);
    expect(await kinds('2019-02-01', '2019-02-28', 'previous')).toEqual(['small-base']);
    expect(await kinds('2019-01-01', '2019-02-28')).toEqual(['rate']);
  });

  it('gives the rank in the compared range, null for who was not in it', async () => {
    const [rising, falling] = [await newSeller(app), await newSeller(app)];
    await sell(app, rising, paid('2018-07-01', 10), paid('2019-07-01', 50));
    await sell(app, falling, paid('2018-07-01', 20), paid('2019-07-01', 40));
    const [newcomer] = await sellersPaid('2019-07-01', [30]);
    const day = { from: '2019-07-01', to: '2019-07-01' };
    const ranks = (items: readonly RankingItemDto[]) => items.map((item) => [item.id, item.rank, item.previousRank]);
    expect(ranks((await ranking(app, 'merchants', day)).items)).toEqual([
      [rising.merchantId, 1, 2],
      [falling.merchantId, 2, 1],
      [newcomer?.merchantId, 3, null],
    ]);
    expect((await ranking(app, 'merchants', { ...day, compare: 'none' })).items[0]).toMatchObject({ previousRank: null, growth: null });
  });
});
