import { createDocument } from '../../src/platform/http/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { SECRET } from './catalogue.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly errors?: { readonly pointer: string; readonly code: string }[];
  };
}

async function call(method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object): Promise<Answer> {
  const answer = await server.request(method, `/api/v1/${path}`, payload);
  return { status: answer.status, body: answer.body as Answer['body'] };
}

async function created(path: string, payload: object): Promise<string> {
  const { status, body } = await call('POST', path, payload);
  if (status !== 201) throw new Error(`POST ${path} was answered ${status}: ${JSON.stringify(body)}`);
  return body.id;
}

const newMerchant = () => created('merchants', { name: '测试合作社', kind: 'cooperative', divisionCode: '140681' });
const START = '2026-11-20T19:30:00+08:00';

/** For each collection a body that is accepted, and which of its fields null clears. */
async function acceptedBodies() {
  const merchantId = await newMerchant();
  const product = {
    merchantId,
    name: '荞麦米',
    category: 'grain.buckwheat',
    isAgricultural: true,
    originDivisionCode: '140603',
    giMark: '红山荞麦',
  };
  const shop = {
    merchantId,
    platform: 'standard',
    name: '店',
    externalShopId: '9',
    credentials: { secret: SECRET, previousSecret: SECRET },
  };
  const host = { merchantId, name: '小慧', platformHostId: '7' };
  const links = {
    hostId: await created('hosts', { merchantId, name: '甲' }),
    shopId: await created('shops', shop),
    productIds: [await created('products', product)],
  };
  const counters = { views: 1, viewers: 1, peakOnline: 1, likes: 1, comments: 1, newFollowers: 1, productClicks: 1 };
  const session = { merchantId, title: '晚场', startedAt: START, endedAt: START, roomId: 'r', ...links, ...counters };
  return { products: product, shops: shop, hosts: host, 'live-sessions': session } as const;
}

const OPTIONAL = new Set([
  'originDivisionCode',
  'giMark',
  'externalShopId',
  'platformHostId',
  'endedAt',
  'hostId',
  'shopId',
  'roomId',
  'productIds',
]);
const COUNTERS = ['views', 'viewers', 'peakOnline', 'likes', 'comments', 'newFollowers', 'productClicks'];
for (const counter of COUNTERS) OPTIONAL.add(counter);

/** Values no field of ours takes. */
const STRANGE = [{}, [], [[]], [{}], { a: 1 }, -1, 0.5, 1e300, '', '\u0000', '\ud800', 'x'.repeat(100_000), [null], { $ne: null }];
const COLLECTIONS = ['products', 'shops', 'hosts', 'live-sessions'] as const;

describe.each(COLLECTIONS)('%s over HTTP', (collection) => {
  it('are created with 201, read, listed, changed and archived with 200', async () => {
    const body = (await acceptedBodies())[collection];
    const made = await call('POST', collection, body);
    expect(made.status).toBe(201);
    const path = `${collection}/${made.body.id}`;
    const listed = async () => (await call('GET', `${collection}?merchantId=${body.merchantId}`)).body.items;
    expect(await call('GET', path)).toEqual({ status: 200, body: made.body });
    expect(await call('PATCH', path, {})).toEqual({ status: 200, body: made.body });
    // A list says the tag of each session and product beside it; alone it is in the header.
    expect(await listed()).toContainEqual(
      ['live-sessions', 'products'].includes(collection) ? { ...made.body, entityTag: expect.any(String) as string } : made.body,
    );
    expect((await call('POST', `${path}/archive`)).status).toBe(200);
    expect(await listed()).not.toContainEqual(expect.objectContaining({ id: made.body.id }));
  });

  it('refuse every field that is missing, null where it must not be, or strange, by its pointer', async () => {
    const body = (await acceptedBodies())[collection];
    for (const field of Object.keys(body)) {
      const missing = await call('POST', collection, { ...body, [field]: undefined });
      expect([field, missing.status]).toEqual([field, OPTIONAL.has(field) ? 201 : 400]);
      if (!OPTIONAL.has(field)) expect(missing.body.errors).toContainEqual(expect.objectContaining({ pointer: `/${field}` }));
      for (const value of OPTIONAL.has(field) ? STRANGE : [null, ...STRANGE]) {
        if (field === 'productIds' && Array.isArray(value) && value.length === 0) continue;
        const { status, body: problem } = await call('POST', collection, { ...body, [field]: value });
        expect([field, value, status]).toEqual([field, value, 400]);
        expect(problem.errors?.every(({ pointer }) => pointer.startsWith(`/${field}`))).toBe(true);
      }
    }
  });

  it('refuse the same in a change, and any change of the merchant', async () => {
    const { merchantId, ...body } = (await acceptedBodies())[collection];
    const path = `${collection}/${await created(collection, { merchantId, ...body })}`;
    expect((await call('PATCH', path, { merchantId })).body.errors).toMatchObject([{ pointer: '/merchantId' }]);
    for (const field of Object.keys(body)) {
      for (const value of OPTIONAL.has(field) ? STRANGE : [null, ...STRANGE]) {
        if (field === 'productIds' && Array.isArray(value) && value.length === 0) continue;
        const { status, body: problem } = await call('PATCH', path, { [field]: value });
        expect([field, value, status]).toEqual([field, value, 400]);
        expect(problem.errors?.every(({ pointer }) => pointer.startsWith(`/${field}`))).toBe(true);
      }
      const cleared = await call('PATCH', path, { [field]: null });
      expect([field, cleared.status]).toEqual([field, OPTIONAL.has(field) ? 200 : 400]);
    }
  });

  it('answer 404 to an id in the path that names nothing, and 400 to a query that cannot be used', async () => {
    const { id } = (await call('POST', collection, (await acceptedBodies())[collection])).body;
    for (const none of ['0', 'x', '999999999', '9'.repeat(30), `${id}99999`, `${id}.`]) {
      expect([none, (await call('GET', `${collection}/${none}`)).status]).toEqual([none, 404]);
      expect([none, (await call('PATCH', `${collection}/${none}`, {})).status]).toEqual([none, 404]);
      expect([none, (await call('POST', `${collection}/${none}/archive`)).status]).toEqual([none, 404]);
    }
    for (const query of [
      'merchantId=x',
      'merchantId=1&merchantId=2',
      'limit=0',
      'limit=501',
      'cursor=x',
      'cursor=WyJ4Il0',
      'cursor[]=1',
      'color=red',
    ]) {
      expect([query, (await call('GET', `${collection}?${query}`)).status]).toEqual([query, 400]);
    }
  });
});

describe('Shops over HTTP', () => {
  it('name the secret at fault by its pointer and never repeat it', async () => {
    const body = (await acceptedBodies()).shops;
    for (const [credentials, pointer] of [
      [{ secret: 'whsec_short' }, '/credentials/secret'],
      [{ secret: SECRET, previousSecret: 'whsec_short' }, '/credentials/previousSecret'],
      [{ secret: SECRET, appKey: '1' }, '/credentials/appKey'],
      [[{ secret: SECRET }], '/credentials'],
      [SECRET, '/credentials'],
    ] as const) {
      const { status, body: problem } = await call('POST', 'shops', { ...body, credentials });
      expect([status, problem.errors?.map((fault) => fault.pointer)]).toEqual([400, [pointer]]);
      expect(JSON.stringify(problem)).not.toContain('whsec_short');
      expect(JSON.stringify(problem)).not.toContain(SECRET);
    }
  });

  it('name what the credentials of a platform need', async () => {
    const body = (await acceptedBodies()).shops;
    for (const [credentials, pointers] of [
      [{ appKey: '6844048284663924231' }, ['/credentials/appSecret']],
      [{}, ['/credentials/appKey', '/credentials/appSecret']],
      [{ appKey: '6844048284663924231', appSecret: 's'.repeat(32), colour: 'red' }, ['/credentials/colour']],
      [undefined, ['/credentials']],
    ] as const) {
      const { status, body: problem } = await call('POST', 'shops', { ...body, platform: 'douyin', credentials });
      expect([status, problem.errors?.map((fault) => fault.pointer)]).toEqual([400, pointers]);
    }
  });

  it('list what their items are mapped to', async () => {
    const { shops } = await acceptedBodies();
    expect(await call('GET', `shops/${await created('shops', shops)}/items`)).toEqual({
      status: 200,
      body: { items: [], nextCursor: null },
    });
    expect((await call('GET', 'shops/1/items')).status).toBe(404);
  });
});

describe('Categories over HTTP', () => {
  it('are the whole taxonomy', async () => {
    const { status, body } = await call('GET', 'categories');
    expect(status).toBe(200);
    expect(body.items).toContainEqual({
      code: 'grain.buckwheat',
      name: '荞麦',
      nameEn: 'Buckwheat',
      parentCode: 'grain',
      isAgriculturalByDefault: true,
    });
  });
});

const OURS = /^(Create|Change)?(Product|Shop|Host|LiveSession|Category|ItemMapping|SigningCredentials)(Dto|Page|List)?$/;

describe('The OpenAPI document', () => {
  it('describes every field of these resources by a meaning or an example, and no secret in an answer', () => {
    const { components } = createDocument(server.app, '0.0.0', {});
    const schemas = Object.entries(components?.schemas ?? {}).filter(([name]) => OURS.test(name));
    expect(schemas.map(([name]) => name)).toEqual(
      expect.arrayContaining(['ProductDto', 'CreateShop', 'ShopDto', 'HostDto', 'ChangeLiveSession', 'CategoryDto']),
    );
    const fields = schemas.flatMap(([name, schema]) =>
      'properties' in schema ? Object.entries(schema.properties ?? {}).map(([field, of]) => ({ name, field, of })) : [],
    );
    const undescribed = fields.filter(
      ({ field, of }) => field !== 'items' && !('$ref' in of) && of.description === undefined && of.example === undefined,
    );
    expect(undescribed.map(({ name, field }) => `${name}.${field}`)).toEqual([]);
    expect(fields.filter(({ name, field }) => name === 'ShopDto' && /^(credentials|secret)$/.test(field))).toEqual([]);
  });
});
