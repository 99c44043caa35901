import { DivisionSuccession, parseSuccessions } from '../../src/modules/divisions/index.js';
import { Database, operator } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newItem, newSeller, noon, ranking, type Seller, sell } from './sales.js';

const DAY = '2026-11-10';
const RANGE = { from: '2026-11-01', to: '2026-11-21', compare: 'none' };
/** Moves to another county; merges with a neighbour; stays; stays. */
const [MOVED, MERGED, HEIR, STAYS] = ['140681102201', '140681102218', '140681203220', '140226100213'] as const;
const MOVED_TO = '140226100206';
const ALL = [MOVED, MERGED, HEIR, STAYS];

/** What was sold under a code that is another today: as it was, and as the map is now. */
describe('a ranking on today’s map', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
    for (const [index, code] of ALL.entries()) {
      const seller: Seller = await newSeller(app, code, index % 2 === 0 ? 'standard' : 'jd');
      await newItem(app, seller, 'item', { originDivisionCode: code, category: index < 2 ? 'ceramics' : 'grain.buckwheat' });
      const refunds = [{ amountFen: 10 ** index, succeededAt: noon('2026-11-12') }];
      await sell(app, seller, { paidAt: noon(DAY), lines: [{ paidFen: 1000 * 10 ** index }], refunds });
    }
    await settle(app);
    const file = parseSuccessions(
      [
        'code\tsuccessor_code\tkind\tvalid_from\tis_main\tnote',
        `${MOVED}\t${MOVED_TO}\tmoved\t2026-11-15\ttrue\t`,
        `${MERGED}\t${HEIR}\tmerged\t2026-11-15\ttrue\t`,
      ].join('\n'),
      'changes.tsv',
    );
    await app.app.get(Database).transaction(operator('test'), (tx) => app.app.get(DivisionSuccession, { strict: false }).import(tx, file));
  });
  afterAll(() => app.close());

  const paid = async (subject: string, query: object): Promise<Record<string, number>> =>
    Object.fromEntries((await ranking(app, subject, { ...RANGE, ...query })).items.map(({ id, paidFen }) => [id, paidFen]));

  it.each(['origin', 'merchant'])('counts past sales for the successors on the basis %s, and as it was for what was', async (basis) => {
    expect(await paid('villages', { basis })).toEqual({ [MOVED]: 1000, [MERGED]: 10_000, [HEIR]: 100_000, [STAYS]: 1_000_000 });
    expect(await paid('villages', { basis, map: 'today' })).toEqual({ [MOVED_TO]: 1000, [HEIR]: 110_000, [STAYS]: 1_000_000 });
    expect(await paid('counties', { basis })).toEqual({ '140681': 111_000, '140226': 1_000_000 });
    expect(await paid('counties', { basis, map: 'today' })).toEqual({ '140681': 110_000, '140226': 1_001_000 });
    expect(await paid('villages', { basis, map: 'today', within: '140226' })).toEqual({ [MOVED_TO]: 1000, [STAYS]: 1_000_000 });
  });

  it('keeps refunds beside the sales, in detail too, and sums to the same total', async () => {
    const today = await ranking(app, 'counties', { ...RANGE, map: 'today' });
    expect(today.total).toEqual({ paidFen: 1_111_000, refundedFen: 1111, netFen: 1_109_889, orders: null, lines: 4, quantity: 4 });
    expect(today.items.reduce((sum, { netFen }) => sum + netFen, today.unallocated.netFen)).toBe(today.total.netFen);
    expect(await paid('counties', { map: 'today', category: 'ceramics' })).toEqual({ '140681': 10_000, '140226': 1000 });
    expect(await paid('villages', { map: 'today', platform: 'jd' })).toEqual({ [HEIR]: 10_000, [STAYS]: 1_000_000 });
    const inside = await ranking(app, 'townships', { ...RANGE, map: 'today', within: '140226' });
    expect(inside.total).toMatchObject({ paidFen: 1_001_000, refundedFen: 1001 });
  });

  it.each([
    ['counties', { measure: 'orders' }],
    ['merchants', { within: '14' }],
  ])('of %s is refused with %j', async (subject, query) => {
    const text = new URLSearchParams({ ...RANGE, map: 'today', ...query }).toString();
    expect(await app.request('GET', `/api/v1/rankings/${subject}?${text}`)).toMatchObject({
      status: 400,
      body: { code: 'ranking.unsupported-filter' },
    });
  });
});
