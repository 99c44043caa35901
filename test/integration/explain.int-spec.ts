import { addDays } from '../../src/kernel/business-day.js';
import { createRandom, type Random } from '../../src/modules/demo/random.js';
import type { ExplainDto, ExplainedOrderDto, ExplainedPartDto } from '../../src/modules/explain/index.js';
import type { MeasuresDto } from '../../src/modules/rankings/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { created, newItem, newSeller, noon, type Query, ranking, read, type Seller, sell, type SoldOrder } from './sales.js';

const SEED = Number(process.env.CUNBO_SEED ?? 20_261_122);
const FIRST_DAY = '2022-09-01';
const DAYS = 6;
const ORDERS_PER_SELLER = 12;

/** Villages, coarser codes, zones with and without a host county, nowhere. */
const PLACES = ['140681102201', '140681102218', '140602100201', '140226100213', '140681102', '1406', '140671400001', '140271400203', null];
const CATEGORIES = ['grain.buckwheat', 'ceramics'];
const AREAS = ['cities', 'counties', 'townships', 'villages'];
const OTHERS = ['merchants', 'products', 'categories', 'platforms', 'hosts', 'live-sessions'];

/** Cut so that payments lie before and refunds behind it. */
const RANGE = { from: addDays(FIRST_DAY, 1), to: addDays(FIRST_DAY, 3) };
const VIEWS = ['origin', 'merchant'].flatMap((basis) => ['cash', 'cohort'].map((refundView) => ({ basis, refundView })));

describe(`every number of every ranking (seed ${SEED})`, () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
    await fillLedger(app);
  });
  afterAll(() => app.close());

  it.each(VIEWS)('is the sum of its parts and of its entries, with $basis and $refundView', async (view) => {
    for (const subject of [...AREAS, ...OTHERS]) await expectExplained({ subject, ...RANGE, ...view });
  });

  it.each(VIEWS)('is explained within an area, a category and a platform, too, with $basis and $refundView', async (view) => {
    for (const filter of [{ within: '1406' }, { within: '140602' }, { category: 'grain' }, { platform: 'jd' }]) {
      for (const subject of ['counties', 'villages', 'products', 'hosts']) await expectExplained({ subject, ...RANGE, ...view, ...filter });
    }
    await expectExplained({ subject: 'villages', ...RANGE, ...view, within: '140671' });
    await expectExplained({ subject: 'merchants', ...RANGE, ...view, within: '140681', category: 'ceramics', platform: 'standard' });
  });

  it('has data for all this: zones, what belongs nowhere, corrections, and orders shared by merchants', async () => {
    const everything = { from: FIRST_DAY, to: addDays(FIRST_DAY, DAYS - 1) };
    expect((await ranking(app, 'counties', everything)).items.filter(({ isZone }) => isZone).length).toBeGreaterThan(1);
    for (const subject of [...AREAS, 'products', 'hosts', 'live-sessions', 'categories'])
      expect((await ranking(app, subject, everything)).unallocated.paidFen).toBeGreaterThan(0);
    const kinds = await app.sql<{ kind: string }>('select distinct kind from revenue_entry');
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['order-shared', 'order-joint', 'home-shared', 'loose-village']));
    expect(await app.sql('select from revenue_entry where lines < 0')).not.toEqual([]);
  });

  /** Each member, the total and the unallocated, by pages of a few. */
  async function expectExplained(query: Query): Promise<void> {
    const { subject, ...filters } = query;
    const { items, total, unallocated } = await ranking(app, String(subject), { ...filters, compare: 'none', limit: 500 });
    const cells: [Query, MeasuresDto][] = [
      [{ part: 'total' }, total],
      [{ part: 'unallocated' }, unallocated],
      ...items.map((item): [Query, MeasuresDto] => [{ id: item.id }, item]),
    ];
    for (const [cell, shown] of cells) {
      const { paidFen, refundedFen, netFen, orders, lines, quantity } = shown;
      const additive = { paidFen, refundedFen, netFen, lines, quantity };
      const by = { ...query, ...cell };
      expect({ by, ...(await partsOf(app, by)) }).toEqual({ by, ...additive, said: { ...additive, orders } });
      const { ordersSum, ...entries } = await entriesOf(app, by);
      expect({ by, ...entries, ordersSum: orders === null ? null : ordersSum }).toEqual({
        by,
        ...additive,
        said: { ...additive, orders },
        ordersSum: orders,
      });
    }
  }
});

type Sums = Pick<MeasuresDto, 'paidFen' | 'refundedFen' | 'netFen' | 'lines' | 'quantity'>;

async function partsOf(app: TestApp, query: Query): Promise<Sums & { said: MeasuresDto }> {
  const { items, measures } = await everyPage<ExplainedPartDto>(app, { ...query, by: 'parts', limit: 7 });
  const keys = items.map((part) => [part.merchantId, part.shopId, part.liveSessionId, part.productId].join());
  expect(new Set(keys).size).toBe(keys.length);
  expect(items.map(({ netFen }) => netFen)).toEqual(items.map(({ netFen }) => netFen).sort((a, b) => b - a));
  return { ...sum(items), said: measures };
}

async function entriesOf(app: TestApp, query: Query): Promise<Sums & { said: MeasuresDto; ordersSum: number }> {
  const { items, measures } = await everyPage<ExplainedOrderDto>(app, { ...query, by: 'orders', limit: 9 });
  const ids = items.map(({ orderId }) => orderId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(items.filter(({ messages, entries }) => messages.length === 0 || entries.length === 0)).toEqual([]);
  const entries = items.flatMap((order) => order.entries);
  const netted = entries.map((entry) => ({ ...entry, netFen: entry.paidFen - entry.refundedFen }));
  return { ...sum(netted), said: measures, ordersSum: entries.reduce((total, { orders }) => total + orders, 0) };
}

async function everyPage<Item>(app: TestApp, query: Query): Promise<{ items: Item[]; measures: MeasuresDto }> {
  const items: Item[] = [];
  for (let cursor = ''; ;) {
    const page = (await read(app, 'explain', { ...query, cursor: cursor || undefined })) as ExplainDto;
    expect(page.remainder).toEqual({ paidFen: 0, refundedFen: 0, netFen: 0, lines: 0, quantity: 0 });
    items.push(...(page.items as Item[]));
    if (page.nextCursor === null) return { items, measures: page.measures };
    cursor = page.nextCursor;
  }
}

function sum(parts: readonly Sums[]): Sums {
  const total = (measure: keyof Sums): number => parts.reduce((value, part) => value + part[measure], 0);
  return {
    paidFen: total('paidFen'),
    refundedFen: total('refundedFen'),
    netFen: total('netFen'),
    lines: total('lines'),
    quantity: total('quantity'),
  };
}

/** Two platforms, hosts and sessions; then an item is mapped to another village, orders are corrected, and one product is given to another merchant. */
async function fillLedger(app: TestApp): Promise<void> {
  const random = createRandom(SEED, 'explain');
  const home = await sellerWith(app, '140681102201', 'standard');
  const away = await sellerWith(app, '140271400203', 'jd');
  const shared = ['item-0', 'item-1', 'item-3', 'item-8'].map((itemId) => ({ itemId, paidFen: 700 }));
  await sell(app, home, { paidAt: noon(addDays(FIRST_DAY, 2)), lines: shared });
  const sold = [...(await sellOrders(app, home, random)), ...(await sellOrders(app, away, random))];
  await settle(app);
  const other = await newItem(app, home, 'item-0', { originDivisionCode: '140681102218', category: 'ceramics' });
  const mapped = await app.request('PUT', `/api/v1/shops/${home.shopId}/items/item-3`, { productId: other });
  expect(mapped.status).toBe(200);
  await sell(app, home, ...sold.slice(0, 3).map((order) => ({ ...order, version: 2, lines: order.lines.slice(0, 1) })));
  await sell(app, home, { ...sold[4]!, version: 2, paidAt: noon(addDays(FIRST_DAY, 4)) });
  await app.sql(
    `insert into attribution_rule (effect, product_id, target_merchant_id, reason, created_by)
     select 'merchant', m.product_id, $1, '代销', 'test' from item_mapping m where m.item_id = 'item-1'`,
    [away.merchantId],
  );
  await settle(app);
}

async function sellerWith(app: TestApp, place: string, platform: string): Promise<Seller> {
  const seller = await newSeller(app, place, platform);
  const { merchantId, shopId } = seller;
  for (const [index, originDivisionCode] of PLACES.entries())
    await newItem(app, seller, `item-${index}`, { originDivisionCode, category: CATEGORIES[index % 2] });
  const hostId = await created(app, 'hosts', { merchantId, name: '主播' });
  const [startedAt, endedAt] = [noon(addDays(FIRST_DAY, 1)), noon(addDays(FIRST_DAY, 3))];
  await created(app, 'live-sessions', { merchantId, title: '连播', startedAt, endedAt, shopId, hostId });
  return seller;
}

async function sellOrders(app: TestApp, seller: Seller, random: Random): Promise<SoldOrder[]> {
  const orders = Array.from({ length: ORDERS_PER_SELLER }, (_, index) => ({
    orderNo: `${seller.merchantId}-${index}`,
    ...anyOrder(random),
  }));
  await sell(app, seller, ...orders);
  return orders;
}

function anyOrder(random: Random): SoldOrder {
  const dayOfPayment = random.int(0, DAYS - 1);
  const lines = Array.from({ length: random.int(1, 4) }, () => ({
    // The last is mapped to nothing.
    itemId: `item-${random.int(0, PLACES.length)}`,
    quantity: random.int(1, 3),
    paidFen: random.int(0, 5_000),
  }));
  const refund = {
    amountFen: random.int(0, lines[0]?.paidFen ?? 0),
    succeededAt: noon(addDays(FIRST_DAY, random.int(dayOfPayment, DAYS))),
  };
  return { paidAt: noon(addDays(FIRST_DAY, dayOfPayment)), lines, refunds: random.chance(0.5) ? [refund] : [] };
}
