import { startTestApp, type TestApp } from '../support/test-app.js';
import { AWAY, cells, everything, HOME, merge, must, places, rule, rulesOf, settleAndVerify, withdraw } from './attribution.js';
import { newItem, newSeller, noon, ranking, read, type Seller, sell } from './sales.js';

interface Merchant {
  readonly archivedAt: string | null;
  readonly mergedIntoId: string | null;
}

let app: TestApp;
beforeAll(async () => {
  // Without the scheduler: what a rule moves is moved at once, by its own hint.
  app = await startTestApp({ rehintIntervalMs: 0 });
});
afterAll(() => app.close());
// Whatever a test did, entries, rollups and orders agree in the end.
afterEach(() => settleAndVerify(app));

/** Sold one bowl from HOME. */
async function sellerAt(divisionCode: string, paidFen: number, day = '2025-11-05'): Promise<Seller & { bowl: string }> {
  const seller = await newSeller(app, divisionCode);
  const bowl = await newItem(app, seller, 'bowl', { originDivisionCode: HOME });
  await sell(app, seller, { paidAt: noon(day), lines: [{ itemId: 'bowl', paidFen }], refunds: [{ amountFen: 1, succeededAt: noon(day) }] });
  await settleAndVerify(app);
  return { ...seller, bowl };
}

const merchant = async (id: string) => (await read(app, `merchants/${id}`)) as Merchant;
const refusedMerge = async (id: string, intoMerchantId: string) =>
  (await app.request('POST', `/api/v1/merchants/${id}/merge`, { intoMerchantId, reason: '重复登记' })) as unknown;

describe('A merger', () => {
  it('counts all that the merged merchant sells, before and after, for the one that stays, and archives it', async () => {
    const day = '2024-04-01';
    const [twice, stays] = [await sellerAt(AWAY, 100, day), await sellerAt(HOME, 20, day)];
    const { moves, ...made } = await merge(app, twice.merchantId, stays.merchantId);
    expect(made).toMatchObject({
      source: 'merge',
      effect: 'merchant',
      merchantId: twice.merchantId,
      targetMerchantId: stays.merchantId,
      validFrom: null,
      validTo: null,
    });
    const moved = { originCode: HOME, paidFen: 100, refundedFen: 1, lines: 1 };
    const to = { merchantId: stays.merchantId, merchantDivisionCode: HOME, ...moved };
    expect(moves).toEqual({
      orders: 1,
      lines: 1,
      paidFen: 100,
      refundedFen: 1,
      from: [{ merchantId: twice.merchantId, merchantDivisionCode: AWAY, ...moved }],
      to: [to],
    });
    expect(await merchant(twice.merchantId)).toMatchObject({ archivedAt: made.createdAt, mergedIntoId: stays.merchantId });
    await sell(app, twice, { paidAt: noon(day), lines: [{ itemId: 'bowl', paidFen: 3_000 }] });
    await settleAndVerify(app);
    expect(await places(app, twice.merchantId)).toEqual([{ ...to, paidFen: 3_100, lines: 2 }]);
    const { items } = await ranking(app, 'merchants', { from: day, to: day });
    expect(items.map(({ id, paidFen, orders }) => [id, paidFen, orders])).toEqual([[stays.merchantId, 3_120, 3]]);
  });

  it('that is withdrawn leaves every cell as it was, and the merchant in the lists again', async () => {
    const [twice, stays] = [await sellerAt(AWAY, 100), await sellerAt(HOME, 20)];
    const [before, register] = [await cells(app), await merchant(twice.merchantId)];
    const { id, moves } = await merge(app, twice.merchantId, stays.merchantId);
    await settleAndVerify(app);
    expect(await cells(app)).not.toEqual(before);
    expect((await withdraw(app, id)).moves).toEqual({ ...moves, from: moves.to, to: moves.from });
    await settleAndVerify(app);
    expect(await cells(app)).toEqual(before);
    expect(await merchant(twice.merchantId)).toEqual(register);
    expect(await rulesOf(app, { merchantId: twice.merchantId })).toMatchObject([{ id, source: 'merge', withdrawalReason: '撤销' }]);
    // It may be merged again, elsewhere.
    const other = await sellerAt(HOME, 5);
    await merge(app, twice.merchantId, other.merchantId);
    await settleAndVerify(app);
    expect(await places(app, twice.merchantId)).toMatchObject([{ merchantId: other.merchantId, paidFen: 100 }]);
  });

  it('of a merchant that was archived leaves it archived when undone', async () => {
    const [twice, stays] = [await sellerAt(AWAY, 100), await sellerAt(HOME, 20)];
    const { archivedAt } = must<Merchant>(200, await app.request('POST', `/api/v1/merchants/${twice.merchantId}/archive`));
    const { id } = await merge(app, twice.merchantId, stays.merchantId);
    await withdraw(app, id);
    expect(await merchant(twice.merchantId)).toMatchObject({ archivedAt, mergedIntoId: null });
  });

  it('follows chains, takes along what rules gave to the merged one, and is undone link by link', async () => {
    const [one, two, three, giver] = [
      await sellerAt(AWAY, 1),
      await sellerAt(AWAY, 20),
      await sellerAt(HOME, 300),
      await sellerAt(HOME, 4_000),
    ];
    await rule(app, { effect: 'merchant', productId: giver.bowl, targetMerchantId: one.merchantId });
    const first = await merge(app, one.merchantId, two.merchantId);
    await settleAndVerify(app);
    const second = await merge(app, two.merchantId, three.merchantId);
    expect(second.moves).toMatchObject({
      orders: 3,
      paidFen: 4_021,
      from: [{ merchantId: two.merchantId }],
      to: [{ merchantId: three.merchantId }],
    });
    await settleAndVerify(app);
    const sellers = [one, two, three, giver].map(({ merchantId }) => merchantId);
    const paidOf = async () => Object.fromEntries((await places(app, ...sellers)).map(({ merchantId, paidFen }) => [merchantId, paidFen]));
    expect(await paidOf()).toEqual({ [three.merchantId]: 4_321 });
    await withdraw(app, first.id);
    await settleAndVerify(app);
    expect(await paidOf()).toEqual({ [one.merchantId]: 4_001, [three.merchantId]: 320 });
    await withdraw(app, second.id);
    await settleAndVerify(app);
    expect(await paidOf()).toEqual({ [one.merchantId]: 4_001, [two.merchantId]: 20, [three.merchantId]: 300 });
  });

  it('is shown beforehand as it then happens, and the preview changes nothing', async () => {
    const [twice, stays] = [await sellerAt(AWAY, 100), await sellerAt(HOME, 20)];
    const before = await everything(app);
    const body = { intoMerchantId: stays.merchantId, reason: '重复登记' };
    const told = must<{ moves: object }>(200, await app.request('POST', `/api/v1/merchants/${twice.merchantId}/merge/preview`, body));
    expect(await everything(app)).toEqual(before);
    const { moves } = await merge(app, twice.merchantId, stays.merchantId);
    expect(told).toEqual({ moves });
    expect(moves).toMatchObject({ orders: 1, paidFen: 100 });
  });

  it('is refused into itself, into nobody, of nobody, twice, and in a circle', async () => {
    const [one, two, three] = [await newSeller(app), await newSeller(app), await newSeller(app)].map(({ merchantId }) => merchantId);
    if (one === undefined || two === undefined || three === undefined) throw new Error('three merchants are needed');
    const atInto = (code: string) => ({ status: 400, body: { code: `attribution.${code}`, errors: [{ pointer: '/intoMerchantId' }] } });
    expect(await refusedMerge(one, one)).toMatchObject(atInto('merge-with-itself'));
    expect(await refusedMerge(one, '999999')).toMatchObject(atInto('unknown-merchant'));
    expect(await refusedMerge('999999', one)).toMatchObject({ status: 404, body: { code: 'attribution.no-merchant' } });
    await merge(app, one, two);
    expect(await refusedMerge(one, three)).toMatchObject({ status: 409, body: { code: 'attribution.already-merged' } });
    expect(await refusedMerge(two, one)).toMatchObject(atInto('merge-in-circle'));
    await merge(app, two, three);
    expect(await refusedMerge(three, one)).toMatchObject(atInto('merge-in-circle'));
  });

  it('closes no circle when several are made at once', async () => {
    const ids = (await Promise.all([1, 2, 3, 4].map(() => newSeller(app)))).map(({ merchantId }) => merchantId);
    const pairs = ids.map((id, place) => [id, ids[(place + 1) % ids.length] ?? id] as const);
    const answers = await Promise.all(
      pairs.map(([id, into]) => app.request('POST', `/api/v1/merchants/${id}/merge`, { intoMerchantId: into, reason: '重复登记' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 400]);
    expect((await Promise.all(ids.map(merchant))).filter(({ mergedIntoId }) => mergedIntoId === null)).toHaveLength(1);
  });
});
