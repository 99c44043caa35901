import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, businessDayOf } from '../../src/kernel/business-day.js';
import { PlatformSimulator, type SimulatedShop } from '../../src/modules/platform-simulator/index.js';
import { ApiWaits } from '../../src/modules/intake/api-waits.js';
import type { OneReconciledDayDto, ReconciledDayDto } from '../../src/modules/reconciliation/reconciliation.dto.js';
import { settle } from '../support/pipeline.js';
import { anyId, startTestApp, type TestApp } from '../support/test-app.js';
import { created, read } from './sales.js';

const PATIENCE_MS = 20_000;
const TODAY = businessDayOf(new Date());
const YESTERDAY = addDays(TODAY, -1);
const LINE = { itemId: '3456789012345678901', skuId: '17', title: '怀仁陶瓷碗', quantity: 1 };

interface KnownToBoth {
  readonly shopId: string;
  readonly there: SimulatedShop;
}

/** Platforms that can be asked say themselves what they counted. */
describe('the total that a platform is asked for', () => {
  const simulator = new PlatformSimulator();
  let app: TestApp;
  let now = at(TODAY, '02:59:00');
  let shopCount = 0;

  beforeAll(async () => {
    await simulator.start();
    app = await startTestApp({
      platformApis: { douyin: simulator.baseUrl('douyin'), weixin: simulator.baseUrl('weixin') },
      now: () => now,
    });
  });
  afterAll(async () => {
    await app.close();
    await simulator.stop();
  });
  beforeEach(() => {
    simulator.faults.deadUntil = null;
  });

  async function openShop(accessToken = 'open-sesame'): Promise<KnownToBoth> {
    shopCount += 1;
    const credentials = { appKey: `70${shopCount}`, appSecret: `secret-${shopCount}` };
    const externalShopId = String(12_345_000 + shopCount);
    const there = simulator.openShop({ platform: 'douyin', externalShopId, credentials: { ...credentials, accessToken: 'open-sesame' } });
    return { shopId: await register('douyin', externalShopId, { ...credentials, accessToken }), there };
  }

  async function openWeixinShop(): Promise<KnownToBoth> {
    const [appId, appSecret] = ['wxb11529c136998cb6', '0123456789abcdef0123456789abcdef'];
    const credentials = { appId, token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', appSecret };
    const there = simulator.openShop({ platform: 'weixin', externalShopId: 'gh_0123456789ab', credentials });
    return { shopId: await register('weixin', 'gh_0123456789ab', credentials), there };
  }

  async function register(platform: string, externalShopId: string, credentials: object): Promise<string> {
    const merchantId = await created(app, 'merchants', { name: anyId('合作社'), kind: 'cooperative', divisionCode: '140681' });
    return created(app, 'shops', { merchantId, platform, name: '直播店', externalShopId, credentials });
  }

  function sellThere({ there }: KnownToBoth, paidFen: number, paidAt: Date): string {
    const { orderNo } = there.createOrder({ at: paidAt, freightFen: 600, lines: [{ ...LINE, paidFen }] });
    there.pay(orderNo, paidAt);
    return orderNo;
  }

  const dayOf = async ({ shopId }: KnownToBoth, day = YESTERDAY): Promise<OneReconciledDayDto> =>
    (await read(app, `shops/${shopId}/reconciliation/${day}`)) as OneReconciledDayDto;

  async function whenDay(
    shop: KnownToBoth,
    condition: string,
    holds: (day: OneReconciledDayDto) => boolean,
    day = YESTERDAY,
  ): Promise<OneReconciledDayDto> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const reconciled = await dayOf(shop, day);
      if (holds(reconciled)) return reconciled;
      if (Date.now() > deadline) throw new Error(`Not within ${PATIENCE_MS} ms: ${condition}. ${JSON.stringify(reconciled)}`);
      await sleep(50);
    }
  }

  async function ask({ shopId }: KnownToBoth, day = YESTERDAY): Promise<void> {
    const { status, body } = await app.request('POST', `/api/v1/shops/${shopId}/platform-totals/${day}/pull`);
    expect({ status, body }).toEqual({ status: 202, body: { dueAt: expect.stringMatching(/\+08:00$/) } });
  }

  it('is asked for once a day after three in the morning, for the days since the shop was registered, and what was lost is fetched', async () => {
    const shop = await openShop();
    const archived = await openShop();
    const [{ id } = { id: '' }] = await app.sql<{ id: string }>(`select max(id) as id from shop where platform = 'douyin'`);
    await app.sql(`update shop set created_at = created_at - interval '3 days' where platform = 'douyin'`);
    await app.sql('update shop set archived_at = now() where id = $1', [id]);
    const lost = sellThere(shop, 1_990, at(YESTERDAY, '00:00:00'));
    sellThere(shop, 500, at(YESTERDAY, '23:59:59'));
    sellThere(shop, 7, at(TODAY, '00:00:00'));
    await sleep(600);
    expect(await app.sql('select from platform_total_todo')).toEqual([]);

    now = at(TODAY, '03:00:00');
    expect(await whenDay(shop, 'the platform was asked', ({ platform }) => platform !== null)).toMatchObject({
      platform: { paidFen: 2_490, orders: 2, source: 'pulled', note: null, ordersWithoutAmount: 0, recordedBy: 'reconciliation' },
      hasOrders: true,
    });
    const same = await whenDay(shop, 'what was lost is counted', ({ differenceOrders }) => differenceOrders === 0);
    expect(same).toMatchObject({ counted: { paidFen: 2_490, orders: 2 }, differenceFen: 0, items: [], pull: null });
    expect(((await read(app, 'orders', { shopId: shop.shopId })) as { items: { orderNo: string }[] }).items).toContainEqual(
      expect.objectContaining({ orderNo: lost }),
    );
    await settle(app);
    const range = { from: addDays(TODAY, -5), to: TODAY };
    const { items } = (await read(app, `shops/${shop.shopId}/reconciliation`, range)) as { items: ReconciledDayDto[] };
    expect(items.map(({ platform }) => platform?.paidFen ?? null)).toEqual([null, null, 0, 0, 2_490, null]);
    expect(await dayOf(archived)).toMatchObject({ platform: null, pull: null });
  });

  it('is asked for once more when the day is over, if it was asked for before', async () => {
    const shop = await openShop();
    await app.sql(`update shop set created_at = created_at - interval '3 days' where platform = 'douyin'`);
    sellThere(shop, 1_000, at(YESTERDAY, '12:00:00'));
    await app.sql(
      `insert into platform_total (shop_id, day, paid_fen, orders, source, recorded_at, recorded_by)
       select max(id), $1, 1000, 1, 'pulled', $2, 'reconciliation' from shop where platform = 'douyin'`,
      [YESTERDAY, at(YESTERDAY, '14:00:00')],
    );
    sellThere(shop, 500, at(YESTERDAY, '20:00:00'));
    // Days are planned once an hour.
    now = at(TODAY, '04:00:00');
    expect(await whenDay(shop, 'the whole day is told', ({ platform }) => platform?.paidFen === 1_500)).toMatchObject({
      platform: { orders: 2, source: 'pulled' },
    });
  });

  it('shows an order that is told otherwise here, and takes a person’s word until the platform is asked again', async () => {
    const shop = await openShop();
    const orderNo = sellThere(shop, 1_000, at(YESTERDAY, '12:00:00'));
    const typed = { paidFen: 3, orders: 1, note: '手抄' };
    await app.request('PUT', `/api/v1/shops/${shop.shopId}/platform-totals/${YESTERDAY}`, typed);
    expect(await dayOf(shop)).toMatchObject({ platform: { source: 'typed', paidFen: 3 }, hasOrders: false });
    await ask(shop);
    const pulled = await whenDay(shop, 'the platform was asked', ({ platform }) => platform?.source === 'pulled');
    expect(pulled).toMatchObject({ platform: { paidFen: 1_000, orders: 1, note: null }, hasOrders: true, pull: null });
    await whenDay(shop, 'the order is counted', ({ counted }) => counted.orders === 1);
    const told = { paidFen: 900, orders: 1, orderAmounts: [{ orderNo, paidFen: 900 }] };
    const { body } = await app.request('PUT', `/api/v1/shops/${shop.shopId}/platform-totals/${YESTERDAY}`, told);
    expect(body).toMatchObject({
      platform: { source: 'typed' },
      items: [{ orderNo, kind: 'other-amount', differenceFen: 100 }],
    });
  });

  it('counts every order once, though its refunds are listed, too, and pages repeat', async () => {
    const shop = await openShop();
    const orderNos = Array.from({ length: 120 }, (_, index) => sellThere(shop, 10 + index, at(YESTERDAY, '09:00:00')));
    shop.there.refundAtOnce(orderNos[0] ?? '', 0, 10, { at: at(TODAY, '00:30:00') });
    await ask(shop);
    const pulled = await whenDay(shop, 'the platform was asked', ({ platform }) => platform !== null);
    expect(pulled.platform).toMatchObject({ orders: 120, paidFen: shop.there.totals().days.get(YESTERDAY)?.paidFen });
    // Some may have been fetched by then, and are counted here, too.
    expect(pulled.itemCount + pulled.counted.orders).toBe(120);
    // Fetching them all is not what this is about, and takes as long as the platform's limits say.
    await app.sql('delete from detail_todo');
  });

  it('is added up from the orders themselves where the list tells numbers only', async () => {
    const shop = await openWeixinShop();
    sellThere(shop, 1_000, at(YESTERDAY, '12:00:00'));
    sellThere(shop, 30, at(TODAY, '00:00:00'));
    shop.there.createOrder({ at: at(YESTERDAY, '12:00:00'), lines: [{ ...LINE, paidFen: 7 }] });
    const refunded = sellThere(shop, 200, at(YESTERDAY, '23:00:00'));
    shop.there.refundAtOnce(refunded, 0, 200, { at: at(YESTERDAY, '23:30:00') });
    await ask(shop);
    expect(await whenDay(shop, 'the platform was asked', ({ platform }) => platform !== null)).toMatchObject({
      platform: { paidFen: 1_200, orders: 2, ordersWithoutAmount: 0 },
    });
    await whenDay(shop, 'all is counted', ({ differenceOrders, differenceFen }) => differenceOrders === 0 && differenceFen === 0);
  });

  it('is asked for again later when the platform is away, and says why there is none yet', async () => {
    const shop = await openShop();
    sellThere(shop, 1_000, at(YESTERDAY, '12:00:00'));
    app.app.get(ApiWaits).factor = 0.01;
    simulator.faults.deadUntil = new Date(Date.now() + 3_600_000);
    await ask(shop);
    const { pull, platform } = await whenDay(shop, 'it was tried', (day) => day.pull?.attempts === 1);
    expect(platform).toBeNull();
    expect(pull?.reason?.code).toMatch(/^api\./);
    expect(new Date(pull?.dueAt ?? 0).getTime()).toBeGreaterThan(Date.now() + 30_000);

    await app.sql('update platform_total_todo set attempts = 9, due_at = now()');
    const { pull: last } = await whenDay(shop, 'it was given up', (day) => day.pull?.attempts === 10);
    expect(last).toEqual({ dueAt: null, attempts: 10, reason: { code: expect.any(String), detail: expect.any(String) } });

    simulator.faults.deadUntil = null;
    // The circuit is left open for a hundredth of its time.
    await sleep(3_500);
    await ask(shop);
    expect(await whenDay(shop, 'the platform is back', (day) => day.platform !== null)).toMatchObject({
      ...{ platform: { paidFen: 1_000 }, pull: null },
    });
  });

  it('is not asked for any more once a person has typed it', async () => {
    const shop = await openShop('no-such-token');
    await ask(shop);
    const { pull } = await whenDay(shop, 'it was tried', (day) => day.pull?.attempts === 1);
    expect(pull?.reason).toEqual({ code: expect.stringMatching(/^api\./), detail: expect.any(String) });
    const typed = { paidFen: 3, orders: 1 };
    const { body } = await app.request('PUT', `/api/v1/shops/${shop.shopId}/platform-totals/${YESTERDAY}`, typed);
    expect(body).toMatchObject({ platform: { source: 'typed', paidFen: 3 }, pull: null });
  });
});

function at(day: string, time: string): Date {
  return new Date(`${day}T${time}+08:00`);
}
