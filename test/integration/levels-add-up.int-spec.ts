import { addDays } from '../../src/kernel/business-day.js';
import { createRandom, type Random } from '../../src/modules/demo/random.js';
import type { MeasuresDto } from '../../src/modules/rankings/ranking.dto.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newItem, newSeller, noon, ranking, type Seller, sell, type SoldOrder } from './sales.js';

const SEED = Number(process.env.CUNBO_SEED ?? 20_261_122);
const FIRST_DAY = '2022-09-01';
const DAYS = 5;
const LAST_DAY = addDays(FIRST_DAY, DAYS - 1);
const ORDERS_PER_SELLER = 20;

/** Every kind of place a sale can be coded to: villages, coarser codes, zones with and without a host county, nowhere. */
const PLACES = [
  '140681102201',
  '140681102218',
  '140602100201',
  '140226100213',
  '140681102',
  '140602',
  '1406',
  '14',
  '140671400001',
  '140271400203',
];
const SELLER_PLACES = ['140681102201', '140671400001', '140271400203', '1406'];
const ITEMS = [...PLACES, null].map((originDivisionCode, index) => ({ itemId: `item-${index}`, originDivisionCode }));

const FINER: Readonly<Record<string, readonly (string | undefined)[]>> = {
  cities: [undefined, '14'],
  counties: [undefined, '14', '1406', '1402'],
  townships: [undefined, '14', '1406', '140681', '140602', '140671', '140271'],
  villages: [undefined, '14', '1406', '140681', '140681102', '140602', '140671', '140271'],
};

type Additive = Omit<MeasuresDto, 'orders'>;
type Range = { readonly from: string; readonly to: string };

/** Promise 6: for every level, basis and refund view, Σ members + unallocated = total, and a member is the total of its own inside. */
describe(`levels (seed ${SEED})`, () => {
  let app: TestApp;
  const sold: SoldOrder[] = [];

  beforeAll(async () => {
    app = await startTestApp();
    const random = createRandom(SEED, 'levels');
    for (const place of SELLER_PLACES) sold.push(...(await sellAt(app, place, random)));
    await settle(app);
  });
  afterAll(() => app.close());

  const whole: Range = { from: FIRST_DAY, to: LAST_DAY };
  const ranges: Range[] = [whole, { from: FIRST_DAY, to: FIRST_DAY }, { from: LAST_DAY, to: LAST_DAY }];
  const views = ['origin', 'merchant'].flatMap((basis) => ['cash', 'cohort'].map((refundView) => ({ basis, refundView })));

  it('give everywhere the total that was sold', async () => {
    for (const view of views) {
      for (const subject of [...Object.keys(FINER), 'merchants', 'products', 'platforms', 'hosts']) {
        const { total } = await ranking(app, subject, { ...whole, ...view, limit: 1 });
        expect({ subject, ...view, ...total }).toMatchObject({ subject, ...view, ...soldIn(sold) });
        if (subject !== 'products') expect(total.orders).toBe(sold.length);
      }
    }
  });

  it.each(views)('add up with $basis and $refundView', async (view) => {
    for (const [subject, areas] of Object.entries(FINER)) {
      for (const within of areas) {
        for (const range of ranges) {
          const query = { ...range, ...view, within, limit: 500, compare: 'none' };
          const { items, total, unallocated } = await ranking(app, subject, query);
          const members = items.filter((item) => !item.isZone);
          expect({ subject, within, ...range, ...sum([...members, unallocated]) }).toEqual({
            subject,
            within,
            ...range,
            ...additive(total),
          });
        }
      }
    }
  });

  it.each(views)('give a member the total of its own inside with $basis and $refundView', async (view) => {
    for (const [subject, finer] of [
      ['cities', 'counties'],
      ['counties', 'townships'],
      ['townships', 'villages'],
    ] as const) {
      const { items } = await ranking(app, subject, { ...whole, ...view, limit: 500 });
      for (const { id, ...member } of items) {
        const { total } = await ranking(app, finer, { ...whole, ...view, within: id, limit: 1 });
        expect({ id, ...total }).toEqual({ id, ...additive(member), orders: member.orders });
      }
    }
  });
});

async function sellAt(app: TestApp, place: string, random: Random): Promise<SoldOrder[]> {
  const seller: Seller = await newSeller(app, place);
  for (const { itemId, originDivisionCode } of ITEMS) await newItem(app, seller, itemId, { originDivisionCode });
  const orders = Array.from({ length: ORDERS_PER_SELLER }, () => anyOrder(random));
  await sell(app, seller, ...orders);
  return orders;
}

function anyOrder(random: Random): SoldOrder {
  const dayOfPayment = random.int(0, DAYS - 1);
  const lines = Array.from({ length: random.int(1, 4) }, () => ({
    itemId: `item-${random.int(0, ITEMS.length - 1)}`,
    quantity: random.int(1, 3),
    paidFen: random.int(0, 5_000),
  }));
  const refund = {
    amountFen: random.int(0, lines[0]?.paidFen ?? 0),
    succeededAt: noon(addDays(FIRST_DAY, random.int(dayOfPayment, DAYS - 1))),
  };
  return { paidAt: noon(addDays(FIRST_DAY, dayOfPayment)), lines, refunds: random.chance(0.4) ? [refund] : [] };
}

function soldIn(orders: readonly SoldOrder[]): Additive {
  const lines = orders.flatMap((order) => order.lines);
  const refunds = orders.flatMap((order) => order.refunds ?? []);
  const paidFen = lines.reduce((fen, line) => fen + line.paidFen, 0);
  const refundedFen = refunds.reduce((fen, refund) => fen + refund.amountFen, 0);
  const quantity = lines.reduce((pieces, line) => pieces + (line.quantity ?? 1), 0);
  return { paidFen, refundedFen, netFen: paidFen - refundedFen, lines: lines.length, quantity };
}

function sum(parts: readonly Additive[]): Additive {
  const total = (measure: keyof Additive): number => parts.reduce((value, part) => value + part[measure], 0);
  return {
    paidFen: total('paidFen'),
    refundedFen: total('refundedFen'),
    netFen: total('netFen'),
    lines: total('lines'),
    quantity: total('quantity'),
  };
}

function additive(measures: Additive): Additive {
  return sum([measures]);
}
