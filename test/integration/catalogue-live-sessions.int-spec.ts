import { type Catalogue, countNoted, newMerchant, newProduct, newShop, onceRequest, openCatalogue, OPERATOR, plain } from './catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue.close());

const START = '2026-11-20T19:30:00+08:00';
const UNREPORTED = {
  views: null,
  viewers: null,
  buyers: null,
  peakOnline: null,
  likes: null,
  comments: null,
  newFollowers: null,
  productClicks: null,
};

/** A merchant with a shop, a host and a product of its own. */
async function aMerchant() {
  const merchantId = await newMerchant(catalogue);
  const { id: hostId } = await catalogue.hosts.create(plain(), { merchantId, name: '小慧' });
  return { merchantId, hostId, shopId: await newShop(catalogue, merchantId), productId: await newProduct(catalogue, merchantId) };
}

async function aSession(change: object = {}) {
  const merchantId = await newMerchant(catalogue);
  return catalogue.sessions.create(plain(), { merchantId, title: '晚场', startedAt: START, ...change });
}

describe('A live session', () => {
  it('needs a merchant, a title and a start, and is on air without an end', async () => {
    const session = await aSession();
    expect(session).toMatchObject({
      title: '晚场',
      startedAt: START,
      endedAt: null,
      hostId: null,
      shopId: null,
      roomId: null,
      productIds: [],
      ...UNREPORTED,
    });
    expect(await catalogue.sessions.get(OPERATOR, session.id)).toEqual(session);
  });

  it('keeps host, shop, room, products and counters as given, times in Beijing time', async () => {
    const { merchantId, hostId, shopId, productId } = await aMerchant();
    const links = { hostId, shopId, roomId: '7301234567890123456', productIds: [productId] };
    const counters = {
      views: 12_850,
      viewers: 0,
      peakOnline: 512,
      likes: Number.MAX_SAFE_INTEGER,
      comments: 1,
      newFollowers: 2,
      productClicks: 3,
    };
    const times = { startedAt: '2026-11-20T11:30:00.250Z', endedAt: '2026-11-20T14:10:00Z' };
    const session = await catalogue.sessions.create(plain(), { merchantId, title: '晚场', ...times, ...links, ...counters });
    expect(session).toMatchObject({
      ...links,
      ...counters,
      startedAt: '2026-11-20T19:30:00.250+08:00',
      endedAt: '2026-11-20T22:10:00+08:00',
    });
    expect(await catalogue.sessions.get(OPERATOR, session.id)).toEqual(session);
  });

  it('names nothing of another merchant and nothing that does not exist', async () => {
    const { merchantId, productId } = await aMerchant();
    const foreign = await aMerchant();
    const forged = `${foreign.shopId.slice(0, -1)}${foreign.shopId.endsWith('0') ? '1' : '0'}`;
    const refused = (change: object) =>
      expect(catalogue.sessions.create(plain(), { merchantId, title: '晚场', startedAt: START, ...change })).rejects;
    for (const hostId of [foreign.hostId, '999999'])
      await refused({ hostId }).toMatchObject({ code: 'live-sessions.unknown-host', pointer: '/hostId' });
    for (const shopId of [foreign.shopId, forged, '1'])
      await refused({ shopId }).toMatchObject({ code: 'live-sessions.unknown-shop', pointer: '/shopId' });
    for (const id of [foreign.productId, '999999'])
      await refused({ productIds: [productId, id] }).toMatchObject({ pointer: '/productIds/1' });
    await refused({ merchantId: '999999' }).toMatchObject({ code: 'merchants.unknown', pointer: '/merchantId' });
    const { id } = await catalogue.sessions.create(plain(), { merchantId, title: '晚场', startedAt: START });
    await expect(catalogue.sessions.change(OPERATOR, id, { hostId: foreign.hostId })).rejects.toMatchObject({ pointer: '/hostId' });
  });

  it('may end when it starts and 31 days later, not before and not after', async () => {
    expect(await aSession({ endedAt: START })).toMatchObject({ endedAt: START });
    expect(await aSession({ endedAt: '2026-12-21T19:30:00+08:00' })).toMatchObject({ endedAt: '2026-12-21T19:30:00+08:00' });
    await expect(aSession({ endedAt: '2026-11-20T19:29:59.999+08:00' })).rejects.toMatchObject({
      code: 'live-sessions.ends-before-start',
      pointer: '/endedAt',
    });
    await expect(aSession({ endedAt: '2026-12-21T19:30:00.001+08:00' })).rejects.toMatchObject({
      code: 'live-sessions.too-long',
      pointer: '/endedAt',
    });
  });

  it('is ended by a change; a change that makes its times impossible is refused at the field that was given', async () => {
    const { id } = await aSession();
    expect(await catalogue.sessions.change(OPERATOR, id, { endedAt: '2026-11-20T22:10:00+08:00' })).toMatchObject({
      startedAt: START,
      endedAt: '2026-11-20T22:10:00+08:00',
    });
    await expect(catalogue.sessions.change(OPERATOR, id, { startedAt: '2026-11-20T22:11:00+08:00' })).rejects.toMatchObject({
      pointer: '/startedAt',
    });
    await expect(catalogue.sessions.change(OPERATOR, id, { endedAt: '2026-11-20T19:00:00+08:00' })).rejects.toMatchObject({
      pointer: '/endedAt',
    });
  });

  it('loses by null what is optional, and keeps what a change does not name', async () => {
    const { merchantId, hostId, shopId, productId } = await aMerchant();
    const full = {
      endedAt: '2026-11-20T22:10:00+08:00',
      hostId,
      shopId,
      roomId: 'r',
      productIds: [productId],
      note: '换了补光灯',
      views: 5,
    };
    const { id } = await catalogue.sessions.create(plain(), { merchantId, title: '晚场', startedAt: START, ...full });
    expect(await catalogue.sessions.change(OPERATOR, id, { title: '早场' })).toMatchObject({ ...full, title: '早场' });
    const cleared = { endedAt: null, hostId: null, shopId: null, roomId: null, note: null, views: null };
    expect(await catalogue.sessions.change(OPERATOR, id, { ...cleared, productIds: null })).toMatchObject({
      ...cleared,
      productIds: [],
      title: '早场',
    });
  });

  it('is found among those with a note, which moves no sales', async () => {
    const { merchantId, id } = await aSession();
    const noted = async (): Promise<string[]> =>
      (await catalogue.sessions.list(OPERATOR, { merchantId, withNote: 'true', limit: 10 })).items.map((session) => session.id);
    expect(await noted()).toEqual([]);
    expect(await catalogue.sessions.change(OPERATOR, id, { note: '灯'.repeat(200) })).toMatchObject({ note: '灯'.repeat(200) });
    expect(await noted()).toEqual([id]);
    expect(await countNoted(catalogue, 'session', id)).toBe(1);
  });

  it('sells unless it is for something else; a kind taken back is selling again, and moves no sales', async () => {
    const session = await aSession();
    expect(session.kind).toBe('selling');
    expect(await aSession({ kind: null })).toMatchObject({ kind: 'selling' });
    const slow = await aSession({ kind: 'slow-live' });
    expect(slow.kind).toBe('slow-live');
    expect(await catalogue.sessions.change(OPERATOR, slow.id, { kind: 'recruiting' })).toMatchObject({ kind: 'recruiting' });
    expect(await catalogue.sessions.change(OPERATOR, slow.id, { title: '早场' })).toMatchObject({ kind: 'recruiting' });
    expect(await catalogue.sessions.change(OPERATOR, slow.id, { kind: null })).toMatchObject({ kind: 'selling' });
    expect(await countNoted(catalogue, 'session', slow.id)).toBe(1);
  });

  it('has the past sales noted that it moves when it is entered, changed and archived, and gives the hint', async () => {
    const before = catalogue.hints.names.length;
    const { id } = await aSession();
    await catalogue.sessions.change(OPERATOR, id, { roomId: 'r' });
    await catalogue.sessions.change(OPERATOR, id, { likes: 7 });
    await catalogue.sessions.archive(OPERATOR, id);
    await catalogue.sessions.archive(OPERATOR, id);
    expect(await countNoted(catalogue, 'session', id)).toBe(3);
    expect(catalogue.hints.names.slice(before)).toEqual(Array(4).fill('orders.mark-reattributed'));
  });

  it('is made once for the same idempotency key', async () => {
    const merchantId = await newMerchant(catalogue);
    const request = await onceRequest(catalogue, 'session-1', 'body');
    const first = await catalogue.sessions.create(request, { merchantId, title: '晚场', startedAt: START, views: 3 });
    expect(await catalogue.sessions.create(request, { merchantId, title: '晚场', startedAt: START, views: 3 })).toEqual(first);
  });
});

describe('The list of live sessions', () => {
  it('is newest first, page by page, sessions that start together included, archived ones not', async () => {
    const merchantId = await newMerchant(catalogue);
    const starts = ['2026-11-20T08:00:00+08:00', START, START, START, '2026-11-21T08:00:00+08:00'];
    const ids: string[] = [];
    for (const startedAt of starts) ids.push((await catalogue.sessions.create(plain(), { merchantId, title: '场', startedAt })).id);
    await catalogue.sessions.archive(OPERATOR, ids[2]!);
    const first = await catalogue.sessions.list(OPERATOR, { merchantId, limit: 2 });
    const second = await catalogue.sessions.list(OPERATOR, { merchantId, limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([ids[4], ids[3], ids[1], ids[0]]);
    expect(second.nextCursor).toBeNull();
  });

  it('takes days in Beijing time, both ends included', async () => {
    const merchantId = await newMerchant(catalogue);
    const starts = [
      '2026-11-19T23:59:59.999+08:00',
      '2026-11-20T00:00:00+08:00',
      '2026-11-20T23:59:59.999+08:00',
      '2026-11-21T00:00:00+08:00',
    ];
    for (const startedAt of starts) await catalogue.sessions.create(plain(), { merchantId, title: '场', startedAt });
    const listed = await catalogue.sessions.list(OPERATOR, { merchantId, limit: 10, from: '2026-11-20', to: '2026-11-20' });
    expect(listed.items.map(({ startedAt }) => startedAt)).toEqual([starts[2], starts[1]]);
  });

  it('may be of one kind only', async () => {
    const merchantId = await newMerchant(catalogue);
    for (const kind of ['selling', 'official', 'official'] as const)
      await catalogue.sessions.create(plain(), { merchantId, title: '场', startedAt: START, kind });
    const kindsOf = async (query: object) =>
      (await catalogue.sessions.list(OPERATOR, { merchantId, limit: 10, ...query })).items.map(({ kind }) => kind);
    expect(await kindsOf({ kind: 'official' })).toEqual(['official', 'official']);
    expect(await kindsOf({ kind: 'slow-live' })).toEqual([]);
    expect(await kindsOf({})).toHaveLength(3);
  });

  it('refuses a cursor that is none', async () => {
    for (const key of [['yesterday', '1'], ['2026-11-20T00:00:00Z', 'x'], ['2026-11-20T00:00:00Z']]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      await expect(catalogue.sessions.list(OPERATOR, { limit: 10, cursor })).rejects.toMatchObject({ code: 'input.cursor' });
    }
  });
});
