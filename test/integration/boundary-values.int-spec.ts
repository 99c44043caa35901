import { SHOP_SECRET } from '../model/driver.js';
import { settle } from '../support/pipeline.js';
import { anyId, startTestApp, type TestApp } from '../support/test-app.js';
import {
  deliverText,
  newItem,
  newSeller,
  newShop,
  noon,
  orderMessage,
  ordersOf,
  ranking,
  read,
  revenue,
  type Seller,
  sell,
} from './sales.js';

const VILLAGE = '140681102201';
const OTHER_VILLAGE = '140681102218';
const ZERO = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };

describe('at the edges', () => {
  let app: TestApp;
  let seller: Seller;

  beforeAll(async () => {
    app = await startTestApp();
  });
  beforeEach(async () => {
    seller = await newSeller(app);
  });
  afterAll(() => app.close());

  describe('numbers', () => {
    const withAmount = (day: string, fen: string): string =>
      JSON.stringify(orderMessage({ paidAt: noon(day), lines: [{ paidFen: 77 }] })).replace('"paidFen":77', `"paidFen":${fen}`);

    it('shows the largest exact amount to the fen', async () => {
      expect(await deliverText(app, seller, 'largest', withAmount('2015-03-01', '9007199254740991'))).toBe(204);
      await settle(app);
      const { items, total } = await ranking(app, 'merchants', { from: '2015-03-01', to: '2015-03-01' });
      expect([items[0]?.netFen, items[0]?.value, total.paidFen]).toEqual(Array(3).fill(9007199254740991));
      expect((await ordersOf(app, seller))[0]?.lines[0]?.paidFen).toBe(9007199254740991);
    });

    it('keeps an amount of 2^53 fen in quarantine and counts none of its order', async () => {
      expect(await deliverText(app, seller, 'too-large', withAmount('2015-03-02', '9007199254740992'))).toBe(204);
      await settle(app);
      expect(await app.sql(`select state, reason_code from inbox_message where message_key = 'too-large'`)).toEqual([
        { state: 'quarantined', reason_code: 'field.amount' },
      ]);
      expect((await ranking(app, 'merchants', { from: '2015-03-02', to: '2015-03-02' })).total).toEqual(ZERO);
    });

    it('keeps every digit of ids that come as JSON numbers', async () => {
      const ids = {
        orderNo: '6920152002630123457',
        itemId: '3600000001234567891',
        skuId: '1234567890123456789',
        roomId: '7301234567890123459',
      };
      const order = {
        orderNo: ids.orderNo,
        paidAt: noon('2015-03-03'),
        roomId: ids.roomId,
        lines: [{ itemId: ids.itemId, skuId: ids.skuId, paidFen: 5 }],
      };
      const text = JSON.stringify(orderMessage(order)).replace(/"(\d{19})"/g, '$1');
      expect(text).toContain(`"orderNo":${ids.orderNo},`);
      expect(await deliverText(app, seller, anyId('message'), text)).toBe(204);
      await settle(app);
      expect(await ordersOf(app, seller)).toMatchObject([{ orderNo: ids.orderNo, lines: [{ itemId: ids.itemId, skuId: ids.skuId }] }]);
      expect(await app.sql('select room_id from sales_order where order_no = $1', [ids.orderNo])).toEqual([{ room_id: ids.roomId }]);
      const shown = expect.objectContaining({ itemId: ids.itemId, skuId: ids.skuId, paidFen: 5 }) as unknown;
      expect(await read(app, 'unmapped-items')).toMatchObject({ items: expect.arrayContaining([shown]) as unknown });
    });
  });

  describe('days', () => {
    it('counts the last millisecond of a Beijing day and the first of the next on different days', async () => {
      const at = (paidAt: string, paidFen: number) => ({ paidAt, lines: [{ paidFen }] });
      await sell(app, seller, at('2016-05-01T23:59:59.999+08:00', 100), at('2016-05-01T16:00:00.000Z', 200));
      await settle(app);
      const { items } = await revenue(app, { from: '2016-04-30', to: '2016-05-03' });
      expect(items.map((item) => item.paidFen)).toEqual([0, 100, 200, 0]);
    });

    it('compares 29 February with 28 February of the year before', async () => {
      const day = { from: '2020-02-29', to: '2020-02-29' };
      await sell(
        app,
        seller,
        { paidAt: noon('2020-02-29'), lines: [{ paidFen: 300 }] },
        { paidAt: noon('2019-02-28'), lines: [{ paidFen: 200 }] },
      );
      await settle(app);
      const answer = await ranking(app, 'merchants', day);
      expect(answer).toMatchObject({ range: day, comparedRange: { from: '2019-02-28', to: '2019-02-28' } });
      expect(answer.items).toMatchObject([{ value: 300, previousRank: 1, growth: { kind: 'not-comparable', base: 200 } }]);
    });

    it('counts 29 February in a range that spans it', async () => {
      await sell(
        app,
        seller,
        ...['2024-02-28', '2024-02-29', '2024-03-01'].map((day) => ({ paidAt: noon(day), lines: [{ paidFen: 100 }] })),
      );
      await settle(app);
      const range = { from: '2024-02-28', to: '2024-03-01' };
      expect((await ranking(app, 'merchants', { ...range, compare: 'previous' })).comparedRange).toEqual({
        from: '2024-02-25',
        to: '2024-02-27',
      });
      expect((await ranking(app, 'merchants', range)).total.paidFen).toBe(300);
      const { items } = await revenue(app, range);
      expect(items.map((item) => [item.from, item.paidFen])).toEqual([
        ['2024-02-28', 100],
        ['2024-02-29', 100],
        ['2024-03-01', 100],
      ]);
    });

    it('answers a year in which nothing was sold with zeros', async () => {
      const year = { from: '2017-01-01', to: '2017-12-31' };
      for (const subject of ['counties', 'villages', 'merchants', 'platforms'])
        expect(await ranking(app, subject, year)).toMatchObject({ items: [], total: ZERO, unallocated: ZERO, nextCursor: null });
      const { items } = await revenue(app, { ...year, by: 'month' });
      expect(items).toHaveLength(12);
      expect(items.every((item) => item.netFen === 0 && item.orders === 0)).toBe(true);
    });
  });

  describe('places', () => {
    it('counts an order from two villages once in their county and in the total, and in each village', async () => {
      const day = { from: '2018-04-01', to: '2018-04-01' };
      await newItem(app, seller, 'one', { originDivisionCode: VILLAGE });
      await newItem(app, seller, 'two', { originDivisionCode: OTHER_VILLAGE });
      await sell(app, seller, {
        paidAt: noon(day.from),
        lines: [
          { itemId: 'one', paidFen: 100 },
          { itemId: 'two', paidFen: 50 },
        ],
      });
      await settle(app);
      const villages = await ranking(app, 'villages', { ...day, within: '140681', measure: 'orders' });
      expect(villages.items).toMatchObject([
        { id: VILLAGE, orders: 1, lines: 1 },
        { id: OTHER_VILLAGE, orders: 1, lines: 1 },
      ]);
      expect(villages.total).toMatchObject({ orders: 1, lines: 2 });
      const counties = await ranking(app, 'counties', day);
      expect(counties.items).toMatchObject([{ id: '140681', orders: 1, lines: 2, paidFen: 150 }]);
      expect(counties.total).toMatchObject({ orders: 1, lines: 2 });
    });

    it('shows a zone without rank or share, and counts its sales in its host county', async () => {
      const day = { from: '2018-04-02', to: '2018-04-02' };
      await newItem(app, seller, 'zone', { originDivisionCode: '140671400001' });
      await sell(app, seller, { paidAt: noon(day.from), lines: [{ itemId: 'zone', paidFen: 100 }] });
      await settle(app);
      const counties = await ranking(app, 'counties', { ...day, within: '1406' });
      expect(counties.items).toMatchObject([
        { id: '140602', isZone: false, rank: 1, share: 1, value: 100 },
        { id: '140671', isZone: true, rank: null, previousRank: null, share: null, value: 100 },
      ]);
      expect(counties).toMatchObject({ total: { paidFen: 100, orders: 1 }, unallocated: ZERO });
      const townships = await ranking(app, 'townships', { ...day, within: '140671' });
      expect(townships.items).toMatchObject([{ id: '140671400', rank: 1, value: 100 }]);
    });

    it('leaves the sales of a zone without host county unallocated among counties', async () => {
      const day = { from: '2018-04-03', to: '2018-04-03' };
      await newItem(app, seller, 'zone', { originDivisionCode: '140271400203' });
      await sell(app, seller, { paidAt: noon(day.from), lines: [{ itemId: 'zone', paidFen: 100 }] });
      await settle(app);
      for (const within of ['1402', '14', undefined]) {
        const counties = await ranking(app, 'counties', { ...day, within });
        expect(counties.items).toMatchObject([{ id: '140271', isZone: true, rank: null, share: null, value: 100 }]);
        expect(counties).toMatchObject({ total: { paidFen: 100, orders: 1 }, unallocated: { paidFen: 100, orders: 1, lines: 1 } });
      }
      expect((await ranking(app, 'cities', day)).items).toMatchObject([{ id: '1402', rank: 1, share: 1 }]);
    });

    it('counts a product without origin as unallocated everywhere, and inside the merchant’s division on the merchant basis', async () => {
      const day = { from: '2018-04-04', to: '2018-04-04' };
      const productId = await newItem(app, seller, 'unknown', { originDivisionCode: null });
      await sell(app, seller, { paidAt: noon(day.from), lines: [{ itemId: 'unknown', paidFen: 100 }] });
      await settle(app);
      expect(await ranking(app, 'counties', day)).toMatchObject({ items: [], total: { paidFen: 100 }, unallocated: { paidFen: 100 } });
      expect(await ranking(app, 'counties', { ...day, within: '1406' })).toMatchObject({ items: [], total: ZERO, unallocated: ZERO });
      expect((await ranking(app, 'products', day)).items).toMatchObject([{ id: productId, value: 100 }]);
      expect((await ranking(app, 'counties', { ...day, within: '1406', basis: 'merchant' })).items).toMatchObject([
        { id: '140681', value: 100 },
      ]);
    });
  });

  describe('repeats', () => {
    it('counts a message once, and keeps another body under the same id as a conflict that changes nothing', async () => {
      const day = { from: '2018-05-01', to: '2018-05-01' };
      const [said, other] = [100, 999].map((paidFen) => orderMessage({ orderNo: 'one', paidAt: noon(day.from), lines: [{ paidFen }] }));
      for (const body of [said, said, other, other, said])
        expect((await app.deliver(seller.shopId, SHOP_SECRET, 'same', body)).status).toBe(204);
      await settle(app);
      const messages = await app.sql<{ message_key: string; state: string }>(
        `select message_key, state, reason_code from inbox_message where message_key like 'same%' order by message_key`,
      );
      expect(messages).toEqual([
        { message_key: 'same', state: 'applied', reason_code: null },
        { message_key: expect.stringMatching(/^same#[0-9a-f]{16}$/) as string, state: 'conflict', reason_code: 'message.conflict' },
      ]);
      expect((await ranking(app, 'merchants', day)).total).toMatchObject({ paidFen: 100, orders: 1, lines: 1 });
    });

    it('takes the same message id from two shops for two messages', async () => {
      const day = { from: '2018-05-02', to: '2018-05-02' };
      const second = await newShop(app, seller.merchantId);
      const body = orderMessage({ orderNo: 'one', paidAt: noon(day.from), lines: [{ paidFen: 100 }] });
      for (const shopId of [seller.shopId, second]) await app.deliver(shopId, SHOP_SECRET, 'shared', body);
      await settle(app);
      expect((await ranking(app, 'merchants', day)).total).toMatchObject({ paidFen: 200, orders: 2 });
    });
  });
});
