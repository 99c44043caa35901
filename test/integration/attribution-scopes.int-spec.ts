import type { MovesDto } from '../../src/modules/attribution/moves.dto.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { AWAY, cells, HOME, NEAR, paidByOrigin, places, rule, settleAndVerify, withdraw, sellerOfTwo } from './attribution.js';
import { newSeller, noon, ranking, sell } from './sales.js';

let app: TestApp;
beforeAll(async () => {
  // Without the scheduler: what a rule moves is moved at once, by its own hint.
  app = await startTestApp({ rehintIntervalMs: 0 });
});
afterAll(() => app.close());
// Whatever a test did, entries, rollups and orders agree in the end.
afterEach(() => settleAndVerify(app));

describe('A rule of origin', () => {
  it('moves what was paid on its days alone, both included, by the Beijing day, and the refunds with it', async () => {
    const seller = await sellerOfTwo(app);
    const paid = (paidAt: string, paidFen: number) => ({ paidAt, lines: [{ itemId: 'bowl', paidFen }] });
    await sell(
      app,
      seller,
      paid('2025-10-31T23:59:59+08:00', 1),
      { ...paid('2025-11-01T00:00:00+08:00', 20), refunds: [{ amountFen: 5, succeededAt: noon('2025-12-24') }] },
      paid('2025-11-30T23:59:59+08:00', 300),
      { ...paid('2025-12-01T00:00:00+08:00', 4_000), refunds: [{ amountFen: 7, succeededAt: noon('2025-12-24') }] },
    );
    await settleAndVerify(app);
    const days = { validFrom: '2025-11-01', validTo: '2025-11-30' };
    const { moves, ...made } = await rule(app, { effect: 'origin', productId: seller.bowl, originDivisionCode: AWAY, ...days });
    expect(made).toMatchObject({ source: 'rule', productId: seller.bowl, originDivisionCode: AWAY, createdBy: 'admin', ...days });
    const moved = { merchantId: seller.merchantId, merchantDivisionCode: HOME, paidFen: 320, refundedFen: 5, lines: 2 };
    expect(moves).toEqual({
      orders: 2,
      lines: 2,
      paidFen: 320,
      refundedFen: 5,
      from: [{ ...moved, originCode: HOME }],
      to: [{ ...moved, originCode: AWAY }],
    });
    await settleAndVerify(app);
    expect(await places(app, seller.merchantId)).toEqual([
      { ...moved, originCode: AWAY },
      { ...moved, originCode: HOME, paidFen: 4_001, refundedFen: 7 },
    ]);
  });

  it('for a lot beats one for a product, that one for a merchant, that the product’s own; the newest beats its elders', async () => {
    const seller = await sellerOfTwo(app);
    const { merchantId, bowl } = seller;
    await sell(app, seller, {
      paidAt: noon('2025-11-05'),
      lines: [
        { itemId: 'bowl', paidFen: 1, lot: 'L1' },
        { itemId: 'bowl', paidFen: 20, lot: 'L2' },
        { itemId: 'cup', paidFen: 300, lot: 'L1' },
        { itemId: 'cup', paidFen: 4_000 },
      ],
    });
    const origin = (originDivisionCode: string | null, scope: object) => rule(app, { effect: 'origin', originDivisionCode, ...scope });
    // The narrow ones first: it is not their age that makes them win.
    const ofLot = await origin('140602', { merchantId, lot: 'L1' });
    const ofProduct = await origin('140226', { productId: bowl });
    const ofMerchant = await origin(null, { merchantId });
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ '140602': 301, '140226': 20, '': 4_000 });
    const newer = await origin(NEAR, { productId: bowl, lot: 'L1' });
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ [NEAR]: 1, '140602': 300, '140226': 20, '': 4_000 });
    await withdraw(app, newer.id);
    await withdraw(app, ofLot.id);
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ '140226': 21, '': 4_300 });
    await withdraw(app, ofProduct.id);
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ '': 4_321 });
    await withdraw(app, ofMerchant.id);
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ [HOME]: 4_321 });
  });

  it('of one merchant does not touch the same lot of another', async () => {
    const [own, other] = [await sellerOfTwo(app), await sellerOfTwo(app)];
    for (const seller of [own, other])
      await sell(app, seller, { paidAt: noon('2025-11-05'), lines: [{ itemId: 'bowl', paidFen: 10, lot: 'SAME' }] });
    await settleAndVerify(app);
    const { moves } = await rule(app, { effect: 'origin', merchantId: own.merchantId, lot: 'SAME', originDivisionCode: AWAY });
    expect(moves).toMatchObject({ orders: 1, paidFen: 10 });
    await settleAndVerify(app);
    expect([await paidByOrigin(app, own.merchantId), await paidByOrigin(app, other.merchantId)]).toEqual([{ [AWAY]: 10 }, { [HOME]: 10 }]);
  });

  it('ends the same whether it was made before the sale or after it', async () => {
    const [early, late] = [await sellerOfTwo(app), await sellerOfTwo(app)];
    const terms = ({ bowl }: { bowl: string }) => ({
      effect: 'origin',
      productId: bowl,
      originDivisionCode: AWAY,
      validFrom: '2025-11-02',
    });
    const sold = ['2025-11-01', '2025-11-02'].map((day) => ({
      paidAt: noon(day),
      lines: [
        { itemId: 'bowl', paidFen: 100 },
        { itemId: 'cup', paidFen: 30 },
      ],
      refunds: [{ amountFen: 9, succeededAt: noon('2025-11-03') }],
    }));
    expect((await rule(app, terms(early))).moves).toEqual(NOTHING);
    for (const seller of [early, late]) await sell(app, seller, ...sold);
    await settleAndVerify(app);
    expect((await rule(app, terms(late))).moves).toMatchObject({ orders: 1, lines: 1, paidFen: 100, refundedFen: 9 });
    await settleAndVerify(app);
    const [first, second] = [await places(app, early.merchantId), await places(app, late.merchantId)];
    expect(first).toHaveLength(2);
    expect(second).toEqual(first.map((place) => ({ ...place, merchantId: late.merchantId })));
  });

  it('that is withdrawn leaves every cell as it was, free lines and refunds too', async () => {
    const seller = await sellerOfTwo(app);
    await sell(app, seller, {
      paidAt: noon('2025-11-05'),
      lines: [
        { itemId: 'bowl', paidFen: 100 },
        { itemId: 'bowl', paidFen: 0 },
        { itemId: 'cup', paidFen: 7 },
      ],
      refunds: [{ amountFen: 40, succeededAt: noon('2025-11-07') }],
    });
    await settleAndVerify(app);
    const before = await cells(app);
    const { id, moves } = await rule(app, { effect: 'origin', productId: seller.bowl, originDivisionCode: AWAY });
    expect(moves).toMatchObject({ orders: 1, lines: 2, paidFen: 100, refundedFen: 40 });
    await settleAndVerify(app);
    expect(await cells(app)).not.toEqual(before);
    const { withdrawnBy, withdrawalReason, moves: back } = await withdraw(app, id);
    expect({ withdrawnBy, withdrawalReason }).toEqual({ withdrawnBy: 'admin', withdrawalReason: '撤销' });
    expect(back).toEqual({ ...moves, from: moves.to, to: moves.from });
    await settleAndVerify(app);
    expect(await cells(app)).toEqual(before);
  });
});

describe('A rule of merchant', () => {
  it('gives lines to another: an order of two merchants is one of the county and one of each', async () => {
    const seller = await sellerOfTwo(app);
    const { merchantId: other } = await newSeller(app, HOME);
    const day = '2024-03-05';
    await sell(app, seller, {
      paidAt: noon(day),
      lines: [
        { itemId: 'bowl', paidFen: 100 },
        { itemId: 'cup', paidFen: 20 },
      ],
    });
    const { id } = await rule(app, { effect: 'merchant', productId: seller.cup, targetMerchantId: other });
    await settleAndVerify(app);
    const days = { from: day, to: day };
    const merchants = await ranking(app, 'merchants', days);
    expect(merchants.items.map(({ id: merchant, paidFen, orders }) => [merchant, paidFen, orders])).toEqual([
      [seller.merchantId, 100, 1],
      [other, 20, 1],
    ]);
    expect(merchants.total).toMatchObject({ paidFen: 120, orders: 1, lines: 2 });
    for (const basis of ['origin', 'merchant'])
      expect((await ranking(app, 'counties', { ...days, basis, within: '1406' })).items).toMatchObject([
        { id: '140681', paidFen: 120, orders: 1 },
      ]);
    await withdraw(app, id);
    await settleAndVerify(app);
    expect((await ranking(app, 'merchants', days)).items).toMatchObject([{ id: seller.merchantId, paidFen: 120, orders: 1 }]);
  });

  it('for days: a cooperative sells for another in November only', async () => {
    const seller = await sellerOfTwo(app);
    const { merchantId: other } = await newSeller(app, AWAY);
    await sell(
      app,
      seller,
      { paidAt: noon('2025-10-31'), lines: [{ itemId: 'bowl', paidFen: 1 }] },
      { paidAt: noon('2025-11-15'), lines: [{ itemId: 'bowl', paidFen: 20 }] },
    );
    const days = { validFrom: '2025-11-01', validTo: '2025-11-30' };
    await rule(app, { effect: 'merchant', merchantId: seller.merchantId, targetMerchantId: other, ...days });
    await settleAndVerify(app);
    expect(await places(app, seller.merchantId)).toEqual([
      { merchantId: seller.merchantId, merchantDivisionCode: HOME, originCode: HOME, paidFen: 1, refundedFen: 0, lines: 1 },
      { merchantId: other, merchantDivisionCode: AWAY, originCode: HOME, paidFen: 20, refundedFen: 0, lines: 1 },
    ]);
  });
});

describe('A rule of home', () => {
  it('puts what was sold from its first day on elsewhere on the merchant basis, also what rules gave to the merchant', async () => {
    const seller = await sellerOfTwo(app);
    const other = await sellerOfTwo(app);
    for (const [day, paidFen] of [
      ['2023-05-31', 1],
      ['2023-06-01', 20],
    ] as const)
      await sell(app, seller, { paidAt: noon(day), lines: [{ itemId: 'bowl', paidFen }] });
    await sell(app, other, { paidAt: noon('2023-06-02'), lines: [{ itemId: 'bowl', paidFen: 300 }] });
    await rule(app, { effect: 'merchant', productId: other.bowl, targetMerchantId: seller.merchantId });
    await settleAndVerify(app);
    const { moves } = await rule(app, { effect: 'home', merchantId: seller.merchantId, homeDivisionCode: AWAY, validFrom: '2023-06-01' });
    expect(moves).toMatchObject({ orders: 2, paidFen: 320, from: [{ merchantDivisionCode: HOME }], to: [{ merchantDivisionCode: AWAY }] });
    await settleAndVerify(app);
    const days = { from: '2023-05-31', to: '2023-06-30' };
    const counties = await ranking(app, 'counties', { ...days, basis: 'merchant' });
    expect(counties.items.map(({ id, paidFen }) => [id, paidFen])).toEqual(
      expect.arrayContaining([
        ['140226', 320],
        ['140681', 1],
      ]),
    );
    expect((await ranking(app, 'counties', { ...days, basis: 'origin' })).items).toMatchObject([{ id: '140681', paidFen: 321 }]);
  });
});

const NOTHING: MovesDto = { orders: 0, lines: 0, paidFen: 0, refundedFen: 0, from: [], to: [] };
