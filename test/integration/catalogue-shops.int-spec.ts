import { DomainError } from '../../src/kernel/domain-error.js';
import { Secrets } from '../../src/platform/crypto/index.js';
import { DOOR } from '../../src/platform/database/index.js';
import { ShopCredentials } from '../../src/modules/shops/shop-credentials.js';
import { TEST_SECRET_KEY } from '../support/test-database.js';
import {
  type Catalogue,
  countNoted,
  newMerchant,
  newProduct,
  newShop,
  OLD_SECRET,
  onceRequest,
  openCatalogue,
  OPERATOR,
  plain,
  PUBLIC_URL,
  SECRET,
} from './catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue.close());

const KEY = Buffer.from(SECRET.slice('whsec_'.length), 'base64');

/** A merchant's standard shop: public id and database id. */
async function aShop() {
  const merchantId = await newMerchant(catalogue);
  const id = await newShop(catalogue, merchantId);
  return { merchantId, id, dbId: catalogue.shopIds.decode(id)! };
}

function storedCredentials(dbId: string): Promise<Buffer> {
  return catalogue.asOperator(
    async (tx) => (await tx.one<{ credentials: Buffer }>('select credentials from shop where id = $1', [dbId])).credentials,
  );
}

describe('A shop', () => {
  it.each([
    ['standard', 'standard'],
    ['taobao', 'standard'],
    ['pinduoduo', 'standard'],
    ['jd', 'standard'],
  ] as const)('of platform %s gets its webhook address under /webhooks/%s', async (platform, door) => {
    const merchantId = await newMerchant(catalogue);
    const shop = await catalogue.shops.create(plain(), {
      merchantId,
      platform,
      name: '店',
      externalShopId: '63214578',
      credentials: { secret: SECRET },
    });
    expect(shop).toMatchObject({ merchantId, platform, externalShopId: '63214578', hasCredentials: true, hasPreviousSecret: false });
    expect(shop.webhookUrl).toBe(`${PUBLIC_URL}/webhooks/${door}/${shop.id}`);
    expect(await catalogue.shops.get(OPERATOR, catalogue.shopIds.decode(shop.id)!)).toEqual(shop);
  });

  it('of platform manual is there with every merchant, has no address and no secret, and cannot be archived or given one', async () => {
    const merchantId = await newMerchant(catalogue);
    const [manual] = (await catalogue.shops.list(OPERATOR, { merchantId, limit: 10 })).items;
    expect(manual).toMatchObject({ platform: 'manual', webhookUrl: null, hasCredentials: false });
    const dbId = catalogue.shopIds.decode(manual!.id)!;
    expect(await catalogue.asOperator((tx) => catalogue.directory.findManualDbId(tx, merchantId))).toBe(dbId);
    await expect(catalogue.shops.archive(OPERATOR, dbId)).rejects.toMatchObject({ code: 'shops.manual-is-permanent' });
    await expect(catalogue.shops.change(OPERATOR, dbId, { credentials: { secret: SECRET } })).rejects.toMatchObject({
      pointer: '/credentials',
    });
    const another = { merchantId, platform: 'manual', name: '店', credentials: { secret: SECRET } } as const;
    await expect(catalogue.shops.create(plain(), another)).rejects.toMatchObject({ code: 'shops.manual-exists', pointer: '/platform' });
  });

  it('of a platform that no adapter of this process speaks for is refused, naming the way by a bridge', async () => {
    const merchantId = await newMerchant(catalogue);
    const shop = { merchantId, platform: 'douyin', name: '抖店', credentials: { secret: SECRET } } as const;
    const refused = catalogue.shops.create(plain(), shop);
    await expect(refused).rejects.toMatchObject({
      code: 'shops.platform-not-available',
      pointer: '/platform',
      definition: { status: 400 },
    });
    const refusal: unknown = await refused.catch((error: unknown) => error);
    expect(refusal instanceof DomainError && refusal.sentence('en')).toContain('platform standard');
  });

  it('is made once for the same idempotency key', async () => {
    const merchantId = await newMerchant(catalogue);
    const values = { merchantId, platform: 'standard', name: '店', credentials: { secret: SECRET } } as const;
    const first = await catalogue.shops.create(await onceRequest(catalogue, 'shop-1', 'body'), values);
    expect(await catalogue.shops.create(await onceRequest(catalogue, 'shop-1', 'body'), values)).toEqual(first);
  });

  it('leaves the list once archived; its messages are still recognised', async () => {
    const { merchantId, dbId } = await aShop();
    await catalogue.shops.archive(OPERATOR, dbId);
    expect((await catalogue.shops.list(OPERATOR, { merchantId, limit: 10 })).items.map(({ platform }) => platform)).toEqual(['manual']);
    expect(await catalogue.database.transaction(DOOR, (tx) => catalogue.directory.find(tx, dbId))).toMatchObject({
      merchantId,
      credentials: { secret: SECRET },
    });
  });
});

describe('Credentials', () => {
  it('cannot be read in the table and are in no answer', async () => {
    const { dbId } = await aShop();
    const stored = await storedCredentials(dbId);
    expect(stored.includes(KEY)).toBe(false);
    expect(stored.includes('whsec_')).toBe(false);
    expect(stored.includes(SECRET.slice('whsec_'.length))).toBe(false);
    const answers = [
      await catalogue.shops.get(OPERATOR, dbId),
      await catalogue.shops.change(OPERATOR, dbId, { credentials: { secret: SECRET, previousSecret: OLD_SECRET } }),
    ];
    expect(JSON.stringify(answers)).not.toContain('whsec_');
  });

  it('are bound to their shop: in another row they do not open', async () => {
    const [one, other] = [await aShop(), await aShop()];
    const credentials = new ShopCredentials(new Secrets(TEST_SECRET_KEY));
    const stored = await storedCredentials(one.dbId);
    expect(credentials.open(`shop:${one.dbId}`, stored)).toEqual({ secret: SECRET });
    expect(() => credentials.open(`shop:${other.dbId}`, stored)).toThrow();
    expect(() => credentials.open(`app:${one.dbId}`, stored)).toThrow();
  });

  it('give the door both secrets during a rotation, and one after it', async () => {
    const { dbId } = await aShop();
    const known = async () => (await catalogue.database.transaction(DOOR, (tx) => catalogue.directory.find(tx, dbId)))?.credentials;
    expect(await catalogue.shops.change(OPERATOR, dbId, { credentials: { secret: OLD_SECRET, previousSecret: SECRET } })).toMatchObject({
      hasPreviousSecret: true,
    });
    expect(await known()).toEqual({ secret: OLD_SECRET, previousSecret: SECRET });
    expect(await catalogue.shops.change(OPERATOR, dbId, { credentials: { secret: OLD_SECRET } })).toMatchObject({
      hasPreviousSecret: false,
    });
    expect(await known()).toEqual({ secret: OLD_SECRET });
  });

  it('stay when name or external id change', async () => {
    const { dbId } = await aShop();
    expect(await catalogue.shops.change(OPERATOR, dbId, { name: '新名', externalShopId: '9' })).toMatchObject({
      name: '新名',
      externalShopId: '9',
      hasCredentials: true,
    });
    expect(await catalogue.shops.change(OPERATOR, dbId, { externalShopId: null })).toMatchObject({
      name: '新名',
      externalShopId: null,
      hasCredentials: true,
    });
  });
});

describe('A platform item', () => {
  it('is mapped to a product, mapped anew, and unmapped, each noting the sales it moves', async () => {
    const { merchantId, id, dbId } = await aShop();
    const [first, second] = [await newProduct(catalogue, merchantId), await newProduct(catalogue, merchantId)];
    const item = { shopDbId: dbId, itemId: '3600000001', skuId: '' };
    const map = (productId: string) => catalogue.asOperator((tx) => catalogue.mappings.map(tx, { ...item, productId }));
    const unmap = () => catalogue.asOperator((tx) => catalogue.mappings.unmap(tx, item));
    await map(first);
    await map(second);
    expect((await catalogue.mappings.listFor(OPERATOR, dbId, { limit: 10 })).items).toMatchObject([
      { shopId: id, itemId: '3600000001', skuId: null, productId: second },
    ]);
    expect([await unmap(), await unmap()]).toEqual([true, false]);
    expect(await countNoted(catalogue, 'item', dbId)).toBe(3);
    expect(catalogue.hints.names).toContain('orders.mark-reattributed');
  });

  it('is refused a product of another merchant and one that does not exist', async () => {
    const { dbId } = await aShop();
    const foreign = await newProduct(catalogue, await newMerchant(catalogue));
    for (const productId of [foreign, '999999']) {
      const mapping = { shopDbId: dbId, itemId: '1', skuId: '', productId };
      const refused = catalogue.asOperator((tx) => catalogue.mappings.map(tx, mapping));
      await expect(refused).rejects.toMatchObject({ code: 'shops.product-of-other-merchant', pointer: '/productId' });
    }
  });

  it('is listed with its SKUs page by page, in the order of their codes', async () => {
    const { merchantId, dbId } = await aShop();
    const productId = await newProduct(catalogue, merchantId);
    const items = [
      ['B', ''],
      ['a', ''],
      ['a', 's1'],
      ['a', 'S2'],
      ['中', ''],
    ] as const;
    for (const [itemId, skuId] of items)
      await catalogue.asOperator((tx) => catalogue.mappings.map(tx, { shopDbId: dbId, itemId, skuId, productId }));
    const listed: (string | null)[][] = [];
    let cursor: string | undefined;
    do {
      const page = await catalogue.mappings.listFor(OPERATOR, dbId, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      listed.push(...page.items.map(({ itemId, skuId }) => [itemId, skuId]));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(listed).toEqual([
      ['B', null],
      ['a', null],
      ['a', 'S2'],
      ['a', 's1'],
      ['中', null],
    ]);
  });
});
