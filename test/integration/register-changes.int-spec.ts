import { AttributionRuleRepository } from '../../src/modules/attribution/attribution-rule.repository.js';
import { RegisterRules } from '../../src/modules/attribution/index.js';
import { RegisterRuleRepository } from '../../src/modules/attribution/register-rule.repository.js';
import type { ProductDto } from '../../src/modules/products/product.dto.js';
import type { MerchantDto } from '../../src/modules/merchants/merchant.dto.js';
import { Database, operator } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { AWAY, cells, HOME, merge, must, NEAR, paidByOrigin, places, rule, rulesOf, settleAndVerify, withdraw } from './attribution.js';
import { created, newItem, newSeller, noon, read, type Seller, sell } from './sales.js';

let app: TestApp;
beforeAll(async () => {
  // Without the scheduler: what a rule moves is moved at once, by its own hint.
  app = await startTestApp({ rehintIntervalMs: 0 });
});
afterAll(() => app.close());
// Whatever a test did, entries, rollups and orders agree in the end.
afterEach(() => settleAndVerify(app));

async function seller(): Promise<Seller & { bowl: string }> {
  const made = await newSeller(app, HOME);
  return { ...made, bowl: await newItem(app, made, 'bowl', { originDivisionCode: HOME }) };
}

async function soldOnce(): Promise<Seller & { bowl: string }> {
  const made = await seller();
  await sell(app, made, {
    paidAt: noon('2025-11-05'),
    lines: [{ itemId: 'bowl', paidFen: 100 }],
    refunds: [{ amountFen: 30, succeededAt: noon('2025-11-06') }],
  });
  await settleAndVerify(app);
  return made;
}

const change = async <Answer>(path: string, changes: object) => must<Answer>(200, await app.request('PATCH', `/api/v1/${path}`, changes));
const product = async (id: string) => (await read(app, `products/${id}`)) as ProductDto;
const merchant = async (id: string) => (await read(app, `merchants/${id}`)) as MerchantDto;
const listed = async <Item extends { id: string }>(path: string, id: string) =>
  ((await read(app, path, { limit: 500 })) as { items: Item[] }).items.find((item) => item.id === id);

describe('Another origin of a product', () => {
  it('is the product’s own while nothing of it is sold', async () => {
    const { bowl } = await seller();
    expect(await change(`products/${bowl}`, { originDivisionCode: AWAY })).toMatchObject({ originDivisionCode: AWAY });
    expect(await rulesOf(app, { productId: bowl })).toEqual([]);
    expect(await app.sql('select origin_division_code as code from product where id = $1', [bowl])).toEqual([{ code: AWAY }]);
  });

  it('is a rule once there are sales: listed, read everywhere, and undone by withdrawing it', async () => {
    const { bowl, merchantId } = await soldOnce();
    const [before, register] = [await cells(app), await product(bowl)];
    const changed = await change<ProductDto>(`products/${bowl}`, { originDivisionCode: AWAY, name: '大碗' });
    expect(changed).toEqual({ ...register, originDivisionCode: AWAY, name: '大碗' });
    expect(await product(bowl)).toEqual(changed);
    expect(await listed('products', bowl)).toEqual({ ...changed, entityTag: expect.any(String) as string });
    const [made, ...others] = await rulesOf(app, { productId: bowl });
    expect([made, others]).toMatchObject([
      { effect: 'origin', source: 'product-change', originDivisionCode: AWAY, validFrom: null, validTo: null },
      [],
    ]);
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ [AWAY]: 100 });
    await withdraw(app, made?.id ?? '');
    await settleAndVerify(app);
    expect(await cells(app)).toEqual(before);
    expect(await product(bowl)).toEqual({ ...register, name: '大碗' });
  });

  it('again, back to the first, and to none are rules as well; the same again is none', async () => {
    const { bowl, merchantId } = await soldOnce();
    for (const [originDivisionCode, rules] of [
      [HOME, 0],
      [AWAY, 1],
      [AWAY, 1],
      [HOME, 2],
      [null, 3],
      [null, 3],
    ] as const) {
      expect(await change(`products/${bowl}`, { originDivisionCode })).toMatchObject({ originDivisionCode });
      expect(await rulesOf(app, { productId: bowl })).toHaveLength(rules);
    }
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ '': 100 });
  });

  it('is a rule where an unsold product has one in force: its own entry would not be seen', async () => {
    const { bowl } = await seller();
    await rule(app, { effect: 'origin', productId: bowl, originDivisionCode: AWAY });
    expect(await product(bowl)).toMatchObject({ originDivisionCode: AWAY });
    expect(await change(`products/${bowl}`, { originDivisionCode: NEAR })).toMatchObject({ originDivisionCode: NEAR });
    expect(await rulesOf(app, { productId: bowl })).toHaveLength(2);
  });

  it('that the register does not have is refused alike before and after sales', async () => {
    for (const { bowl } of [await seller(), await soldOnce()])
      expect(await app.request('PATCH', `/api/v1/products/${bowl}`, { originDivisionCode: '999999' })).toMatchObject({
        status: 400,
        body: { code: 'products.unknown-division', errors: [{ pointer: '/originDivisionCode' }] },
      });
  });

  it('is not read of rules for other days, for a lot, or withdrawn', async () => {
    const { bowl } = await soldOnce();
    const origin = (terms: object) => rule(app, { effect: 'origin', productId: bowl, originDivisionCode: AWAY, ...terms });
    await origin({ validTo: '2025-12-31' });
    await origin({ validFrom: '2099-01-01' });
    await origin({ lot: 'L1' });
    await withdraw(app, (await origin({})).id);
    expect(await product(bowl)).toMatchObject({ originDivisionCode: HOME });
    await origin({ validFrom: '2020-01-01', validTo: '2099-12-31' });
    expect(await product(bowl)).toMatchObject({ originDivisionCode: AWAY });
  });

  it('is read by the Beijing day: a rule holds to the last second of its last day', async () => {
    const { bowl } = await soldOnce();
    await rule(app, { effect: 'origin', productId: bowl, originDivisionCode: AWAY, validFrom: '2026-11-30', validTo: '2026-11-30' });
    const inForceAt = (now: string) => {
      const rules = new RegisterRules(new AttributionRuleRepository(), new RegisterRuleRepository(), { now: () => new Date(now) });
      return app.app.get(Database).snapshot(operator('test'), (tx) => rules.originsInForce(tx, [bowl]));
    };
    const seconds = ['2026-11-29T23:59:59+08:00', '2026-11-30T00:00:00+08:00', '2026-11-30T23:59:59+08:00', '2026-12-01T00:00:00+08:00'];
    expect((await Promise.all(seconds.map(inForceAt))).map((inForce) => inForce.get(bowl))).toEqual([undefined, AWAY, AWAY, undefined]);
  });

  it('of a product logged by hand is a rule, too', async () => {
    const { bowl, merchantId } = await seller();
    await created(app, 'orders', { merchantId, paidAt: noon('2025-11-05'), lines: [{ productId: bowl, quantity: 1, paidFen: 70 }] });
    await settleAndVerify(app);
    await change(`products/${bowl}`, { originDivisionCode: AWAY });
    expect(await rulesOf(app, { productId: bowl })).toMatchObject([{ source: 'product-change' }]);
    await settleAndVerify(app);
    expect(await paidByOrigin(app, merchantId)).toEqual({ [AWAY]: 70 });
  });
});

describe('Another home of a merchant', () => {
  it('is the merchant’s own while nothing counts for it', async () => {
    const { merchantId } = await newSeller(app, HOME);
    expect(await change(`merchants/${merchantId}`, { divisionCode: AWAY })).toMatchObject({ divisionCode: AWAY });
    expect(await rulesOf(app, { merchantId })).toEqual([]);
  });

  it('is a rule once there are sales: listed, read everywhere, and undone by withdrawing it', async () => {
    const { merchantId } = await soldOnce();
    const [before, register] = [await cells(app), await merchant(merchantId)];
    const changed = await change<MerchantDto>(`merchants/${merchantId}`, { divisionCode: AWAY });
    expect(changed).toEqual({ ...register, divisionCode: AWAY });
    expect([await merchant(merchantId), await listed('merchants', merchantId)]).toEqual([changed, changed]);
    const [made, ...others] = await rulesOf(app, { merchantId });
    expect([made, others]).toMatchObject([{ effect: 'home', source: 'merchant-move', homeDivisionCode: AWAY }, []]);
    await settleAndVerify(app);
    expect(await places(app, merchantId)).toMatchObject([{ merchantDivisionCode: AWAY, originCode: HOME, paidFen: 100, refundedFen: 30 }]);
    await withdraw(app, made?.id ?? '');
    await settleAndVerify(app);
    expect(await cells(app)).toEqual(before);
    expect(await merchant(merchantId)).toEqual(register);
  });

  it('is a rule where only a merger gives it sales', async () => {
    const { merchantId } = await newSeller(app, HOME);
    await merge(app, (await soldOnce()).merchantId, merchantId);
    await change(`merchants/${merchantId}`, { divisionCode: AWAY });
    expect(await rulesOf(app, { merchantId })).toMatchObject([{ source: 'merchant-move' }, { source: 'merge' }]);
  });

  it('that the register does not have is refused alike before and after sales', async () => {
    for (const { merchantId } of [await newSeller(app), await soldOnce()])
      expect(await app.request('PATCH', `/api/v1/merchants/${merchantId}`, { divisionCode: '999999' })).toMatchObject({
        status: 400,
        body: { code: 'merchants.unknown-division', errors: [{ pointer: '/divisionCode' }] },
      });
  });
});
