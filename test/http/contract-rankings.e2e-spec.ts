import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { LINE, orderChanged } from './canonical-message.js';
import { OutsideProgram } from './outside-program.js';
import { registerMerchant, SECRET } from './sample-merchant.js';

const NOW = '2026-11-22T08:00:00+08:00';

let server: TestApp;
let program: OutsideProgram;
beforeAll(async () => {
  server = await startTestApp({ now: () => new Date(NOW) });
  program = new OutsideProgram(server);
  await sellTwoYears();
});
afterAll(() => server.close());

/** Where each sold item comes from: two counties of 朔州, a zone that lies in a third, and nowhere. */
const ORIGINS = { bowl: '140681102201', buckwheat: '140603101', vase: '140671', loose: null };

/** This November 怀仁 overtakes 平鲁; a zone sells for the first time; one item is mapped to nothing. */
async function sellTwoYears(): Promise<void> {
  const { merchantId, shopId } = await registerMerchant(program);
  for (const [itemId, originDivisionCode] of Object.entries(ORIGINS)) {
    if (originDivisionCode === null) continue;
    const category = itemId === 'buckwheat' ? 'grain.buckwheat' : 'ceramics';
    const product = { merchantId, name: itemId, category, originDivisionCode, isAgricultural: false };
    const { id: productId } = await program.make('/api/v1/products', product);
    await program.must(200, 'PUT', `/api/v1/shops/${shopId}/items/${itemId}`, { productId });
  }
  const sell = async (day: string, lines: [itemId: string, paidFen: number][], refunds: object[] = []): Promise<void> => {
    const orderNo = `${day}-${JSON.stringify(lines)}`;
    const sold = lines.map(([itemId, paidFen], index) => ({ ...LINE, lineNo: String(index), itemId, paidFen }));
    const paidAt = `${day}T20:00:00+08:00`;
    const data = { orderNo, createdAt: paidAt, paidAt, lines: sold, refunds, roomId: `room-of-${merchantId}` };
    await server.deliver(shopId, SECRET, orderNo, orderChanged(data));
  };
  for (const day of ['2025-11-01', '2025-11-05', '2025-11-10', '2025-11-15', '2025-11-21']) {
    await sell(day, [['bowl', 200_000]]);
    await sell(day, [['buckwheat', 400_000]]);
  }
  const refund = { refundNo: 'R1', lineNo: '0', amountFen: 90_000, succeededAt: '2026-11-12T09:00:00+08:00' };
  await sell(
    '2026-11-10',
    [
      ['bowl', 1_000_000],
      ['bowl', 250_000],
    ],
    [refund],
  );
  await sell('2026-11-11', [['buckwheat', 500_000]]);
  await sell('2026-11-21', [['vase', 60_000]]);
  await sell('2026-11-21', [['loose', 40_000]]);
  await settle(server);
}

const RANGE = 'from=2026-11-01&to=2026-11-21';

describe('A ranking', () => {
  it('is answered just as the contract shows it', async () => {
    const ranking = await program.read(`/api/v1/rankings/counties?${RANGE}`);
    const cell = (paidFen: number, refundedFen: number, orders: number, lines: number) => {
      const netFen = paidFen - refundedFen;
      return { paidFen, refundedFen, netFen, orders, lines, quantity: lines * LINE.quantity };
    };
    const member = (id: string, name: string, measures: ReturnType<typeof cell>, more: object) => {
      return { id, name, isZone: false, ...measures, value: measures.netFen, share: measures.netFen / 1_760_000, ...more };
    };
    expect(ranking).toEqual({
      range: { from: '2026-11-01', to: '2026-11-21' },
      comparedRange: { from: '2025-11-01', to: '2025-11-21' },
      measure: 'net',
      basis: 'origin',
      refundView: 'cash',
      asOf: NOW,
      items: [
        member('140681', '怀仁市', cell(1_250_000, 90_000, 1, 2), {
          rank: 1,
          previousRank: 2,
          growth: { kind: 'rate', rate: 1_160_000 / 1_000_000 - 1, base: 1_000_000 },
        }),
        member('140603', '平鲁区', cell(500_000, 0, 1, 1), {
          rank: 2,
          previousRank: 1,
          growth: { kind: 'rate', rate: -0.75, base: 2_000_000 },
        }),
        member('140602', '朔城区', cell(60_000, 0, 1, 1), { rank: 3, previousRank: null, growth: { kind: 'new', base: 0 } }),
        member('140671', expect.any(String) as string, cell(60_000, 0, 1, 1), {
          isZone: true,
          rank: null,
          previousRank: null,
          share: null,
          growth: { kind: 'new', base: 0 },
        }),
      ],
      total: cell(1_850_000, 90_000, 4, 5),
      unallocated: cell(40_000, 0, 1, 1),
      nextCursor: null,
    });
  });

  it('shows nothing as zeros', async () => {
    const nothing = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };
    const empty = { items: [], total: nothing, unallocated: nothing, nextCursor: null };
    expect(await program.read('/api/v1/rankings/villages?from=2016-01-01&to=2016-12-31')).toMatchObject(empty);
  });

  it.each([
    ['compare=yoy', RANGE, { from: '2025-11-01', to: '2025-11-21' }],
    ['compare=previous', RANGE, { from: '2026-10-11', to: '2026-10-31' }],
    ['compare=previous', 'from=2026-09-01&to=2026-10-31', { from: '2026-07-01', to: '2026-08-31' }],
    ['compare=yoy', 'from=2026-11-01&to=2026-11-30', { from: '2025-11-01', to: '2025-11-22' }],
    ['compare=yoy', 'from=2024-02-29&to=2024-02-29', { from: '2023-02-28', to: '2023-02-28' }],
    ['compare=none', RANGE, null],
  ])('with %s over %s names the days it compares with', async (compare, range, comparedRange) => {
    const ranking = await program.read<Ranking>(`/api/v1/rankings/counties?${range}&${compare}`);
    expect(ranking.comparedRange).toEqual(comparedRange);
    if (comparedRange === null) for (const item of ranking.items) expect(item).toMatchObject({ previousRank: null, growth: null });
  });

  it('is the same page by page', async () => {
    const whole = await program.read<Ranking>(`/api/v1/rankings/counties?${RANGE}`);
    const items: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Ranking = await program.read<Ranking>(`/api/v1/rankings/counties?${RANGE}&limit=1&cursor=${cursor}`);
      expect([page.total, page.unallocated]).toEqual([whole.total, whole.unallocated]);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(items).toEqual(whole.items);
  });

  it('books refunds by the day of payment where asked to', async () => {
    const days = 'from=2026-11-12&to=2026-11-12&within=140681&compare=none';
    expect(await program.read(`/api/v1/rankings/counties?${days}`)).toMatchObject({
      items: [{ refundedFen: 90_000, netFen: -90_000, share: null }],
    });
    expect(await program.read(`/api/v1/rankings/counties?${days}&refundView=cohort`)).toMatchObject({ items: [] });
  });

  it.each([
    ['within=1406', 1_720_000],
    ['within=140671', 60_000],
    ['within=1406&basis=merchant', 1_760_000],
    ['category=ceramics', 1_220_000],
    ['category=grain', 500_000],
    ['platform=standard', 1_760_000],
    ['platform=jd', 0],
  ])('can be narrowed: %s', async (filter, netFen) => {
    for (const subject of ['counties', 'merchants', 'products'])
      expect([subject, await program.read(`/api/v1/rankings/${subject}?${RANGE}&${filter}`)]).toMatchObject([
        subject,
        { total: { netFen } },
      ]);
  });
});

interface Cell {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  readonly orders: number | null;
  readonly lines: number;
  readonly quantity: number;
}

interface Ranking {
  readonly comparedRange: object | null;
  readonly items: readonly (Cell & { readonly isZone: boolean; readonly name: string; readonly value: number })[];
  readonly total: Cell;
  readonly unallocated: Cell;
  readonly nextCursor: string | null;
}

const SUBJECTS = [
  'cities',
  'counties',
  'townships',
  'villages',
  'merchants',
  'products',
  'categories',
  'platforms',
  'hosts',
  'live-sessions',
];
const MEASURES = ['net', 'paid', 'refunded', 'orders', 'lines', 'quantity'];
const ITEM = [
  'rank',
  'previousRank',
  'id',
  'name',
  'isZone',
  'paidFen',
  'refundedFen',
  'netFen',
  'orders',
  'lines',
  'quantity',
  'value',
  'share',
  'growth',
];

describe.each(SUBJECTS)('A ranking of %s', (subject) => {
  const hasOrders = subject !== 'products' && subject !== 'categories';

  it('adds up by every measure, on both bases, in both refund views', async () => {
    for (const measure of MEASURES.filter((name) => name !== 'orders' || hasOrders)) {
      for (const variant of ['basis=origin', 'basis=merchant', 'refundView=cohort']) {
        const ranking = await program.read<Ranking>(`/api/v1/rankings/${subject}?${RANGE}&measure=${measure}&${variant}`);
        const members = ranking.items.filter(({ isZone }) => !isZone);
        expect(members.length).toBeGreaterThan(0);
        for (const additive of ['paidFen', 'refundedFen', 'netFen', 'lines', 'quantity'] as const) {
          const sum = [...members, ranking.unallocated].reduce((total, cell) => total + cell[additive], 0);
          expect([measure, variant, additive, sum]).toEqual([measure, variant, additive, ranking.total[additive]]);
        }
        expect(ranking.items.map(({ value }) => value)).toEqual(ranking.items.map(({ value }) => value).sort((a, b) => b - a));
      }
    }
  });

  it('has members of the agreed form, each with a name', async () => {
    const { items, total } = await program.read<Ranking>(`/api/v1/rankings/${subject}?${RANGE}`);
    for (const item of items) expect(Object.keys(item).sort()).toEqual([...ITEM].sort());
    for (const item of items) expect(item.name).not.toMatch(/^$|^\d+$/);
    expect(total.orders).toBe(hasOrders ? 4 : null);
  });

  it('counts orders only where that means something', async () => {
    const { total } = await program.read<Ranking>(`/api/v1/rankings/${subject}?${RANGE}&category=ceramics`);
    expect(total.orders).toBeNull();
    const queries = hasOrders ? ['measure=orders&category=ceramics'] : ['measure=orders', 'measure=orders&category=ceramics'];
    for (const query of queries) {
      const refusal = await program.refused('GET', `/api/v1/rankings/${subject}?${RANGE}&${query}`);
      expect(refusal).toMatchObject({ status: 400, code: 'ranking.unsupported-filter', errors: [{ pointer: '/measure' }] });
    }
  });
});

describe('What is no ranking', () => {
  it.each(['campaign', 'county', 'COUNTIES', 'x'])('of %s is answered 404', async (subject) => {
    expect(await program.refused('GET', `/api/v1/rankings/${subject}?${RANGE}`)).toMatchObject({
      status: 404,
      code: 'ranking.unknown-subject',
    });
  });

  it.each([
    ['cities', '140681'],
    ['counties', '140681102'],
    ['townships', '140681102201'],
  ])('of %s inside %s is refused', async (subject, within) => {
    const refusal = await program.refused('GET', `/api/v1/rankings/${subject}?${RANGE}&within=${within}`);
    expect(refusal).toMatchObject({ status: 400, code: 'ranking.unsupported-filter', errors: [{ pointer: '/within' }] });
  });

  it.each([
    ['', ['/from', '/to']],
    ['from=2026-11-01', ['/to']],
    ['from=2026-11-21&to=2026-11-01', ['/from']],
    ['from=2014-12-31&to=2026-11-01', ['/from']],
    ['from=2026-02-30&to=2026-11-01', ['/from']],
    [`${RANGE}&within=149999`, ['/within']],
    [`${RANGE}&measure=gmv`, ['/measure']],
    [`${RANGE}&basis=host`, ['/basis']],
    [`${RANGE}&refundView=x`, ['/refundView']],
    [`${RANGE}&compare=x`, ['/compare']],
    [`${RANGE}&colour=red`, ['/colour']],
  ])('with ?%s is refused by parameter', async (query, pointers) => {
    const { status, errors } = await program.refused('GET', `/api/v1/rankings/counties?${query}`);
    expect([status, errors?.map(({ pointer }) => pointer)]).toEqual([400, pointers]);
  });
});

describe('Revenue over time', () => {
  const day = (from: string, paidFen: number, refundedFen: number, orders: number, lines: number) => {
    return { from, to: from, paidFen, refundedFen, netFen: paidFen - refundedFen, orders, lines, quantity: lines * LINE.quantity };
  };

  it('is answered with every day of the range', async () => {
    expect(await program.read('/api/v1/revenue?within=140681&from=2026-11-09&to=2026-11-12')).toEqual({
      range: { from: '2026-11-09', to: '2026-11-12' },
      basis: 'origin',
      refundView: 'cash',
      by: 'day',
      asOf: NOW,
      items: [
        day('2026-11-09', 0, 0, 0, 0),
        day('2026-11-10', 1_250_000, 0, 1, 2),
        day('2026-11-11', 0, 0, 0, 0),
        day('2026-11-12', 0, 90_000, 0, 0),
      ],
    });
  });

  it('is gathered by weeks and months that end with the range', async () => {
    const weeks = {
      items: [
        { from: '2026-11-05', to: '2026-11-08', paidFen: 0 },
        { from: '2026-11-09', to: '2026-11-12', paidFen: 1_750_000 },
      ],
    };
    expect(await program.read('/api/v1/revenue?from=2026-11-05&to=2026-11-12&by=week&basis=merchant')).toMatchObject(weeks);
    const months = {
      items: [
        { from: '2026-10-31', to: '2026-10-31', netFen: 0 },
        { from: '2026-11-01', to: '2026-11-21', netFen: 1_760_000 },
      ],
    };
    expect(await program.read('/api/v1/revenue?from=2026-10-31&to=2026-11-21&by=month&refundView=cohort')).toMatchObject(months);
  });

  it.each([
    ['from=2026-11-12&to=2026-11-05', '/from'],
    ['from=2026-11-05&to=2026-11-12&by=year', '/by'],
    ['from=2026-11-05&to=2026-11-12&within=1', '/within'],
    ['from=2026-11-05&to=2026-11-12&within=149999', '/within'],
  ])('refuses ?%s by parameter', async (query, pointer) => {
    expect(await program.refused('GET', `/api/v1/revenue?${query}`)).toMatchObject({ status: 400, errors: [{ pointer }] });
  });
});
