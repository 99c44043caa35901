import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, OTHER_COUNTY, SECRET, standardShop, VILLAGE } from './sample-merchant.js';

/** Monday noon in Beijing; yesterday was the 333rd day of the year. */
const NOW = new Date('2026-11-30T12:00:00+08:00');
const STREET_VILLAGE = '140681001001';
const STREET = '140681001';
const QUIET_VILLAGE = '140681102218';
const PINGSHUN = '140425';
const RANGE = 'from=2026-11-01&to=2026-11-21';

interface Line {
  readonly productId: string;
  readonly quantity: number;
  readonly paidFen: number;
}

let server: TestApp;
let operator: OutsideProgram;
let bureau: OutsideProgram;
let cityBureau: OutsideProgram;
let otherBureau: OutsideProgram;
let lead: OutsideProgram;
let potter: string;
let potterShop: string;
let tea: string;
let silent: string;
beforeAll(async () => {
  server = await startTestApp({ now: () => NOW });
  operator = new OutsideProgram(server);
  await sellCeramics();
  await sellFarmProducts();
  await sellUnmapped();
  silent = await merchant('编织社', 'cooperative', QUIET_VILLAGE);
  const baskets = await product(silent, 'handicraft.weaving', QUIET_VILLAGE, false);
  await order(silent, '2026-09-15', [{ productId: baskets, quantity: 1, paidFen: 80_000 }]);
  await order(silent, '2026-09-20', [{ productId: baskets, quantity: 1, paidFen: 20_000 }]);
  await settle(server);
  bureau = await person(server, 'bureau', { divisionCode: COUNTY });
  cityBureau = await person(server, 'bureau', { divisionCode: '1406' });
  otherBureau = await person(server, 'bureau', { divisionCode: OTHER_COUNTY });
  lead = await person(server, 'lead', { merchantIds: [potter] });
});
afterAll(() => server.close());

async function merchant(name: string, kind: string, divisionCode: string): Promise<string> {
  return (await operator.make('/api/v1/merchants', { name, kind, divisionCode })).id;
}

async function product(merchantId: string, category: string, originDivisionCode: string, isAgricultural: boolean): Promise<string> {
  return (await operator.make('/api/v1/products', { merchantId, name: category, category, originDivisionCode, isAgricultural })).id;
}

async function order(merchantId: string, day: string, lines: readonly Line[], liveSessionId?: string): Promise<string> {
  return (await operator.make('/api/v1/orders', { merchantId, liveSessionId, paidAt: `${day}T20:00:00+08:00`, lines })).id;
}

/** 40 pieces at 1000 元 this November, in a live session, 5000 元 of it refunded; 40 at 1500 元 last November; ten in March; 200 元 from nobody knows which township. */
async function sellCeramics(): Promise<void> {
  potter = await merchant('南家堡陶瓷合作社', 'cooperative', VILLAGE);
  potterShop = (await operator.make('/api/v1/shops', standardShop(potter))).id;
  tea = await product(potter, 'ceramics.tea-ware', VILLAGE, false);
  const session = { merchantId: potter, title: '晚场', startedAt: '2026-11-10T19:30:00+08:00', endedAt: '2026-11-10T22:00:00+08:00' };
  const { id: liveSessionId } = await operator.make('/api/v1/live-sessions', session);
  const sold = await order(potter, '2026-11-10', [{ productId: tea, quantity: 40, paidFen: 4_000_000 }], liveSessionId);
  await operator.make(`/api/v1/orders/${sold}/refunds`, { lineNo: '1', amountFen: 500_000, refundedAt: '2026-11-15T09:00:00+08:00' });
  await order(potter, '2025-11-10', Array<Line>(5).fill({ productId: tea, quantity: 8, paidFen: 1_200_000 }));
  await order(potter, '2026-03-05', [{ productId: tea, quantity: 10, paidFen: 1_000_000 }]);
  const somewhere = await product(potter, 'ceramics', COUNTY, false);
  await order(potter, '2026-11-14', [{ productId: somewhere, quantity: 1, paidFen: 20_000 }]);
}

async function sellFarmProducts(): Promise<void> {
  const inTheStreet = await merchant('云东杂粮店', 'household', STREET_VILLAGE);
  const buckwheat = await product(inTheStreet, 'grain.buckwheat', STREET_VILLAGE, true);
  await order(inTheStreet, '2026-11-12', [{ productId: buckwheat, quantity: 10, paidFen: 300_000 }]);
  const pinglu = await merchant('平鲁荞麦合作社', 'cooperative', '140603101200');
  const red = await product(pinglu, 'grain.buckwheat', '140603101200', true);
  await order(pinglu, '2026-11-11', [{ productId: red, quantity: 5, paidFen: 200_000 }]);
  const pingshun = await merchant('平顺党参合作社', 'cooperative', '140425100235');
  const root = await product(pingshun, 'herb.lu-dangshen', '140425100235', true);
  await order(pingshun, '2026-11-11', [{ productId: root, quantity: 9, paidFen: 900_000 }]);
  for (let month = 1; month <= 12; month++)
    await order(pingshun, `2025-${String(month).padStart(2, '0')}-08`, [{ productId: root, quantity: 1, paidFen: 100_000 }]);
}

/** By a platform: 700 元 for an item that is mapped to no product. */
async function sellUnmapped(): Promise<void> {
  const paidAt = '2026-11-13T12:00:00+08:00';
  const data = {
    orderNo: 'U1',
    status: 'paid',
    createdAt: paidAt,
    paidAt,
    lines: [{ lineNo: '1', itemId: 'u', quantity: 1, paidFen: 70_000 }],
  };
  const { status } = await server.deliver(potterShop, SECRET, 'u1', { type: 'order.changed', timestamp: paidAt, data });
  expect(status).toBe(204);
}

interface Figure {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  readonly value: number;
  readonly growth: unknown;
}
interface Indicators {
  readonly items: readonly {
    readonly indicator: string;
    readonly period: Figure;
    readonly cumulative: Figure;
    readonly undecided: Figure;
  }[];
  readonly all: { readonly period: Figure };
  readonly areas: readonly {
    readonly code: string;
    readonly rural: { readonly period: Figure };
    readonly farm: { readonly period: Figure };
  }[];
  readonly ruralRule: { readonly townships: number; readonly ruralTownships: number; readonly decided: readonly unknown[] };
}

async function indicators(who: OutsideProgram, within: string, more = ''): Promise<{ whole: Indicators; rural: Figure; farm: Figure }> {
  const whole = await who.read<Indicators>(`/api/v1/headline-indicators?within=${within}&${RANGE}${more}`);
  const [rural, farm] = whole.items.map(({ period }) => period);
  return { whole, rural: rural!, farm: farm! };
}

describe('the headline indicators', () => {
  it('count ceramics as rural and not as farm products, buckwheat from a street as farm and not as rural', async () => {
    const { whole, rural, farm } = await indicators(bureau, COUNTY);
    expect(rural).toMatchObject({
      paidFen: 4_000_000,
      refundedFen: 500_000,
      netFen: 3_500_000,
      value: 3_500_000,
      share: 3_500_000 / 3_820_000,
    });
    expect(rural.growth).toEqual({ kind: 'rate', rate: 3_500_000 / 6_000_000 - 1, base: 6_000_000 });
    expect(farm).toMatchObject({ netFen: 300_000, growth: { kind: 'new', base: 0 } });
    expect(whole.items[0]).toMatchObject({ cumulative: { netFen: 4_600_000 }, undecided: { netFen: 20_000 } });
    expect(whole).toMatchObject({
      coverage: 'platform',
      comparedRange: { from: '2025-11-01', to: '2025-11-21' },
      cumulativeRange: { from: '2026-01-01', to: '2026-11-21' },
      all: { period: { netFen: 3_820_000 } },
      ruralRule: { defaultRule: 'township-code-from-100', decided: [] },
    });
  });

  it('are those of what was paid if so asked, and leave out what is mapped to no product', async () => {
    const { whole, rural } = await indicators(bureau, COUNTY, '&basis=merchant&measure=paid');
    expect(rural).toMatchObject({ value: 4_090_000, netFen: 3_590_000 });
    expect(whole.items[1]).toMatchObject({ period: { value: 300_000 }, undecided: { value: 70_000 } });
  });

  it('of a city are those of its counties, of a village those of its township’s kind', async () => {
    const { whole, farm } = await indicators(bureau, '1406');
    expect(farm.netFen).toBe(500_000);
    expect(whole.areas.map(({ code, rural, farm: ofFarm }) => [code, rural.period.netFen, ofFarm.period.netFen])).toEqual([
      [OTHER_COUNTY, 200_000, 200_000],
      [COUNTY, 3_500_000, 300_000],
    ]);
    expect((await indicators(bureau, VILLAGE)).rural.netFen).toBe(3_500_000);
    expect((await indicators(bureau, STREET_VILLAGE)).rural.netFen).toBe(0);
  });

  it('are known in the whole province, to bureaus and operators, and nowhere else', async () => {
    expect((await indicators(bureau, PINGSHUN)).farm.netFen).toBe(900_000);
    expect((await indicators(operator, '14')).farm.netFen).toBe(1_400_000);
    expect(await bureau.refused('GET', `/api/v1/headline-indicators?within=13&${RANGE}`)).toMatchObject({ code: 'auth.out-of-scope' });
  });

  it('follow what a bureau decides about a township, with its basis, and the code again once that is taken back', async () => {
    const path = `/api/v1/rural-divisions/${STREET}`;
    const decision = { isRural: true, reason: '县统计局 2025 年批复', decidedOn: '2025-06-30' };
    expect(await otherBureau.refused('PUT', path, decision)).toMatchObject({ code: 'auth.out-of-scope' });
    expect(await bureau.refused('PUT', path, { ...decision, decidedOn: '2026-12-01' })).toMatchObject({
      code: 'rural-divisions.day-to-come',
    });
    expect(await bureau.refused('PUT', '/api/v1/rural-divisions/140681', decision)).toMatchObject({ code: 'rural-divisions.not-found' });
    expect(await bureau.must(200, 'PUT', path, decision)).toMatchObject({
      isRural: true,
      isRuralByDefault: false,
      setBy: expect.any(String) as string,
    });
    const { whole, rural } = await indicators(otherBureau, COUNTY);
    expect(rural.netFen).toBe(3_800_000);
    expect(whole.ruralRule.decided).toEqual([{ code: STREET, name: '云东街道', ...decision }]);
    expect(await bureau.must(200, 'DELETE', path)).toMatchObject({ isRural: false, reason: null });
    expect((await indicators(bureau, COUNTY)).rural.netFen).toBe(3_500_000);
    const { items } = await bureau.read<Page<{ code: string; isRural: boolean }>>('/api/v1/rural-divisions?within=140681&limit=500');
    expect(items.filter(({ code }) => [STREET, '140681102'].includes(code))).toMatchObject([{ isRural: false }, { isRural: true }]);
    expect([whole.ruralRule.townships, items.length]).toEqual([items.length, items.length]);
  });
});

describe('the stock of merchants', () => {
  beforeAll(async () => {
    const newcomer = await merchant('新来的', 'household', STREET_VILLAGE);
    const gone = await merchant('关了的', 'household', VILLAGE);
    const lived = async (id: string, came: string, went: string | null) =>
      server.sql('update merchant set created_at = $2, archived_at = $3 where id = $1', [id, `${came}T12:00:00+08:00`, went]);
    const all = await server.sql<{ id: string; name: string }>('select id::text as id, name from merchant');
    for (const { id } of all) await lived(id, '2025-01-01', null);
    await lived(newcomer, '2026-11-06', null);
    await lived(all.find(({ name }) => name === '云东杂粮店')!.id, '2026-11-05', null);
    await lived(silent, '2026-10-01', null);
    await lived(gone, '2025-03-01', '2026-11-20T09:00:00+08:00');
  });

  const stock = (who: OutsideProgram, within: string): Promise<unknown> =>
    who.read(`/api/v1/merchant-stock?within=${within}&from=2026-11-01&to=2026-11-30`);

  it('opens, comes and goes, and closes; who sold and who sold live are counted of those on the register', async () => {
    expect(await stock(bureau, COUNTY)).toMatchObject({
      total: {
        opening: 3,
        added: 2,
        closed: 1,
        merged: 0,
        closing: 4,
        net: 1,
        netGrowthRate: 1 / 3,
        onRegister: 5,
        sold: 2,
        soldShare: 0.4,
        soldLive: 1,
        soldLiveShare: 0.2,
        earlier: 2,
        closingGrowth: { kind: 'small-base', base: 2 },
      },
      standing: { byNetGrowthRate: null, rankedByRate: 0, byClosing: 1, siblings: 3, among: '14' },
    });
  });

  it('is told by kind and by township, and of siblings in counts alone', async () => {
    const whole = (await stock(bureau, COUNTY)) as {
      kinds: { kind: string; closing: number }[];
      areas: { code: string; closing: number }[];
    };
    expect(whole.kinds.map(({ kind, closing }) => [kind, closing])).toEqual([
      ['cooperative', 2],
      ['company', 0],
      ['household', 2],
      ['collective', 0],
    ]);
    expect(whole.areas.map(({ code, closing }) => [code, closing])).toEqual([
      [STREET, 2],
      ['140681102', 2],
    ]);
    expect(await stock(bureau, PINGSHUN)).toMatchObject({ total: { closing: 1, sold: 1, soldLive: 0 }, standing: { byClosing: 2 } });
    expect(await bureau.refused('GET', `/api/v1/merchant-stock?within=13&${RANGE}`)).toMatchObject({ code: 'auth.out-of-scope' });
  });
});

describe('a target', () => {
  const target = {
    divisionCode: COUNTY,
    category: 'ceramics',
    year: 2026,
    measure: 'net',
    basis: 'origin',
    valueFen: 36_500_000,
    reason: '3号文',
  };
  const listed = async (who: OutsideProgram, query = '') =>
    (await who.read<Page<{ id: string; progress: unknown }>>(`/api/v1/sales-targets?year=2026${query}`)).items;

  it('comes as far as was sold through yesterday, and is held against the same for every day', async () => {
    const { id } = await bureau.make('/api/v1/sales-targets', target);
    expect(await listed(bureau)).toMatchObject([
      {
        id,
        divisionName: expect.stringContaining('怀仁市') as string,
        progress: {
          range: { from: '2026-01-01', to: '2026-11-29' },
          soldFen: 4_520_000,
          progress: 4_520_000 / 36_500_000,
          even: { expectedFen: 33_300_000, aheadFen: -28_780_000, aheadDays: -287.8 },
          likeLastYear: null,
        },
      },
    ]);
    expect(await bureau.refused('POST', '/api/v1/sales-targets', target)).toMatchObject({ code: 'sales-targets.exists' });
  });

  it('is also held against last year’s months, where each of them sold something', async () => {
    const ofPingshun = { divisionCode: PINGSHUN, year: 2026, measure: 'paid', basis: 'origin', valueFen: 1_200_000, reason: '计划' };
    await operator.make('/api/v1/sales-targets', ofPingshun);
    const [{ progress } = { progress: null }] = await listed(operator, `&within=${PINGSHUN}`);
    expect(progress).toMatchObject({ soldFen: 900_000, likeLastYear: { expectedFen: 1_096_667, aheadFen: -196_667, aheadDays: -60 } });
    expect(await listed(bureau, `&within=${PINGSHUN}`)).toEqual([]);
  });

  it('is decided by the bureau of its division or above, seen by those inside, and changed only as it was read', async () => {
    const ofCity = await cityBureau.make('/api/v1/sales-targets', { ...target, divisionCode: '1406', category: null });
    const mine = (await listed(bureau)).map(({ id }) => id);
    expect(mine).toContain(ofCity.id);
    const path = `/api/v1/sales-targets/${ofCity.id}`;
    expect(await bureau.refused('PATCH', path, { valueFen: 1 })).toMatchObject({ code: 'auth.out-of-scope' });
    expect(await bureau.refused('DELETE', path)).toMatchObject({ code: 'auth.out-of-scope' });
    expect(await bureau.refused('POST', '/api/v1/sales-targets', { ...target, divisionCode: OTHER_COUNTY })).toMatchObject({
      code: 'auth.out-of-scope',
    });
    const { headers } = await cityBureau.ask('GET', path);
    await cityBureau.must(200, 'PATCH', path, { valueFen: 40_000_000 });
    const stale = await cityBureau.refused('PATCH', path, { valueFen: 1 }, { 'if-match': String(headers.etag) });
    expect(stale).toMatchObject({ status: 412 });
    expect(await bureau.read(path)).toMatchObject({ valueFen: 40_000_000, reason: '3号文' });
    expect(await otherBureau.read(path)).toMatchObject({ valueFen: 40_000_000 });
    await cityBureau.must(204, 'DELETE', path);
    expect(await cityBureau.refused('GET', path)).toMatchObject({ code: 'sales-targets.not-found' });
  });

  it.each([
    ['sales-targets.category', { category: 'nothing' }],
    ['sales-targets.category-below-county', { divisionCode: VILLAGE }],
    ['divisions.unknown', { divisionCode: '140699', category: null }],
  ])('is refused with %s', async (code, wrong) => {
    expect(await operator.refused('POST', '/api/v1/sales-targets', { ...target, ...wrong })).toMatchObject({ code });
  });
});

describe('unit prices', () => {
  const prices = (who: OutsideProgram, query = '') =>
    who.read<{ items: unknown[]; categories: unknown[] }>(`/api/v1/unit-prices?within=${COUNTY}&month=2026-11&months=1${query}`);

  it('are what was paid by items, beside last year’s; what fell by a third comes first', async () => {
    const { items, categories, ...rest } = await prices(bureau);
    expect(rest).toMatchObject({
      months: ['2026-11'],
      comparedMonths: ['2025-11'],
      rule: { thresholdPercent: 15, minQuantity: 30, compare: 'yoy' },
      itemCount: 3,
      fallenCount: 1,
    });
    expect(items[0]).toMatchObject({
      productId: tea,
      merchantName: '南家堡陶瓷合作社',
      hasFallen: true,
      now: { paidFen: 4_000_000, quantity: 40, unitPriceFen: 100_000 },
      then: { unitPriceFen: 150_000 },
      change: expect.closeTo(-1 / 3, 10) as number,
      months: [{ month: '2026-11', unitPriceFen: 100_000, comparedMonth: '2025-11', compared: { quantity: 40 } }],
    });
    expect(items.slice(1)).toMatchObject([
      { category: 'grain.buckwheat', hasFallen: false, then: { unitPriceFen: null }, change: null },
      { category: 'ceramics', hasFallen: false },
    ]);
    expect(categories).toMatchObject([{ category: 'ceramics', now: { paidFen: 4_020_000, quantity: 41 } }, { category: 'grain' }]);
  });

  it('have not fallen where the rule asks for more', async () => {
    expect(await prices(bureau, '&minQuantity=41')).toMatchObject({ fallenCount: 0 });
    expect(await prices(bureau, '&thresholdPercent=34')).toMatchObject({ fallenCount: 0 });
  });

  it('are a matter of the own division: products have merchants', async () => {
    expect(await otherBureau.refused('GET', `/api/v1/unit-prices?within=${COUNTY}&month=2026-11`)).toMatchObject({
      code: 'auth.out-of-scope',
    });
    expect(await prices(cityBureau)).toMatchObject({ itemCount: 3 });
  });
});

describe('who fell silent', () => {
  const fallen = (who: OutsideProgram, query: string) => who.read(`/api/v1/fallen-silent?within=${COUNTY}&${query}`);

  it('is told with the last day and what was sold before, merchants by name inside the own division', async () => {
    expect(await fallen(bureau, 'of=merchants')).toMatchObject({
      window: { from: '2026-11-01', to: '2026-11-30' },
      former: { from: '2026-08-03', to: '2026-10-31' },
      items: [{ id: silent, name: '编织社', divisionCode: QUIET_VILLAGE, lastSaleDay: '2026-09-20', paidFen: 100_000, lines: 2 }],
      silentCount: 1,
      formerCount: 1,
    });
    expect(await fallen(bureau, 'of=merchants&former=last-year')).toMatchObject({ silentCount: 0, formerCount: 1 });
    expect(await fallen(bureau, 'of=merchants&days=90')).toMatchObject({ silentCount: 0, formerCount: 0 });
    expect(await otherBureau.refused('GET', `/api/v1/fallen-silent?within=${COUNTY}&of=merchants`)).toMatchObject({
      code: 'auth.out-of-scope',
    });
  });

  it('is told of villages to every bureau of the province', async () => {
    expect(await fallen(otherBureau, 'of=villages')).toMatchObject({
      items: [{ id: QUIET_VILLAGE, name: expect.stringContaining('韭畦村') as string, lastSaleDay: '2026-09-20', paidFen: 100_000 }],
    });
  });

  it('is not told of who has closed', async () => {
    await server.sql('update merchant set archived_at = now() where id = $1', [silent]);
    expect(await fallen(bureau, 'of=merchants')).toMatchObject({ items: [], silentCount: 0 });
  });
});

it('none of it is for merchants', async () => {
  for (const path of ['headline-indicators', 'merchant-stock', 'sales-targets', 'unit-prices', 'fallen-silent', 'rural-divisions'])
    expect(await lead.refused('GET', `/api/v1/${path}`)).toMatchObject({ status: 403, code: 'auth.forbidden' });
});

describe('each table as a file', () => {
  const file = (who: OutsideProgram, path: string, format: string) =>
    who.ask<string>('GET', `/api/v1/${path}&within=${COUNTY}&format=${format}`);

  it('carries its definition, days and exact amounts, and is recorded', async () => {
    const { status, body, headers } = await file(bureau, `headline-indicators/export?${RANGE}`, 'csv');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(body).toContain('怀仁市 · 农村、农产品网络零售额（本平台口径）');
    expect(body).toContain('本期,2026-11-01—2026-11-21,比较期,2025-11-01—2025-11-21');
    expect(body).toMatch(/农村网络零售额,"140681\t",合计,40000\.00,5000\.00,35000\.00,91\.62,-41\.67,60000\.00,/);
    const [last] = await server.sql<{ resource_id: string; after: unknown }>(
      `select resource_id, after from audit_event where resource = 'county-watch' order by id desc limit 1`,
    );
    expect(last).toMatchObject({ resource_id: 'indicators', after: { within: COUNTY, format: 'csv' } });
  });

  it.each([
    [`merchant-stock/export?${RANGE}`, '合作社'],
    ['sales-targets/export?year=2026', '3号文'],
    ['unit-prices/export?month=2026-11&months=1', '南家堡陶瓷合作社'],
    ['fallen-silent/export?of=villages', '韭畦村'],
  ])('%s holds %s, for those who may see the table', async (path, text) => {
    expect((await file(bureau, path, 'csv')).body).toContain(text);
    const [table = ''] = path.split('/');
    const workbook = await server.app.inject({
      method: 'GET',
      url: `/api/v1/${path}&within=${COUNTY}&format=xlsx`,
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect([table, workbook.statusCode, workbook.rawPayload.subarray(0, 2).toString()]).toEqual([table, 200, 'PK']);
    expect(await lead.refused('GET', `/api/v1/${path}&within=${COUNTY}&format=csv`)).toMatchObject({ code: 'auth.forbidden' });
  });
});

it('none of it reads an order', async () => {
  const paths = [
    `headline-indicators?within=${COUNTY}&${RANGE}`,
    `merchant-stock?within=${COUNTY}&${RANGE}`,
    'sales-targets',
    `unit-prices?within=${COUNTY}&month=2026-11`,
    `fallen-silent?within=${COUNTY}`,
  ];
  const answers = () => Promise.all(paths.map((path) => bureau.read(`/api/v1/${path}`)));
  const before = await answers();
  await server.sql(
    'revoke select on order_word, sales_order, order_line, order_refund, revenue_entry, inbox_message from cunbo_app, cunbo_owner',
  );
  expect(await answers()).toEqual(before);
});
