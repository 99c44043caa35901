import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { LINE, orderChanged } from './canonical-message.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { registerMerchant, type SampleMerchant, SECRET, standardShop } from './sample-merchant.js';

let server: TestApp;
let program: OutsideProgram;
let sample: SampleMerchant;
beforeAll(async () => {
  server = await startTestApp();
  program = new OutsideProgram(server);
});
beforeEach(async () => {
  sample = await registerMerchant(program);
});
afterAll(() => server.close());

const LINES = [
  { ...LINE, lineNo: '1', skuId: 's1', paidFen: 1_000, title: '茶具 红' },
  { ...LINE, lineNo: '2', skuId: 's2', paidFen: 200, title: '茶具 蓝' },
  { ...LINE, lineNo: '3', itemId: '碗/盘?', paidFen: 30, quantity: 1, title: '碗' },
];

async function sell(orderNo = 'A-1'): Promise<void> {
  const { status } = await server.deliver(sample.shopId, SECRET, `m-${orderNo}`, orderChanged({ orderNo, lines: LINES }));
  expect(status).toBe(204);
  await settle(server);
}

/** Net fen of each product of the merchant, and of what belongs to none. */
async function netByProduct(): Promise<Record<string, number>> {
  await settle(server);
  interface Ranking extends Page<{ id: string; netFen: number }> {
    readonly unallocated: { readonly netFen: number };
  }
  const query = 'from=2026-11-01&to=2026-11-30&compare=none';
  const { items, unallocated } = await program.read<Ranking>(`/api/v1/rankings/products?${query}`);
  const own = items.filter(({ id }) => id === sample.productId || id === secondProductId);
  return {
    ...Object.fromEntries(own.map(({ id, netFen }) => [id === sample.productId ? 'first' : 'second', netFen])),
    none: unallocated.netFen,
  };
}

let secondProductId = '';

const itemPath = (itemId: string) => `/api/v1/shops/${sample.shopId}/items/${encodeURIComponent(itemId)}`;
const unmapped = async () => {
  const { items } = await program.read<Page<{ shopId: string }>>('/api/v1/unmapped-items?limit=500');
  return items.filter(({ shopId }) => shopId === sample.shopId);
};

describe('An item that is mapped to nothing', () => {
  it('is listed with its revenue until it is mapped', async () => {
    await sell();
    const sold = { shopId: sample.shopId, lines: 1, lastPaidAt: '2026-11-20T20:15:30+08:00' };
    expect(await unmapped()).toEqual([
      { ...sold, itemId: LINE.itemId, skuId: 's1', title: '茶具 红', paidFen: 1_000, quantity: 2 },
      { ...sold, itemId: LINE.itemId, skuId: 's2', title: '茶具 蓝', paidFen: 200, quantity: 2 },
      { ...sold, itemId: '碗/盘?', skuId: null, title: '碗', paidFen: 30, quantity: 1 },
    ]);
    await program.must(200, 'PUT', itemPath('碗/盘?'), { productId: sample.productId });
    await program.must(200, 'PUT', itemPath(LINE.itemId), { productId: sample.productId, skuId: 's2' });
    expect(await unmapped()).toMatchObject([{ skuId: 's1' }]);
  });

  it('is paged with items of any name', async () => {
    const long = ['"', '碗', '\u0001'].map((sign) => sign.repeat(200));
    const lines = long.map((itemId, index) => ({ ...LINE, lineNo: String(index), itemId, skuId: itemId }));
    await server.deliver(sample.shopId, SECRET, 'm-long', orderChanged({ lines }));
    await settle(server);
    let path: string | null = '/api/v1/unmapped-items?limit=1';
    const seen: string[] = [];
    while (path !== null) {
      const page: Page<{ itemId: string }> = await program.read(path);
      seen.push(...page.items.map(({ itemId }) => itemId));
      path = page.nextCursor === null ? null : `/api/v1/unmapped-items?limit=1&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual(expect.arrayContaining(long));
  });
});

describe('Mapping an item', () => {
  beforeEach(async () => {
    const product = { merchantId: sample.merchantId, name: '荞麦米', category: 'grain.buckwheat', isAgricultural: true };
    secondProductId = (await program.make('/api/v1/products', product)).id;
  });

  it('moves past sales, SKU before item, and taking it back moves them again', async () => {
    const before = (await netByProduct()).none ?? 0;
    const none = async () => ({ ...(await netByProduct()), none: ((await netByProduct()).none ?? 0) - before });
    await sell();
    const { shopId, productId } = sample;
    expect(await none()).toEqual({ none: 1_230 });
    const whole = await program.must(200, 'PUT', itemPath(LINE.itemId), { productId });
    expect(whole).toEqual({ shopId, itemId: LINE.itemId, skuId: null, productId, affectedLines: 2 });
    expect(await none()).toEqual({ first: 1_200, none: 30 });
    const sku = await program.must(200, 'PUT', itemPath(LINE.itemId), { productId: secondProductId, skuId: 's1' });
    expect(sku).toEqual({ shopId, itemId: LINE.itemId, skuId: 's1', productId: secondProductId, affectedLines: 1 });
    expect(await none()).toEqual({ first: 200, second: 1_000, none: 30 });
    expect(await program.must(200, 'DELETE', itemPath(LINE.itemId))).toEqual({ affectedLines: 1 });
    expect(await none()).toEqual({ second: 1_000, none: 230 });
    expect(await program.must(200, 'DELETE', `${itemPath(LINE.itemId)}?skuId=s1`)).toEqual({ affectedLines: 1 });
    expect(await none()).toEqual({ none: 1_230 });
  });

  it('again to another product moves them on', async () => {
    await sell();
    await program.must(200, 'PUT', itemPath(LINE.itemId), { productId: sample.productId });
    const again = await program.must(200, 'PUT', itemPath(LINE.itemId), { productId: secondProductId });
    expect(again).toMatchObject({ affectedLines: 2 });
    expect(await netByProduct()).toMatchObject({ second: 1_200 });
    expect(await netByProduct()).not.toHaveProperty('first');
  });

  it('before anything was sold affects nothing yet, and counts for what is sold later', async () => {
    const mapped = await program.must(200, 'PUT', itemPath(LINE.itemId), { productId: sample.productId });
    expect(mapped).toMatchObject({ affectedLines: 0 });
    await sell();
    expect(await netByProduct()).toMatchObject({ first: 1_200 });
  });

  it('is listed with the shop', async () => {
    await program.must(200, 'PUT', itemPath('b'), { productId: sample.productId });
    await program.must(200, 'PUT', itemPath('a'), { productId: sample.productId, skuId: 's1' });
    const { items } = await program.read<Page<object>>(`/api/v1/shops/${sample.shopId}/items`);
    const mapped = { shopId: sample.shopId, productId: sample.productId, mappedAt: expect.any(String) as string };
    expect(items).toEqual([
      { ...mapped, itemId: 'a', skuId: 's1' },
      { ...mapped, itemId: 'b', skuId: null },
    ]);
  });

  it('refuses what is not there', async () => {
    const stranger = await registerMerchant(program);
    const refusal = await program.refused('PUT', itemPath('a'), { productId: stranger.productId });
    expect(refusal).toMatchObject({ status: 400, code: 'shops.product-of-other-merchant', errors: [{ pointer: '/productId' }] });
    expect(await program.refused('PUT', itemPath('a'), { productId: '7777777' })).toMatchObject({ status: 400 });
    expect(await program.refused('DELETE', itemPath('a'))).toMatchObject({ status: 404, code: 'orders.unknown-mapping' });
    expect(await program.refused('DELETE', `${itemPath('a')}?skuId=s1`)).toMatchObject({ status: 404 });
    for (const shopId of ['7777777', '0'.repeat(13), `${sample.shopId}0`]) {
      const body = { productId: sample.productId };
      expect(await program.refused('PUT', `/api/v1/shops/${shopId}/items/a`, body)).toMatchObject({ status: 404 });
    }
  });

  it('works for the shops of a bridge', async () => {
    const { id } = await program.make('/api/v1/shops', standardShop(sample.merchantId, 'taobao'));
    const body = { productId: sample.productId };
    expect(await program.must(200, 'PUT', `/api/v1/shops/${id}/items/a`, body)).toMatchObject({ shopId: id, affectedLines: 0 });
  });
});
