import type { FactDto, OneSessionFactsDto, SessionFactsDto } from '../../src/modules/session-facts/session-facts.dto.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { created, newItem, newSeller, type Query, read, type Seller, sell } from './sales.js';

const SALES_TABLES =
  'order_word, sales_order, order_line, order_refund, order_todo, revenue_entry, entry_todo, inbox_message, inbox_payload, inbox_todo';
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

/** Facts by code: the value, and how many sessions it rests on. */
type Values = Readonly<Record<string, readonly [value: number | null, sessions: number]>>;

describe('facts of sessions', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  async function newShop(division = '140681102201'): Promise<Seller> {
    const seller = await newSeller(app, division);
    await newItem(app, seller, 'item', { originDivisionCode: division });
    return seller;
  }

  /** On air from `hour` to the next; sales of the shop in that time are the session's. */
  const onAir = ({ merchantId, shopId }: Seller, day: string, hour: number, more: object = {}): Promise<string> =>
    created(app, 'live-sessions', {
      merchantId,
      shopId,
      title: '场',
      startedAt: `${day}T${hour}:00:00+08:00`,
      endedAt: `${day}T${hour + 1}:00:00+08:00`,
      ...more,
    });
  const paid = (day: string, hour: number, paidFen: number, quantity = 1) => ({
    paidAt: `${day}T${hour}:20:00+08:00`,
    lines: [{ paidFen, quantity }],
  });
  const ofSession = async (id: string): Promise<Values> =>
    valuesOf(((await read(app, `live-sessions/${id}/facts`)) as OneSessionFactsDto).facts);
  const over = async (query: Query): Promise<SessionFactsDto> => (await read(app, 'session-facts', query)) as SessionFactsDto;
  const totalOver = async (query: Query): Promise<Values> => valuesOf((await over(query)).total.facts);

  it('of one are its sales over its whole life and its counters, past midnight and after late refunds', async () => {
    const seller = await newShop();
    const id = await created(app, 'live-sessions', {
      ...{ merchantId: seller.merchantId, shopId: seller.shopId, title: '跨夜场' },
      startedAt: '2026-11-10T23:00:00+08:00',
      endedAt: '2026-11-11T01:00:00+08:00',
      ...{ views: 500, viewers: 250, buyers: 2 },
    });
    const refunds = [{ lineNo: '1', amountFen: 1_000, succeededAt: '2026-12-24T10:00:00+08:00' }];
    await sell(
      app,
      seller,
      { paidAt: '2026-11-10T23:50:00+08:00', lines: [{ paidFen: 3_000, quantity: 2 }, { paidFen: 1_000 }], refunds },
      { paidAt: '2026-11-11T00:40:00+08:00', lines: [{ paidFen: 4_000, quantity: 1 }] },
      { paidAt: '2026-11-11T05:00:00+08:00', lines: [{ paidFen: 99_000 }] },
    );
    await settle(app);
    expect(await ofSession(id)).toMatchObject({
      gmv_paid: [8_000, 1],
      refund_amt: [1_000, 1],
      net_paid: [7_000, 1],
      orders: [2, 1],
      lines: [3, 1],
      items: [4, 1],
      views: [500, 1],
      viewers: [250, 1],
      live_minutes: [120, 1],
      gpm: [16_000, 1],
      uv_value: [32, 1],
      aov_buyer: [4_000, 1],
      aov_order: [4_000, 1],
      price_item: [2_000, 1],
      cvr_view: [0.008, 1],
      opm: [2 / 120, 1],
      gmv_hour: [4_000, 1],
      gmv_minute: [8_000 / 120, 1],
      refund_rate_amt: [0.125, 1],
      likes: [null, 0],
      fans_rate: [null, 0],
      acu: [null, 0],
    });
  });

  it('take counters from the readings unless the session names them, and the greater of both peaks', async () => {
    const id = await onAir(await newShop(), '2026-11-10', 14, { views: 1_000, peakOnline: 60 });
    const readings = [
      { at: '2026-11-10T14:00:00+08:00', online: 40, views: 10, viewers: 8, likes: 5, newFollowers: 1 },
      { at: '2026-11-10T14:45:00+08:00', online: 80, views: 90, viewers: 40, likes: 3, newFollowers: 2 },
    ];
    await app.request('POST', `/api/v1/live-sessions/${id}/readings`, { readings });
    expect(await ofSession(id)).toMatchObject({
      views: [1_000, 1],
      viewers: [40, 1],
      likes: [8, 1],
      pcu: [80, 1],
      acu: [50, 1],
      fans_rate: [0.05, 1],
      gpm: [0, 1],
    });
    await app.request('PATCH', `/api/v1/live-sessions/${id}`, { views: null, peakOnline: 90 });
    expect(await ofSession(id)).toMatchObject({ views: [90, 1], pcu: [90, 1] });
  });

  it('of one on air have no length, and neither what is divided by it', async () => {
    const seller = await newShop();
    const id = await onAir(seller, '2026-11-10', 11, { endedAt: null });
    await sell(app, seller, paid('2026-11-10', 11, 500));
    await settle(app);
    expect(await ofSession(id)).toMatchObject({ gmv_paid: [500, 1], live_minutes: [null, 0], opm: [null, 0], gmv_hour: [null, 0] });
  });

  it('name what they are: code, version, unit and why a value is missing', async () => {
    const { facts, ...head } = (await read(
      app,
      `live-sessions/${await onAir(await newShop(), '2026-11-10', 10, { kind: 'official', views: 0 })}/facts`,
    )) as OneSessionFactsDto;
    const { items } = (await read(app, 'metrics')) as { items: { code: string; version: number; unit: string }[] };
    expect(facts.map(({ metric, version, unit }) => ({ metric, version, unit }))).toEqual(
      items.map(({ code, version, unit }) => ({ metric: code, version, unit })),
    );
    expect(head).toMatchObject({ kind: 'official', startedAt: '2026-11-10T10:00:00+08:00', endedAt: '2026-11-10T11:00:00+08:00' });
    expect(facts.find(({ metric }) => metric === 'gpm')).toMatchObject({ value: null, missing: 'zero-denominator' });
    expect(facts.find(({ metric }) => metric === 'uv_value')).toMatchObject({ value: null, missing: 'unknown' });
  });

  it('over several are sums, ratios from sums over the sessions that have both, and the greatest peak', async () => {
    const seller = await newShop();
    await onAir(seller, '2026-11-03', 10, { views: 10, viewers: 9, peakOnline: 30 });
    await onAir(seller, '2026-11-03', 12, { views: 990, viewers: 700, peakOnline: 20 });
    await onAir(seller, '2026-11-03', 14);
    await sell(app, seller, paid('2026-11-03', 10, 1_000), paid('2026-11-03', 12, 1_000, 3), paid('2026-11-03', 14, 50_000));
    await settle(app);
    const { merchantId } = seller;
    expect(await totalOver({ ...NOVEMBER, merchantId })).toMatchObject({
      gmv_paid: [52_000, 3],
      orders: [3, 3],
      views: [1_000, 2],
      viewers: [null, 2],
      pcu: [30, 2],
      gpm: [2_000, 2],
      uv_value: [2_000 / 709, 2],
      price_item: [52_000 / 5, 3],
      live_minutes: [180, 3],
    });
  });

  it('leave out slow-live and recruiting sessions and those archived, unless a kind is asked for', async () => {
    const seller = await newShop();
    const kinds = ['selling', 'slow-live', 'recruiting', 'official'];
    for (const [index, kind] of kinds.entries()) await onAir(seller, '2026-11-04', 10 + 2 * index, { kind, views: 10 ** index });
    const archived = await onAir(seller, '2026-11-04', 20, { views: 50_000 });
    await app.request('POST', `/api/v1/live-sessions/${archived}/archive`);
    const { merchantId } = seller;
    const usual = await over({ ...NOVEMBER, merchantId });
    expect(usual.kinds).toEqual(['selling', 'official']);
    expect(valuesOf(usual.total.facts).views).toEqual([1_001, 2]);
    for (const [index, kind] of kinds.entries())
      expect((await totalOver({ ...NOVEMBER, merchantId, kind })).views).toEqual([10 ** index, 1]);
    const { items } = (await read(app, 'live-sessions', { merchantId, kind: 'recruiting' })) as { items: { kind: string }[] };
    expect(items.map(({ kind }) => kind)).toEqual(['recruiting']);
  });

  it('are chosen by the Beijing day of the start, both ends included, by host and by where the merchant is at home', async () => {
    const [here, there] = [await newShop('140681102201'), await newShop('140226100213')];
    const hostId = await created(app, 'hosts', { merchantId: here.merchantId, name: '小慧' });
    const at = (startedAt: string, more: object) =>
      created(app, 'live-sessions', { merchantId: here.merchantId, title: '场', startedAt, ...more });
    await at('2027-02-01T23:59:59+08:00', { views: 1 });
    await at('2027-02-02T00:00:00+08:00', { views: 10, hostId });
    await at('2027-02-03T23:59:59+08:00', { views: 100 });
    await at('2027-02-04T00:00:00+08:00', { views: 1_000 });
    await onAir(there, '2027-02-02', 10, { views: 10_000 });
    const range = { from: '2027-02-02', to: '2027-02-03' };
    const views = async (query: Query) => (await totalOver({ ...range, ...query })).views;
    expect(await views({})).toEqual([10_110, 3]);
    expect(await views({ within: '1406' })).toEqual([110, 2]);
    expect(await views({ within: '140226' })).toEqual([10_000, 1]);
    expect(await views({ within: '140681102201' })).toEqual([110, 2]);
    expect(await views({ hostId })).toEqual([10, 1]);
    expect(await views({ within: '1404' })).toEqual([null, 0]);
  });

  it('come by host, merchant and month, page by page, under a total of all', async () => {
    const [one, other] = [await newShop(), await newShop()];
    const hostId = await created(app, 'hosts', { merchantId: one.merchantId, name: '小慧' });
    await onAir(one, '2027-03-31', 22, { views: 1, viewers: 1, hostId });
    await onAir(one, '2027-04-01', 10, { views: 10 });
    await onAir(other, '2027-04-02', 10, { views: 100 });
    await onAir(other, '2027-05-02', 10, { views: 1_000 });
    const range = { from: '2027-03-01', to: '2027-05-31' };
    const pages = async (by: string) => {
      const seen: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: SessionFactsDto = await over({ ...range, by, limit: 1, cursor: cursor || undefined });
        expect(valuesOf(page.total.facts).views).toEqual([1_111, 4]);
        seen.push(
          ...page.items.map(({ id, month, name, sessions, facts }) => [id, month, name !== null, sessions, valuesOf(facts).views?.[0]]),
        );
        cursor = page.nextCursor;
      }
      return seen;
    };
    expect(await pages('none')).toEqual([]);
    expect(await pages('host')).toEqual([
      [null, null, false, 3, 1_110],
      [hostId, null, true, 1, 1],
    ]);
    expect(await pages('merchant')).toEqual([
      [one.merchantId, null, true, 2, 11],
      [other.merchantId, null, true, 2, 1_100],
    ]);
    expect(await pages('month')).toEqual([
      [null, '2027-03', false, 1, 1],
      [null, '2027-04', false, 2, 110],
      [null, '2027-05', false, 1, 1_000],
    ]);
  });

  it('are refused by name for a range that ends before it begins, an unknown division and words that mean nothing', async () => {
    for (const [query, pointer] of [
      ['from=2026-11-02&to=2026-11-01', '/from'],
      ['from=2026-11-02', '/to'],
      ['from=2026-11-01&to=2026-11-02&within=149999', '/within'],
      ['from=2026-11-01&to=2026-11-02&kind=all', '/kind'],
      ['from=2026-11-01&to=2026-11-02&by=day', '/by'],
      ['from=2026-11-01&to=2026-11-02&merchantId=x', '/merchantId'],
    ] as const)
      expect(await app.request('GET', `/api/v1/session-facts?${query}`)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    expect(await app.request('GET', '/api/v1/live-sessions/999999/facts')).toMatchObject({ status: 404 });
    expect(await app.request('POST', '/api/v1/live-sessions', { kind: 'party' })).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ pointer: '/kind' })]) as unknown },
    });
  });

  it('are answered without the right to read orders, entries and messages', async () => {
    const seller = await newShop();
    const id = await onAir(seller, '2026-11-05', 10, { views: 100 });
    await sell(app, seller, paid('2026-11-05', 10, 700));
    await settle(app);
    await app.sql(`revoke select on ${SALES_TABLES} from cunbo_app`);
    try {
      expect((await ofSession(id)).gpm).toEqual([7_000, 1]);
      for (const by of ['none', 'host', 'merchant', 'month'])
        expect((await totalOver({ ...NOVEMBER, merchantId: seller.merchantId, by })).gpm).toEqual([7_000, 1]);
    } finally {
      await app.sql(`grant select on ${SALES_TABLES} to cunbo_app`);
    }
  });
});

function valuesOf(facts: readonly FactDto[]): Values {
  return Object.fromEntries(facts.map(({ metric, value, sessions }) => [metric, [value, sessions] as const]));
}
