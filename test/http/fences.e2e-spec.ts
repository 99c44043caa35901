import { settle } from '../support/pipeline.js';
import { AccessGuard, Fence } from '../../src/modules/accounts/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, handOrder, OTHER_COUNTY, registerMerchant, type SampleMerchant, standardShop, VILLAGE } from './sample-merchant.js';

/** In every name of the other side, and a sum that occurs nowhere else. */
const MARK = '隔墙';
const SUM = 7_777_777;
/** In what a colleague of the host has, with the same merchant. */
const COLLEAGUE = '同台';
const SUM_OF_COLLEAGUE = 3_333_333;
const OF_THE_MERCHANT = [COLLEAGUE, '南家堡陶瓷合作社', '粗陶茶具', '直播店'];
const READING = { at: '2026-11-20T09:00:00+08:00', online: 30, views: 500 };
const DAYS = { from: '2026-11-01', to: '2026-11-30', period: '2026-11', limit: '100' };

let server: TestApp;
let reads: Operation[];
let near: SampleMerchant;
let far: SampleMerchant & { readonly orderId: string };
let colleague: SampleMerchant & { readonly orderId: string };
let scoped: Readonly<Record<string, OutsideProgram>>;
beforeAll(async () => {
  server = await startTestApp();
  const operator = new OutsideProgram(server);
  near = await registerMerchant(operator);
  await operator.make('/api/v1/orders', handOrder(near));
  far = await registerFar(operator);
  colleague = await registerColleague(operator);
  await settle(server);
  reads = (await readOperations(server)).filter(({ method, isOpenToAll, isStream }) => method === 'GET' && !isOpenToAll && !isStream);
  scoped = {
    bureau: await person(server, 'bureau', { divisionCode: COUNTY }),
    township: await person(server, 'bureau', { divisionCode: VILLAGE.slice(0, 9) }),
    lead: await person(server, 'lead', { merchantIds: [near.merchantId] }),
    clerk: await person(server, 'clerk', { merchantIds: [near.merchantId] }),
    host: await person(server, 'host', { hostIds: [near.hostId] }),
  };
});
afterAll(() => server.close());

async function registerFar(operator: OutsideProgram): Promise<typeof far> {
  const { id: merchantId } = await operator.make('/api/v1/merchants', {
    name: `${MARK}合作社`,
    kind: 'cooperative',
    divisionCode: OTHER_COUNTY,
  });
  const product = { merchantId, name: `${MARK}荞麦`, category: 'grain.buckwheat', originDivisionCode: OTHER_COUNTY, isAgricultural: true };
  const { id: productId } = await operator.make('/api/v1/products', product);
  const { id: shopId } = await operator.make('/api/v1/shops', { ...standardShop(merchantId), name: `${MARK}店` });
  const { id: hostId } = await operator.make('/api/v1/hosts', { merchantId, name: `${MARK}主播`, platformHostId: 'far-host' });
  const session = {
    merchantId,
    title: `${MARK}专场`,
    startedAt: '2026-11-20T19:30:00+08:00',
    endedAt: '2026-11-20T22:00:00+08:00',
    hostId,
  };
  const { id: liveSessionId } = await operator.make('/api/v1/live-sessions', { ...session, roomId: 'far-room' });
  const sold = { merchantId, liveSessionId, paidAt: '2026-11-20T20:15:30+08:00', lines: [{ productId, quantity: 1, paidFen: SUM }] };
  const { id: orderId } = await operator.make('/api/v1/orders', sold);
  return { merchantId, productId, shopId, hostId, liveSessionId, orderId };
}

async function registerColleague(operator: OutsideProgram): Promise<typeof far> {
  const { merchantId, productId } = near;
  const { id: hostId } = await operator.make('/api/v1/hosts', { merchantId, name: `${COLLEAGUE}主播` });
  const session = { merchantId, hostId, title: `${COLLEAGUE}专场`, startedAt: '2026-11-20T08:00:00+08:00' };
  const { id: liveSessionId } = await operator.make('/api/v1/live-sessions', { ...session, endedAt: '2026-11-20T10:00:00+08:00' });
  const lines = [{ productId, quantity: 1, paidFen: SUM_OF_COLLEAGUE }];
  const { id: orderId } = await operator.make('/api/v1/orders', { merchantId, liveSessionId, paidAt: '2026-11-20T09:00:00+08:00', lines });
  return { ...near, hostId, liveSessionId, orderId };
}

/** Of a resource on one side of the fence, by the address it stands under. */
function idsOf(
  { merchantId, productId, shopId, hostId, liveSessionId }: SampleMerchant,
  orderId: string,
): Readonly<Record<string, string>> {
  return { merchants: merchantId, products: productId, shops: shopId, hosts: hostId, 'live-sessions': liveSessionId, orders: orderId };
}

/** The only row there is of it is none that hosts see: behind the second wall alone that is an error, and tells nothing. */
const AN_ERROR_TO_HOSTS = 'RetentionPolicy_get';

/** To a host also what is its merchant's and its colleague's. */
function foreignTo(who: string, resource: string): string[] {
  const sides = [idsOf(far, far.orderId), ...(who === 'host' ? [idsOf(colleague, colleague.orderId)] : [])];
  return sides.flatMap((side) => side[resource] ?? []);
}

/** What a list asks for, as far as it takes it, or as far as it must be told. */
function daysFor(parameters: Operation['parameters'], which: 'all' | 'required' = 'all'): string {
  const names = parameters.filter(({ required }) => which === 'all' || required === true).map(({ name }) => name);
  return new URLSearchParams(Object.entries(DAYS).filter(([name]) => names.includes(name))).toString();
}

const resourceOf = (path: string): string => path.split('/')[3] ?? '';

/** What a bug in the first wall would be: everybody may ask for everything, and nobody looks whose it is. */
function takeDown(): () => void {
  const [guard, fence] = [server.app.get(AccessGuard), server.app.get(Fence)];
  const wall = guard as unknown as { requireAllowed: unknown };
  const stood = [wall.requireAllowed, fence.require.bind(fence)] as const;
  wall.requireAllowed = () => undefined;
  fence.require = () => Promise.resolve();
  return () => {
    wall.requireAllowed = stood[0];
    fence.require = stood[1];
  };
}

const WALLS = ['both walls', 'the second wall alone'] as const;
const SCOPED = ['bureau', 'township', 'lead', 'clerk', 'host'];

function standing(walls: (typeof WALLS)[number]): void {
  let putBack: () => void = () => undefined;
  beforeAll(() => {
    if (walls === 'the second wall alone') putBack = takeDown();
  });
  afterAll(() => putBack());
}

describe.each(WALLS.flatMap((walls) => SCOPED.map((who) => [walls, who] as const)))('Behind %s a %s', (walls, who) => {
  standing(walls);

  it('is told nothing of the other side by any address that lists', async () => {
    const told: string[] = [];
    // Running figures are of the process, bytes among them: numbers, but of nobody's sales.
    for (const { id, path, parameters } of reads.filter(({ path, area }) => !/\{(?!subject)/.test(path) && area !== 'system')) {
      if (who === 'host' && id === AN_ERROR_TO_HOSTS) continue;
      const query = daysFor(parameters);
      for (const subject of path.includes('{subject}') ? SUBJECTS : ['']) {
        const reply = await scoped[who]!.ask('GET', `${fillPath(path, { subject })}?${query}`);
        const text = JSON.stringify(reply.body);
        if (text.includes(MARK)) told.push(`${id} ${subject}`);
        if (who === 'host') for (const word of OF_THE_MERCHANT) if (text.includes(word)) told.push(`${id} ${subject}: ${word}`);
        // Also not within another sum: all that is its own comes to far less.
        const least = who === 'host' ? SUM_OF_COLLEAGUE : SUM;
        const isTold = (text.match(/(?<![\d."])\d{7,}(?![\d"])/g) ?? []).some((number) => Number(number) >= least);
        if (['lead', 'clerk', 'host'].includes(who) && isTold) told.push(`${id} ${subject}: a sum`);
      }
    }
    expect(told).toEqual([]);
  });

  it('finds nothing of the other side by its id', async () => {
    const found: string[] = [];
    for (const { id, path, parameters } of reads.filter(({ path }) => path.includes('{id}'))) {
      for (const foreign of foreignTo(who, resourceOf(path))) {
        const address = fillPath(path, { id: foreign, day: '2026-11-20' });
        const { status } = await scoped[who]!.ask('GET', `${address}?${daysFor(parameters, 'required')}`);
        if (status !== 404 && status !== 403) found.push(`${id}: ${status}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('finds what is its own', async () => {
    for (const [resource, id] of Object.entries(idsOf(near, ''))) {
      if (id === '' || (who === 'host' && resource !== 'live-sessions')) continue;
      expect([resource, (await scoped[who]!.ask('GET', `/api/v1/${resource}/${id}`)).status]).toEqual([resource, 200]);
    }
  });
});

const SUBJECTS = [
  'cities',
  'counties',
  'townships',
  'villages',
  'merchants',
  'products',
  'categories',
  'platforms',
  'hosts',
  'live-sessions',
  'campaigns',
];

describe.each(WALLS)('Over %s', (walls) => {
  standing(walls);

  const attempts = (): [string, 'POST' | 'PUT' | 'PATCH', string, object][] => [
    ['lead', 'PATCH', `/api/v1/products/${far.productId}`, { name: '改名' }],
    ['lead', 'POST', `/api/v1/products/${far.productId}/archive`, {}],
    ['lead', 'PATCH', `/api/v1/shops/${far.shopId}`, { name: '改名' }],
    ['lead', 'POST', '/api/v1/shops', standardShop(far.merchantId)],
    ['clerk', 'POST', '/api/v1/orders', handOrder({ ...near, merchantId: far.merchantId })],
    ['clerk', 'POST', '/api/v1/orders', handOrder({ ...near, productId: far.productId })],
    ['clerk', 'POST', `/api/v1/orders/${far.orderId}/void`, { reason: '抢' }],
    ['clerk', 'POST', `/api/v1/orders/${far.orderId}/refunds`, { lineNo: '1', amountFen: 1, refundedAt: '2026-11-21T09:00:00+08:00' }],
    ['clerk', 'PATCH', `/api/v1/live-sessions/${far.liveSessionId}`, { title: '改名' }],
    ['clerk', 'POST', '/api/v1/hosts', { merchantId: far.merchantId, name: '改名' }],
    ['host', 'PATCH', `/api/v1/live-sessions/${near.liveSessionId}`, { title: '改名' }],
    ['host', 'PATCH', `/api/v1/live-sessions/${near.liveSessionId}`, { startedAt: '2026-11-20T08:00:00+08:00' }],
    ['host', 'POST', `/api/v1/live-sessions/${near.liveSessionId}/archive`, {}],
    ['host', 'PATCH', `/api/v1/live-sessions/${colleague.liveSessionId}`, { hostId: near.hostId }],
    ['host', 'POST', '/api/v1/live-sessions', { merchantId: near.merchantId, title: '抢', startedAt: '2026-11-20T08:00:00+08:00' }],
    ['host', 'POST', `/api/v1/live-sessions/${colleague.liveSessionId}/readings`, { readings: [READING] }],
    ['host', 'PATCH', `/api/v1/hosts/${near.hostId}`, { platformHostId: 'another' }],
    ['host', 'POST', '/api/v1/orders', handOrder(near, { liveSessionId: near.liveSessionId })],
    ['host', 'POST', `/api/v1/orders/${colleague.orderId}/void`, { reason: '抢' }],
    ['host', 'PUT', `/api/v1/shops/${near.shopId}/items/item`, { productId: near.productId }],
    ['bureau', 'PATCH', `/api/v1/merchants/${far.merchantId}`, { name: '改名' }],
    ['bureau', 'POST', '/api/v1/merchants', { name: '越界', kind: 'company', divisionCode: OTHER_COUNTY }],
  ];

  it('nothing is written, and every attempt is refused as if there were nothing', async () => {
    const image = async (): Promise<unknown> => server.sql(IMAGE);
    const before = await image();
    for (const [who, method, path, body] of attempts()) {
      const { status } = await scoped[who]!.ask(method, path, body);
      expect([who, method, path, [400, 403, 404].includes(status)]).toEqual([who, method, path, true]);
    }
    expect(await image()).toEqual(before);
  });

  it('a host adds readings to its own session', async () => {
    const readings = [{ ...READING, at: '2026-11-20T20:00:00+08:00' }];
    await scoped.host!.must(200, 'POST', `/api/v1/live-sessions/${near.liveSessionId}/readings`, { readings });
    expect(await scoped.host!.read(`/api/v1/live-sessions/${near.liveSessionId}/readings`)).toMatchObject({ items: [{ views: 500 }] });
  });

  it('a clerk keeps the books of its own merchant', async () => {
    const { id } = await scoped.clerk!.make('/api/v1/orders', handOrder(near));
    await scoped.clerk!.must(201, 'POST', `/api/v1/orders/${id}/refunds`, {
      lineNo: '1',
      amountFen: 100,
      refundedAt: '2026-11-21T09:00:00+08:00',
    });
    await settle(server);
    expect(await scoped.clerk!.read(`/api/v1/orders/${id}`)).toMatchObject({ id });
  });

  it('a lead changes where its product comes from, and a bureau where its merchant is at home, also after sales', async () => {
    const otherVillage = '140681101202';
    await scoped.lead!.must(200, 'PATCH', `/api/v1/products/${near.productId}`, { originDivisionCode: otherVillage });
    await scoped.bureau!.must(200, 'PATCH', `/api/v1/merchants/${near.merchantId}`, { divisionCode: otherVillage });
    const beyond = await scoped.bureau!.ask('PATCH', `/api/v1/merchants/${near.merchantId}`, { divisionCode: OTHER_COUNTY });
    expect(beyond.status).toBe(403);
  });

  it('an auditor is refused by the database, too', async () => {
    const auditor = await person(server, 'auditor');
    expect((await auditor.ask('POST', '/api/v1/merchants', { name: '审计', kind: 'company', divisionCode: COUNTY })).status).toBe(403);
  });
});

const IMAGE = `select (select count(*) from merchant) as merchants, (select count(*) from shop) as shops, (select count(*) from host) as hosts,
  (select count(*) from sales_order) as orders, (select string_agg(name, ',' order by id) from product) as products,
  (select string_agg(s::text, ',' order by id) from live_session s) as sessions, (select count(*) from order_word) as words,
  (select string_agg(h::text, ',' order by id) from host h) as people, (select count(*) from item_mapping) as mappings,
  (select count(*) from live_session_reading where live_session_id = (select max(id) from live_session)) as readings`;
