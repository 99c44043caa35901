import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { CREDENTIALS } from './door-shops.js';
import { OTHER_SECRET, registerMerchant, SECRET, standardShop, VILLAGE } from './sample-merchant.js';

let server: TestApp;
let program: OutsideProgram;
beforeAll(async () => {
  server = await startTestApp();
  program = new OutsideProgram(server);
});
afterAll(() => server.close());

const anyText = expect.any(String) as string;

type Resource = Readonly<Record<string, unknown>> & { readonly id: string };

const LISTED_WITH_TAG = ['live-sessions', 'products'];

/** Made, read, listed, changed and archived: every answer is the whole resource in the same form. */
/** Where it is told how often a thing was changed. */
function oneMore(resource: object): object {
  return 'revision' in resource ? { revision: Number(resource.revision) + 1 } : {};
}

async function livesThrough(collection: string, body: object, answer: object, changes: object): Promise<void> {
  const path = `/api/v1/${collection}`;
  const made = await program.make<Resource>(path, body);
  expect(made).toEqual({ id: anyText, createdAt: anyText, archivedAt: null, ...answer });
  const { id } = made;
  const listed = async () => (await program.read<Page<Resource>>(`${path}?limit=500`)).items.find((item) => item.id === id);
  expect(await program.read(`${path}/${id}`)).toEqual(made);
  const tag = (await program.ask('GET', `${path}/${id}`)).headers.etag;
  expect(await listed()).toEqual(LISTED_WITH_TAG.includes(collection) ? { ...made, entityTag: tag } : made);
  const changed = await program.must<Resource>(200, 'PATCH', `${path}/${id}`, changes);
  expect(changed).toEqual({ ...made, ...changes, ...oneMore(made) });
  const archived = await program.must<Resource>(200, 'POST', `${path}/${id}/archive`);
  expect(archived).toEqual({ ...changed, archivedAt: anyText, ...oneMore(changed) });
  expect(await program.must(200, 'POST', `${path}/${id}/archive`)).toEqual(archived);
  expect(await program.read(`${path}/${id}`)).toEqual(archived);
  expect(await listed()).toBeUndefined();
}

describe('Resources', () => {
  it('merchants', async () => {
    const body = { name: '平鲁红山荞麦合作社', kind: 'cooperative', divisionCode: '140603101' };
    await livesThrough(
      'merchants',
      body,
      { ...body, mergedIntoId: null },
      { name: '红山荞麦公司', kind: 'company', divisionCode: VILLAGE },
    );
    for (const kind of ['household', 'collective']) await program.make('/api/v1/merchants', { ...body, kind });
  });

  it('products', async () => {
    const { merchantId } = await registerMerchant(program);
    const needed = { merchantId, name: '荞麦米', category: 'grain.buckwheat', isAgricultural: true };
    await livesThrough('products', needed, { ...needed, originDivisionCode: null, giMark: null }, { originDivisionCode: '140603' });
    const whole = { ...needed, originDivisionCode: VILLAGE, giMark: '红山荞麦' };
    await livesThrough('products', whole, whole, { giMark: null, originDivisionCode: null, isAgricultural: false, category: 'ceramics' });
  });

  it('hosts', async () => {
    const { merchantId } = await registerMerchant(program);
    await livesThrough('hosts', { merchantId, name: '小慧' }, { merchantId, name: '小慧', platformHostId: null }, { platformHostId: '71' });
    const whole = { merchantId, name: '小李', platformHostId: '7123456789012345678' };
    await livesThrough('hosts', whole, whole, { name: '李', platformHostId: null });
  });

  it('live sessions', async () => {
    const { merchantId, productId, shopId, hostId } = await registerMerchant(program);
    const needed = { merchantId, title: '晚场', startedAt: '2026-11-20T19:30:00+08:00' };
    const counters = {
      views: 12_850,
      viewers: 8_340,
      buyers: 214,
      peakOnline: 512,
      likes: 0,
      comments: 1,
      newFollowers: 2,
      productClicks: 3,
    };
    const none = Object.fromEntries(Object.keys(counters).map((name) => [name, null]));
    const nothing = { kind: 'selling', endedAt: null, hostId: null, shopId: null, roomId: null, productIds: [], note: null, ...none };
    await livesThrough('live-sessions', needed, { ...needed, ...nothing }, { endedAt: '2026-11-20T22:10:00+08:00', ...counters });
    const links = { hostId, shopId, roomId: '7301234567890123456', productIds: [productId] };
    const whole = { ...needed, kind: 'official', endedAt: '2026-11-20T22:10:00+08:00', note: '换了补光灯', ...links, ...counters };
    await livesThrough('live-sessions', whole, whole, { title: '早场', ...nothing });
  });

  it.each(['merchants', 'products', 'hosts', 'live-sessions'])('%s that there are not are answered 404', async (collection) => {
    for (const id of ['7777777', '0', 'x'])
      expect(await program.refused('GET', `/api/v1/${collection}/${id}`)).toMatchObject({ status: 404 });
  });

  it('write times given in another zone in Beijing time', async () => {
    const { merchantId } = await registerMerchant(program);
    const session = { merchantId, title: '晚场', startedAt: '2026-11-20T11:30:00.250Z', endedAt: '2026-11-20T09:00:00-05:00' };
    const answer = { startedAt: '2026-11-20T19:30:00.250+08:00', endedAt: '2026-11-20T22:00:00+08:00' };
    expect(await program.make('/api/v1/live-sessions', session)).toMatchObject(answer);
  });
});

const PLATFORM_CREDENTIALS = Object.entries(CREDENTIALS).filter(([platform]) => platform !== 'standard');

describe('Shops', () => {
  it.each(['standard', 'taobao', 'pinduoduo', 'jd'])('of platform %s are answered with id and webhook address', async (platform) => {
    const { merchantId } = await registerMerchant(program);
    const body = { ...standardShop(merchantId, platform), externalShopId: '63214578' };
    const shop = { merchantId, platform, name: '直播店', externalShopId: '63214578' };
    const view = {
      ...shop,
      webhookUrl: anyText,
      appId: null,
      hasCredentials: true,
      hasPreviousSecret: false,
      revision: expect.any(Number) as unknown,
    };
    await livesThrough('shops', body, view, { name: '新店', externalShopId: null });
    const made = await program.make<Resource>('/api/v1/shops', body);
    expect(made.webhookUrl).toBe(`http://localhost:3000/webhooks/standard/${made.id}`);
  });

  it('never give a secret back', async () => {
    const { merchantId } = await registerMerchant(program);
    const rotating = { secret: SECRET, previousSecret: OTHER_SECRET };
    const made = await program.make<Resource>('/api/v1/shops', { ...standardShop(merchantId), credentials: rotating });
    const changed = await program.must(200, 'PATCH', `/api/v1/shops/${made.id}`, { credentials: rotating });
    const answers = [made, changed, await program.read(`/api/v1/shops/${made.id}`), await program.read('/api/v1/shops?limit=500')];
    expect(made).toMatchObject({ hasCredentials: true, hasPreviousSecret: true });
    const kept = await server.sql<{ credentials: Buffer }>('select credentials from shop where credentials is not null');
    const stored = kept.map(({ credentials }) => credentials.toString('latin1')).join();
    for (const needle of [SECRET, OTHER_SECRET].map((secret) => secret.slice('whsec_'.length))) {
      expect(JSON.stringify(answers)).not.toContain(needle);
      expect(stored).not.toContain(needle);
    }
  });

  it('exist as manual for every merchant from the beginning, without address and secret', async () => {
    const { id: merchantId } = await program.make('/api/v1/merchants', { name: '合作社', kind: 'company', divisionCode: VILLAGE });
    const { items } = await program.read<Page<Resource>>(`/api/v1/shops?merchantId=${merchantId}`);
    expect(items).toMatchObject([{ merchantId, platform: 'manual', webhookUrl: null, hasCredentials: false }]);
    expect(await program.refused('POST', `/api/v1/shops/${items[0]?.id}/archive`)).toMatchObject({ status: 409 });
    const another = await program.refused('POST', '/api/v1/shops', standardShop(merchantId, 'manual'));
    expect(another).toMatchObject({ status: 409, code: 'shops.manual-exists' });
  });

  it.each(PLATFORM_CREDENTIALS)('of %s are answered with id and an address of their own', async (platform, credentials) => {
    const { merchantId } = await registerMerchant(program);
    const made = await program.make<Resource>('/api/v1/shops', { merchantId, platform, name: '直播店', credentials });
    expect(made).toMatchObject({ platform, hasCredentials: true, webhookUrl: `http://localhost:3000/webhooks/${platform}/${made.id}` });
    expect(JSON.stringify(made)).not.toContain(Object.values(credentials).at(-1));
    const missing = await program.refused('POST', '/api/v1/shops', { merchantId, platform, name: '直播店', credentials: {} });
    expect(missing).toMatchObject({ status: 400, code: 'input.invalid' });
  });

  it('may do without credentials where files tell of them, and be given some later', async () => {
    const { merchantId } = await registerMerchant(program);
    const shop = { merchantId, platform: 'pinduoduo', name: '拼多多店' };
    expect(await program.refused('POST', '/api/v1/shops', shop)).toMatchObject({ status: 400, code: 'input.invalid' });
    const { id } = await program.make<Resource>('/api/v1/shops', { ...shop, credentials: null });
    expect(await program.read<Resource>(`/api/v1/shops/${id}`)).toMatchObject({ hasCredentials: false });
    const { credentials } = standardShop(merchantId);
    expect(await program.must(200, 'PATCH', `/api/v1/shops/${id}`, { credentials })).toMatchObject({ hasCredentials: true });
    const standard = await program.refused('POST', '/api/v1/shops', { ...shop, platform: 'standard', credentials: null });
    expect(standard).toMatchObject({ status: 400, code: 'input.invalid' });
  });
});

describe('Registers and the system', () => {
  it('find a division by initials', async () => {
    const { items } = await program.read<Page<object>>('/api/v1/divisions?query=njb&level=village&within=140681');
    expect(items).toMatchObject([{ code: VILLAGE, name: '南家堡村', fullName: '山西省朔州市怀仁市金沙滩镇南家堡村', level: 'village' }]);
  });

  it('list the categories a product may have', async () => {
    const { items } = await program.read<Page<{ code: string }>>('/api/v1/categories');
    expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(['ceramics', 'grain.buckwheat', 'herb.lu-dangshen']));
  });

  it('say whether the data is a sample', async () => {
    expect(await program.read('/api/v1/system')).toEqual({ sampleData: false, version: anyText });
  });

  it('are healthy and measured', async () => {
    expect(await program.read('/health/live')).toEqual({ status: 'ok' });
    expect(await program.read('/health/ready')).toEqual({ status: 'ok' });
    expect(await program.read('/metrics')).toMatch(/^cunbo_http_request_duration_seconds_count\{/m);
  });

  it('describe themselves in OpenAPI 3.1, for programs and for people', async () => {
    const answer = await server.request('GET', '/api/openapi.json');
    const document = answer.body as { openapi: string; paths: Record<string, object> };
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(PROMISED));
    expect(await program.read('/api/docs')).toContain('swagger-ui');
  });
});

const PROMISED = [
  '/api/v1/auth/login',
  '/api/v1/divisions',
  '/api/v1/merchants',
  '/api/v1/products',
  '/api/v1/categories',
  '/api/v1/shops',
  '/api/v1/shops/{id}/items/{itemId}',
  '/api/v1/unmapped-items',
  '/api/v1/hosts',
  '/api/v1/live-sessions',
  '/api/v1/orders',
  '/api/v1/orders/{id}',
  '/api/v1/orders/{id}/void',
  '/api/v1/orders/{id}/refunds',
  '/api/v1/rankings/{subject}',
  '/api/v1/revenue',
  '/api/v1/live-board/events',
  '/webhooks/{platform}/{shopId}',
  '/health/live',
  '/health/ready',
  '/metrics',
];
