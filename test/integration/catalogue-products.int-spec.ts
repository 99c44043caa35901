import {
  type Catalogue,
  countNoted,
  newMerchant,
  newProduct,
  onceRequest,
  onlyMerchants,
  openCatalogue,
  OPERATOR,
  plain,
  SECRET,
} from './catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue.close());

const BUCKWHEAT = { name: '红山荞麦米', category: 'grain.buckwheat', isAgricultural: true };

describe('A product', () => {
  it('is answered as it was given, and again by its id', async () => {
    const merchantId = await newMerchant(catalogue);
    const given = { merchantId, ...BUCKWHEAT, originDivisionCode: '140603', giMark: '红山荞麦' };
    const created = await catalogue.products.create(plain(), given);
    expect(created).toMatchObject({ ...given, archivedAt: null });
    expect(await catalogue.products.get(OPERATOR, created.id)).toEqual(created);
  });

  it('has no origin and no GI mark where none is given', async () => {
    const merchantId = await newMerchant(catalogue);
    expect(await catalogue.products.create(plain(), { merchantId, ...BUCKWHEAT, originDivisionCode: null })).toMatchObject({
      originDivisionCode: null,
      giMark: null,
    });
  });

  it('is refused with the field at fault for an origin, a merchant or a category that does not exist', async () => {
    const merchantId = await newMerchant(catalogue);
    const refused = (change: object) => catalogue.products.create(plain(), { merchantId, ...BUCKWHEAT, ...change });
    await expect(refused({ originDivisionCode: '999999' })).rejects.toMatchObject({
      code: 'products.unknown-division',
      pointer: '/originDivisionCode',
    });
    await expect(refused({ merchantId: '999999' })).rejects.toMatchObject({
      code: 'merchants.unknown',
      pointer: '/merchantId',
      definition: { status: 400 },
    });
    await expect(refused({ category: 'buckwheat' })).rejects.toMatchObject({ code: 'products.unknown-category', pointer: '/category' });
    await expect(refused({ category: 'buckwheat' })).rejects.toThrow('grain.buckwheat');
  });

  it('loses origin and GI mark by null and keeps what a change does not name', async () => {
    const merchantId = await newMerchant(catalogue);
    const { id } = await catalogue.products.create(plain(), { merchantId, ...BUCKWHEAT, originDivisionCode: '140603', giMark: '红山荞麦' });
    expect(await catalogue.products.change(OPERATOR, id, { name: '荞麦米' })).toMatchObject({
      name: '荞麦米',
      originDivisionCode: '140603',
      giMark: '红山荞麦',
    });
    expect(await catalogue.products.change(OPERATOR, id, { originDivisionCode: null, giMark: null })).toMatchObject({
      originDivisionCode: null,
      giMark: null,
    });
    await expect(catalogue.products.change(OPERATOR, id, { originDivisionCode: '999999' })).rejects.toMatchObject({
      pointer: '/originDivisionCode',
    });
    await expect(catalogue.products.change(OPERATOR, id, { category: 'cars' })).rejects.toMatchObject({ pointer: '/category' });
  });

  it('has the past sales noted that a new category or origin moves, and gives the hint', async () => {
    const productId = await newProduct(catalogue, await newMerchant(catalogue));
    await catalogue.products.change(OPERATOR, productId, { giMark: '红山荞麦' });
    expect(await countNoted(catalogue, 'product', productId)).toBe(0);
    const hints = catalogue.hints.names.length;
    await catalogue.products.change(OPERATOR, productId, { originDivisionCode: '140603' });
    await catalogue.products.change(OPERATOR, productId, { category: 'grain.flour' });
    expect(await countNoted(catalogue, 'product', productId)).toBe(2);
    expect(catalogue.hints.names.slice(hints)).toEqual(['orders.mark-reattributed', 'orders.mark-reattributed']);
  });

  it('leaves the list once archived, can still be read, and is archived once', async () => {
    const merchantId = await newMerchant(catalogue);
    const id = await newProduct(catalogue, merchantId);
    const { archivedAt } = await catalogue.products.archive(OPERATOR, id);
    expect(archivedAt).toMatch(/\+08:00$/);
    expect(await catalogue.products.archive(OPERATOR, id)).toMatchObject({ archivedAt });
    expect((await catalogue.products.list(OPERATOR, { merchantId, limit: 10 })).items).toEqual([]);
    expect(await catalogue.products.get(OPERATOR, id)).toMatchObject({ id, archivedAt });
  });

  it('is listed page by page, each once', async () => {
    const merchantId = await newMerchant(catalogue);
    await newProduct(catalogue, await newMerchant(catalogue, '另一家'));
    const ids = [await newProduct(catalogue, merchantId), await newProduct(catalogue, merchantId), await newProduct(catalogue, merchantId)];
    const first = await catalogue.products.list(OPERATOR, { merchantId, limit: 2 });
    const second = await catalogue.products.list(OPERATOR, { merchantId, limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  it('is made once for the same idempotency key', async () => {
    const merchantId = await newMerchant(catalogue);
    const request = await onceRequest(catalogue, 'product-1', 'body');
    const first = await catalogue.products.create(request, { merchantId, ...BUCKWHEAT });
    expect(await catalogue.products.create(request, { merchantId, ...BUCKWHEAT })).toEqual(first);
    expect((await catalogue.products.list(OPERATOR, { merchantId, limit: 10 })).items).toHaveLength(1);
    const other = await onceRequest(catalogue, 'product-1', 'other body');
    await expect(catalogue.products.create(other, { merchantId, ...BUCKWHEAT })).rejects.toMatchObject({ code: 'idempotency.other-body' });
  });
});

describe('Somebody who may see one merchant', () => {
  it('sees that one alone, in products, shops, hosts and sessions', async () => {
    const [own, other] = [await newMerchant(catalogue), await newMerchant(catalogue)];
    const somebody = onlyMerchants(own);
    const made = await Promise.all(
      [own, other].map(async (merchantId) => ({
        product: await catalogue.products.create(plain(), { merchantId, ...BUCKWHEAT }),
        shop: await catalogue.shops.create(plain(), { merchantId, platform: 'jd', name: '京东店', credentials: { secret: SECRET } }),
        host: await catalogue.hosts.create(plain(), { merchantId, name: '小慧' }),
        session: await catalogue.sessions.create(plain(), { merchantId, title: '晚场', startedAt: '2026-11-20T19:30:00+08:00' }),
      })),
    );
    const page = { limit: 50 };
    expect((await catalogue.products.list(somebody, page)).items).toEqual([
      { ...made[0]!.product, entityTag: expect.any(String) as string },
    ]);
    expect((await catalogue.shops.list(somebody, page)).items.map(({ platform, merchantId }) => [platform, merchantId])).toEqual([
      ['manual', own],
      ['jd', own],
    ]);
    expect((await catalogue.hosts.list(somebody, page)).items).toEqual([made[0]!.host]);
    const tagged = { ...made[0]!.session, entityTag: expect.any(String) as string };
    expect((await catalogue.sessions.list(somebody, page)).items).toEqual([tagged]);
    const { product, shop, host, session } = made[1]!;
    const shopDbId = catalogue.shopIds.decode(shop.id)!;
    await expect(catalogue.products.get(somebody, product.id)).rejects.toMatchObject({ code: 'products.not-found' });
    await expect(catalogue.products.archive(somebody, product.id)).rejects.toMatchObject({ code: 'products.not-found' });
    await expect(catalogue.shops.change(somebody, shopDbId, { name: '店' })).rejects.toMatchObject({ code: 'shops.not-found' });
    await expect(catalogue.mappings.listFor(somebody, shopDbId, page)).rejects.toMatchObject({ code: 'shops.not-found' });
    await expect(catalogue.hosts.change(somebody, host.id, { name: '无' })).rejects.toMatchObject({ code: 'hosts.not-found' });
    await expect(catalogue.sessions.archive(somebody, session.id)).rejects.toMatchObject({ code: 'live-sessions.not-found' });
  });

  it('cannot add anything to another', async () => {
    const [own, other] = [await newMerchant(catalogue), await newMerchant(catalogue)];
    const write = plain(onlyMerchants(own));
    const atMerchant = { pointer: '/merchantId', definition: { status: 400 } };
    await expect(catalogue.products.create(write, { merchantId: other, ...BUCKWHEAT })).rejects.toMatchObject(atMerchant);
    await expect(catalogue.hosts.create(write, { merchantId: other, name: '小慧' })).rejects.toMatchObject(atMerchant);
    await expect(
      catalogue.sessions.create(write, { merchantId: other, title: '晚场', startedAt: '2026-11-20T19:30:00+08:00' }),
    ).rejects.toMatchObject(atMerchant);
    const shop = { merchantId: other, platform: 'standard', name: '店', credentials: { secret: SECRET } } as const;
    await expect(catalogue.shops.create(write, shop)).rejects.toMatchObject(atMerchant);
  });
});
