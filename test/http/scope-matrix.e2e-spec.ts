import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { orderChanged } from './canonical-message.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import { OutsideProgram, type Problem } from './outside-program.js';
import { person } from './people.js';
import { previewedImport } from './sound-imports.js';
import { COUNTY, handOrder, OTHER_COUNTY, registerMerchant, SECRET, VILLAGE } from './sample-merchant.js';
import { PHOTO } from './sound-requests.js';

const TOWNSHIP = VILLAGE.slice(0, 9);
const OTHER_TOWNSHIP = '140681101';

/** Where the merchants are at home: in the village, in its county but not its township, in its city but not its county; two in the village. */
const HOMES = { own: VILLAGE, neighbour: VILLAGE, parent: OTHER_TOWNSHIP, sibling: OTHER_COUNTY } as const;
/** What a colleague of the host has with the same merchant: a host and a session, all else is the merchant's. */
type Side = keyof typeof HOMES | 'colleague';
const SIDES: readonly Side[] = ['own', 'colleague', 'neighbour', 'parent', 'sibling'];

/** What lies inside each scope. Areas' own permissions are told elsewhere: whoever may not ask for an area is refused before. */
const INSIDE: Readonly<Record<string, readonly Side[]>> = {
  operator: SIDES,
  auditor: SIDES,
  'bureau of the province': SIDES,
  'bureau of the city': SIDES,
  'bureau of the county': ['own', 'colleague', 'neighbour', 'parent'],
  'bureau of the township': ['own', 'colleague', 'neighbour'],
  lead: ['own', 'colleague'],
  clerk: ['own', 'colleague'],
  host: ['own'],
};

/** What sellers show nobody but operators: inside a bureau's division, too, there is none. */
const SELLERS_OWN = ['SessionPhoto_view', 'OrderPhoto_view'];

/** What some lists must be told. */
const NEEDED: Readonly<Record<string, string>> = { from: '2026-11-20', to: '2026-11-21', period: '2026-11' };

let server: TestApp;
let operations: Operation[];
let ids: Readonly<Record<Side, Readonly<Record<string, string>>>>;
let people: Readonly<Record<string, OutsideProgram>>;
beforeAll(async () => {
  server = await startTestApp();
  operations = (await readOperations(server)).filter(({ idOf }) => idOf !== null);
  const entries: [Side, Record<string, string>][] = [];
  for (const home of Object.keys(HOMES) as (keyof typeof HOMES)[]) entries.push([home, await oneOfEverything(home)]);
  entries.push(['colleague', await asColleague(entries[0]![1])]);
  ids = Object.fromEntries(entries) as typeof ids;
  const merchantIds = [ids.own.merchant ?? ''];
  people = {
    operator: await person(server, 'operator'),
    auditor: await person(server, 'auditor'),
    'bureau of the province': await person(server, 'bureau', { divisionCode: '14' }),
    'bureau of the city': await person(server, 'bureau', { divisionCode: '1406' }),
    'bureau of the county': await person(server, 'bureau', { divisionCode: COUNTY }),
    'bureau of the township': await person(server, 'bureau', { divisionCode: TOWNSHIP }),
    lead: await person(server, 'lead', { merchantIds }),
    clerk: await person(server, 'clerk', { merchantIds }),
    host: await person(server, 'host', { hostIds: [ids.own.host ?? ''] }),
  };
});
afterAll(() => server.close());

async function oneOfEverything(side: keyof typeof HOMES): Promise<Record<string, string>> {
  const operator = new OutsideProgram(server);
  const sample = await registerMerchant(operator, HOMES[side], HOMES[side]);
  await operator.must(200, 'PUT', `/api/v1/shops/${sample.shopId}/items/item`, { productId: sample.productId });
  const { id: order } = await operator.make('/api/v1/orders', handOrder(sample));
  await server.deliver(sample.shopId, SECRET, `of-${side}`, orderChanged());
  await settle(server);
  const { items } = await operator.read<{ items: { id: string }[] }>(`/api/v1/messages?shopId=${sample.shopId}`);
  await operator.must(200, 'PUT', `/api/v1/live-sessions/${sample.liveSessionId}/declared-total`, { paidFen: 3_000_000 });
  const { merchantId: merchant, productId: product, shopId: shop, hostId: host, liveSessionId } = sample;
  return {
    merchant,
    product,
    shop,
    host,
    'live-session': liveSessionId,
    order,
    message: items[0]?.id ?? '',
    import: (await previewedImport(server, shop)).id,
    'photo of live-session': await photographed(operator, `live-sessions/${liveSessionId}`),
    'photo of order': await photographed(operator, `orders/${order}`),
  };
}

async function photographed(operator: OutsideProgram, thing: string): Promise<string> {
  return (await operator.make(`/api/v1/${thing}/photos`, PHOTO)).id;
}

async function asColleague(own: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const operator = new OutsideProgram(server);
  const { id: hostId } = await operator.make('/api/v1/hosts', { merchantId: own.merchant, name: '小兰' });
  const session = { merchantId: own.merchant, hostId, title: '早场', startedAt: '2026-11-20T08:00:00+08:00' };
  const { id } = await operator.make('/api/v1/live-sessions', session);
  await operator.must(200, 'PUT', `/api/v1/live-sessions/${id}/declared-total`, { paidFen: 3_000_000 });
  return { ...own, host: hostId, 'live-session': id, 'photo of live-session': await photographed(operator, `live-sessions/${id}`) };
}

it('is about every kind of thing that belongs to somebody', () => {
  expect(new Set(operations.map(({ idOf }) => idOf))).toEqual(
    new Set(['merchant', 'product', 'shop', 'host', 'live-session', 'order', 'message', 'import']),
  );
  expect(operations.length).toBeGreaterThan(30);
});

/** Writes are tried with nothing to write, and only where they must not get so far as to look at it. */
it.each(Object.keys(INSIDE).flatMap((who) => SIDES.map((side) => [who, side] as const)))('%s and what is of %s', async (who, side) => {
  const isInside = INSIDE[who]?.includes(side) ?? false;
  const found: string[] = [];
  for (const { id, method, path, idOf, parameters } of operations.filter(
    (operation) => !isInside || (operation.method === 'GET' && !operation.isStream),
  )) {
    const needed = parameters
      .filter(({ required }) => required === true)
      .flatMap(({ name }) => (NEEDED[name] === undefined ? [] : [`${name}=${NEEDED[name]}`]));
    const thing = ids[side][idOf ?? ''] ?? '';
    const photoId = ids[side][`photo of ${idOf ?? ''}`] ?? '';
    const address = fillPath(path, { id: thing, orderId: thing, day: '2026-11-20', itemId: 'item', photoId });
    const { status, body } = await people[who]!.ask<Problem>(
      method,
      `${address}?${needed.join('&')}`,
      method === 'GET' || method === 'DELETE' ? undefined : {},
    );
    if (body?.code === 'auth.forbidden') continue;
    if (isInside && SELLERS_OWN.includes(id) && who.startsWith('bureau')) {
      if (body?.code !== 'evidence.not-found') found.push(`${id}: ${status} ${body?.code ?? ''}`);
      continue;
    }
    const isHidden = status === 404 && body?.code === 'input.not-found';
    if (isInside ? status !== 200 : !isHidden) found.push(`${id}: ${status} ${body?.code ?? ''}`);
  }
  expect(found).toEqual([]);
});
