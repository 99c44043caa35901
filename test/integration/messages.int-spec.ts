import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { SHOP_SECRET } from '../model/driver.js';
import { newItem, newSeller, noon, orderMessage, ordersOf, read, revenue, type Seller, sell } from './sales.js';

interface Message {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly reason: { readonly code: string; readonly detail: string } | null;
  readonly type: string | null;
  readonly orderNo: string | null;
  readonly body?: unknown;
  readonly isSealed?: boolean;
}
interface MessagePage {
  readonly items: readonly Message[];
  readonly nextCursor: string | null;
}

let app: TestApp;
let seller: Seller;
beforeAll(async () => {
  app = await startTestApp();
  seller = await newSeller(app);
  await newItem(app, seller, 'item', { originDivisionCode: '140681' });
});
afterAll(() => app.close());

const deliver = (key: string, body: object): Promise<{ status: number }> => app.deliver(seller.shopId, SHOP_SECRET, key, body);
const list = (query: Record<string, string> = {}): Promise<MessagePage> => read(app, 'messages', query) as Promise<MessagePage>;
const replay = async (body: object) => (await app.request('POST', '/api/v1/messages/replay', body)) as { status: number; body: Replayed };

interface Replayed {
  readonly messages: number;
  readonly willBe: Record<string, number> | null;
  readonly change: Record<string, number> | null;
  readonly orders: readonly object[];
  readonly isComplete: boolean;
}

/** As if no reader had understood it: the message is put aside before the workers see it. */
async function putAside(key: string, body: object, reason = 'test.put-aside'): Promise<string> {
  await deliver(key, body);
  await settle(app);
  await app.sql(`update inbox_message set state = 'quarantined', reason_code = $2, reason_detail = 'x' where message_key = $1`, [
    key,
    reason,
  ]);
  const page = await list({ shopId: seller.shopId, state: 'quarantined', reason });
  return page.items.find((message) => message.key === key)!.id;
}

/** A message that was never applied: nothing of it has been taken down. */
async function putAsideUnread(key: string, orderNo: string, paidFen: number, reason: string): Promise<string> {
  const unread = { ...orderMessage({ orderNo, paidAt: noon('2026-11-03'), lines: [{ paidFen }] }), type: 'order.tested' };
  await deliver(key, unread);
  await settle(app);
  const sound = JSON.stringify({ ...unread, type: 'order.changed' });
  await app.sql(`update inbox_payload set body = convert_to($2, 'UTF8') where message_key = $1`, [key, sound]);
  await app.sql(`update inbox_message set reason_code = $2 where message_key = $1`, [key, reason]);
  const page = await list({ shopId: seller.shopId, state: 'quarantined', reason });
  return page.items.find((message) => message.key === key)!.id;
}

describe('Messages', () => {
  it('are listed with state, reason, kind and order, the latest first, and opened with the body as it is kept', async () => {
    await deliver('m-good', orderMessage({ orderNo: 'M1', paidAt: noon('2026-11-01'), lines: [{ paidFen: 100 }] }));
    await deliver('m-bad', { ...orderMessage({ orderNo: 'M2', paidAt: noon('2026-11-01'), lines: [] }), receiverName: '王小红' });
    await settle(app);
    const { items } = await list({ shopId: seller.shopId });
    const [bad, good] = [items.find(({ key }) => key === 'm-bad'), items.find(({ key }) => key === 'm-good')];
    expect(good).toMatchObject({ state: 'applied', reason: null, type: 'order.changed', orderNo: 'M1' });
    expect(bad).toMatchObject({ state: 'quarantined', reason: { code: 'order.no-lines' }, orderNo: 'M2' });
    expect(items.indexOf(bad!)).toBeLessThan(items.indexOf(good!));
    const opened = (await read(app, `messages/${bad!.id}`)) as Message;
    expect(opened).toMatchObject({ id: bad!.id, isSealed: false, body: { type: 'order.changed', data: { orderNo: 'M2', lines: [] } } });
    expect(JSON.stringify(opened)).not.toContain('王小红');
  });

  it('without a shop are those that may need a person', async () => {
    const states = new Set((await list()).items.map(({ state }) => state));
    expect([...states]).toEqual(['quarantined']);
    const { items } = (await read(app, 'message-counts')) as { items: readonly object[] };
    expect(items).toContainEqual(
      expect.objectContaining({ shopId: seller.shopId, state: 'quarantined', reason: 'order.no-lines', count: 1 }),
    );
  });

  it('are paged without gap or repetition', async () => {
    await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        deliver(`page-${index}`, orderMessage({ orderNo: `P${index}`, paidAt: noon('2026-11-02'), lines: [] })),
      ),
    );
    await settle(app);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list({ state: 'quarantined', reason: 'order.no-lines', limit: '7', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...page.items.map(({ key }) => key));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen.length).toBe(26);
    expect(new Set(seen).size).toBe(26);
  });

  it('that cannot be parsed are kept sealed, and nothing of them is shown', async () => {
    const { signedHeaders } = await import('../support/test-app.js');
    const payload = '{"buyer":"王小红"';
    const headers = signedHeaders(SHOP_SECRET, 'm-broken', payload);
    expect((await app.request('POST', `/webhooks/standard/${seller.shopId}`, payload, headers)).status).toBe(400);
    const [message] = (await list({ shopId: seller.shopId, reason: 'message.not-json' })).items;
    expect(await read(app, `messages/${message!.id}`)).toMatchObject({ state: 'quarantined', isSealed: true, body: null });
  });

  it('that there are not, or are no ids, lead to nothing', async () => {
    const [message] = (await list()).items;
    for (const id of ['1', 'x.y', `${seller.shopId}.`, `${message!.id}x`, `${message!.id}.a`])
      expect((await app.request('GET', `/api/v1/messages/${id}`)).status).toBe(404);
  });
});

describe('A replay', () => {
  it('tried first changes nothing and tells the change to the fen; then it is just that', async () => {
    const id = await putAsideUnread('r-1', 'R1', 4_200, 'test.reader');
    const before = await revenue(app, { from: '2026-11-03', to: '2026-11-03', by: 'day' });
    const tried = await replay({ ids: [id], dryRun: true });
    expect(tried.body).toMatchObject({
      messages: 1,
      willBe: { applied: 1, ignored: 0, quarantined: 0, awaitingDetail: 0 },
      change: { paidFen: 4_200, refundedFen: 0, netFen: 4_200, orders: 1, lines: 1 },
      orders: [{ orderNo: 'R1', paidFenBefore: 0, paidFenAfter: 4_200 }],
      isComplete: true,
    });
    expect((await list({ shopId: seller.shopId, reason: 'test.reader' })).items).toHaveLength(1);
    expect(await revenue(app, { from: '2026-11-03', to: '2026-11-03', by: 'day' })).toMatchObject({
      items: (before as { items: object[] }).items,
    });
    expect((await replay({ ids: [id], dryRun: false })).body).toMatchObject({ messages: 1, change: null });
    await settle(app);
    expect((await ordersOf(app, seller)).find(({ orderNo }) => orderNo === 'R1')).toMatchObject({ paidFen: 4_200 });
    expect((await list({ shopId: seller.shopId, reason: 'test.reader' })).items).toEqual([]);
  });

  it('of all that match a reason takes each once, and what still cannot be used goes back with its reason', async () => {
    await putAsideUnread('r-2', 'R2', 1_000, 'test.many');
    await putAsideUnread('r-3', 'R3', 2_000, 'test.many');
    await deliver('r-4', orderMessage({ orderNo: 'R4', paidAt: noon('2026-11-03'), lines: [] }));
    await settle(app);
    await app.sql(`update inbox_message set reason_code = 'test.many' where message_key = 'r-4'`);
    const tried = await replay({ reason: 'test.many', dryRun: true });
    expect(tried.body).toMatchObject({ messages: 3, willBe: { applied: 2, quarantined: 1 }, change: { paidFen: 3_000, orders: 2 } });
    expect((await replay({ reason: 'test.many', dryRun: false })).body.messages).toBe(3);
    await settle(app);
    expect((await list({ shopId: seller.shopId, reason: 'order.no-lines' })).items.map(({ key }) => key)).toContain('r-4');
    expect((await replay({ reason: 'test.many', dryRun: false })).body.messages).toBe(0);
  });

  it('of one that was applied before counts no second time', async () => {
    const id = await putAside('r-5', orderMessage({ orderNo: 'R5', paidAt: noon('2026-11-04'), lines: [{ paidFen: 500 }] }));
    expect((await replay({ ids: [id], dryRun: true })).body).toMatchObject({ change: { paidFen: 0, orders: 0 }, orders: [] });
    await replay({ ids: [id], dryRun: false });
    await settle(app);
    expect((await revenue(app, { from: '2026-11-04', to: '2026-11-04', by: 'day' })).items).toMatchObject([{ paidFen: 500, orders: 1 }]);
  });

  it('by two people at once happens once', async () => {
    const id = await putAsideUnread('r-6', 'R6', 700, 'test.twice');
    const answers = await Promise.all([replay({ ids: [id], dryRun: false }), replay({ ids: [id], dryRun: false })]);
    expect(answers.map(({ body }) => body.messages).sort()).toEqual([0, 1]);
    await settle(app);
    expect((await ordersOf(app, seller)).filter(({ orderNo }) => orderNo === 'R6')).toMatchObject([{ paidFen: 700 }]);
  });

  it('of a message that is no message is refused, naming which', async () => {
    const { status, body } = await app.request('POST', '/api/v1/messages/replay', { ids: ['x'], dryRun: true });
    expect([status, body.errors[0].pointer]).toEqual([400, '/ids/0']);
  });
});

describe('Fields nobody knows', () => {
  it('are listed once, with where they stood, until a person says what they are', async () => {
    await deliver('f-1', {
      ...orderMessage({ orderNo: 'F1', paidAt: noon('2026-11-05'), lines: [{ paidFen: 1 }] }),
      gift_card: { Inner_Text: 'x' },
    });
    await deliver('f-2', { ...orderMessage({ orderNo: 'F2', paidAt: noon('2026-11-05'), lines: [{ paidFen: 1 }] }), GiftCard: 'y' });
    await settle(app);
    const { items } = (await read(app, 'message-fields', { verdict: 'unclassified' })) as {
      items: readonly { name: string; seenAs: string }[];
    };
    const found = items.filter(({ name }) => ['giftcard', 'innertext'].includes(name));
    expect(found.map(({ name }) => name)).toEqual(['giftcard', 'innertext']);
    expect(found[1]).toMatchObject({ platform: 'standard', seenAs: '/gift_card/Inner_Text', messageType: 'order.changed' });
    const decided = await app.request('PUT', '/api/v1/message-fields/standard/innertext', { verdict: 'harmless' });
    expect(decided).toMatchObject({ status: 200, body: { verdict: 'harmless', decidedBy: 'admin' } });
    expect((await app.request('PUT', '/api/v1/message-fields/standard/nothing', { verdict: 'harmless' })).status).toBe(404);
  });
});

describe('Items that sold and are mapped to nothing', () => {
  it('are mapped many at once, or none of them', async () => {
    await sell(app, seller, {
      paidAt: noon('2026-11-06'),
      lines: [
        { itemId: 'u1', paidFen: 10 },
        { itemId: 'u2', paidFen: 20 },
      ],
    });
    await settle(app);
    const [order] = await ordersOf(app, seller);
    expect(order).toBeDefined();
    const productId = (
      await app.request('POST', '/api/v1/products', {
        merchantId: seller.merchantId,
        name: '茶盏',
        category: 'ceramics',
        isAgricultural: false,
      })
    ).body.id;
    const mapping = (itemId: string, product = productId) => ({ shopId: seller.shopId, itemId, productId: product });
    const refused = await app.request('PUT', '/api/v1/item-mappings', { mappings: [mapping('u1'), mapping('u2', '999999')] });
    expect(refused.status).toBe(400);
    const unmapped = async () => ((await read(app, 'unmapped-items')) as { items: { itemId: string }[] }).items.map(({ itemId }) => itemId);
    expect(await unmapped()).toEqual(['u1', 'u2']);
    const done = await app.request('PUT', '/api/v1/item-mappings', { mappings: [mapping('u1'), mapping('u2')] });
    expect(done).toMatchObject({
      status: 200,
      body: {
        items: [
          { itemId: 'u1', affectedLines: 1 },
          { itemId: 'u2', affectedLines: 1 },
        ],
      },
    });
    expect(await unmapped()).toEqual([]);
  });
});

describe('The health of deliveries', () => {
  const health = async () =>
    ((await read(app, 'deliveries', { limit: 500 })) as { items: Record<string, unknown>[] }).items.find(
      ({ shopId }) => shopId === seller.shopId,
    )!;

  it('counts what came, what was repeated and what was refused, and tells the lag', async () => {
    const body = {
      ...orderMessage({ orderNo: 'H1', paidAt: noon('2026-11-07'), lines: [{ paidFen: 5 }] }),
      timestamp: new Date(Date.now() - 90_000).toISOString(),
    };
    await deliver('h-1', body);
    await deliver('h-1', body);
    await app.deliver(seller.shopId, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'h-2', body);
    await settle(app);
    const shown = await eventually(health, ({ last24Hours }) => (last24Hours as { refused: number }).refused > 0);
    expect(shown).toMatchObject({ platform: 'standard', merchantId: seller.merchantId, isAskable: false, pull: null, silence: null });
    expect(shown.last24Hours).toMatchObject({ repeated: 1, refused: 1 });
    expect((shown.lagMs as { longest: number }).longest).toBeGreaterThan(90_000);
    expect(shown.duplicateRate).toBeGreaterThan(0);
    const { items } = (await read(app, `shops/${seller.shopId}/deliveries`)) as { items: { hour: string; accepted: number }[] };
    expect(items.reduce((sum, { accepted }) => sum + accepted, 0)).toBe((shown.last24Hours as { accepted: number }).accepted);
  });

  it('tells of a platform that has an API, asked or not', async () => {
    const told = { platform: 'woocommerce', name: '网店', externalShopId: 'shop.example.com', credentials: { secret: 's3cr3t' } };
    const { body } = await app.request('POST', '/api/v1/shops', { merchantId: seller.merchantId, ...told });
    const { items } = (await read(app, 'deliveries', { limit: 500 })) as { items: { shopId: string }[] };
    expect(items.find(({ shopId }) => shopId === body.id)).toMatchObject({ isAskable: true });
  });

  it('calls a shop silent against its own rhythm only', async () => {
    const quiet = await newSeller(app);
    const busy = await newSeller(app);
    const seed = (shopId: string, perHour: number) =>
      app.sql(
        `insert into shop_delivery (shop_id, hour, accepted)
         select s.id, date_trunc('hour', now()) - n * interval '1 hour', $2 from shop s, generate_series(30, 24 * 35) n
         where s.merchant_id = $1 and s.platform = 'standard'`,
        [shopId, perHour],
      );
    await seed(quiet.merchantId, 0);
    await seed(busy.merchantId, 3);
    const last = new Date(Date.now() - 5 * 3_600_000);
    for (const one of [quiet, busy]) {
      await app.deliver(one.shopId, SHOP_SECRET, 'last', orderMessage({ paidAt: noon('2026-11-07'), lines: [{ paidFen: 5 }] }));
      await app.sql(
        `update inbox_message set received_at = $2 where message_key = 'last' and shop_id in (select id from shop where merchant_id = $1)`,
        [one.merchantId, last],
      );
    }
    const { items } = (await read(app, 'deliveries', { limit: 500 })) as {
      items: { merchantId: string; silence: { isSilent: boolean; expected: number } | null }[];
    };
    const of = ({ merchantId }: Seller) => items.find((item) => item.merchantId === merchantId)?.silence;
    expect(of(busy)).toMatchObject({ isSilent: true });
    expect(of(busy)!.expected).toBeGreaterThanOrEqual(9);
    expect(of(quiet)).toMatchObject({ isSilent: false, expected: 0 });
  });

  it('is tried by a test message that says nothing of sales', async () => {
    const before = (await ordersOf(app, seller)).length;
    const tested = await app.request('POST', `/api/v1/shops/${seller.shopId}/test-message`);
    expect(tested).toMatchObject({ status: 200, body: { isAccepted: true, status: 204 } });
    await settle(app);
    expect((await list({ shopId: seller.shopId, reason: 'message.test' })).items).toMatchObject([{ state: 'ignored', type: 'cunbo.test' }]);
    expect((await ordersOf(app, seller)).length).toBe(before);
    const { body: shops } = await app.request('GET', `/api/v1/shops?merchantId=${seller.merchantId}`);
    const manual = shops.items.find(({ platform }: { platform: string }) => platform === 'manual');
    expect((await app.request('POST', `/api/v1/shops/${manual.id}/test-message`)).status).toBe(409);
    expect((await app.request('POST', `/api/v1/shops/${seller.shopId}/pull`, { hours: 1 })).status).toBe(409);
  });
});

async function eventually<Value>(look: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (Date.now() > deadline) throw new Error(`Not so after 15 s: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
