import { parseCsv } from 'hucre/csv';
import type { CampaignReportDto, ReportRowDto } from '../../src/modules/campaigns/campaign-report.dto.js';
import type { RankingDto } from '../../src/modules/rankings/ranking.dto.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, OTHER_COUNTY, VILLAGE } from './sample-merchant.js';

/** After the new year of 29 January 2025; the one before was on 10 February 2024. */
const DAYS = { from: '2025-02-03', to: '2025-02-09' };
const EDITION_BEFORE = { from: '2024-02-12', to: '2024-02-18' };
const SERIES = '潞党参节';

interface Seller {
  readonly merchantId: string;
  readonly productId: string;
}

let server: TestApp;
let operator: OutsideProgram;
let bureau: OutsideProgram;
let otherBureau: OutsideProgram;
let lead: OutsideProgram;
let a: Seller;
let e: Seller;
let sessions: Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e', string>>;
let festival: string;
let rivals: string;
beforeAll(async () => {
  server = await startTestApp();
  operator = new OutsideProgram(server);
  a = await newSeller(COUNTY, VILLAGE);
  const [b, c, d] = [await newSeller(COUNTY, VILLAGE), await newSeller(OTHER_COUNTY, OTHER_COUNTY), await newSeller(OTHER_COUNTY, VILLAGE)];
  e = await newSeller(OTHER_COUNTY, OTHER_COUNTY);
  sessions = {
    a: await newSession(a, '2025-02-04', { views: 100 }),
    b: await newSession(b, '2025-02-05', { views: 20 }),
    c: await newSession(c, '2025-02-06'),
    d: await newSession(d, '2025-02-06'),
    e: await newSession(e, '2025-02-09'),
  };
  const sold = await sell(a, '2025-02-04', [6_000_000], sessions.a);
  await operator.make(`/api/v1/orders/${sold}/refunds`, { lineNo: '1', amountFen: 100_000, refundedAt: '2025-02-20T12:00:00+08:00' });
  await sell(b, '2025-02-05', [1_000_000], sessions.b);
  await sell(c, '2025-02-06', [300_000], sessions.c);
  await sell(d, '2025-02-06', [200_000], sessions.d);
  await sell(e, '2025-02-09', [100_000], sessions.e);
  await sell(a, '2025-02-07', [400_000]);
  await sell(a, '2025-01-07', Array<number>(20).fill(200_000));
  const before = await newSession(a, '2024-02-16');
  await sell(a, '2024-02-16', Array<number>(5).fill(400_000), before);
  const edition = await newCampaign({ ...EDITION_BEFORE, name: '2024 潞党参节', seriesKey: SERIES });
  await operator.make(`/api/v1/campaigns/${edition}/sessions`, { liveSessionIds: [before] });
  festival = await newCampaign({ name: '2025 潞党参节', seriesKey: SERIES, partners: [{ name: '供销社' }], popularity: 42_000_000 });
  await operator.make(`/api/v1/campaigns/${festival}/sessions`, { liveSessionIds: [sessions.a, sessions.b, sessions.c, sessions.d] });
  await operator.make(`/api/v1/campaigns/${festival}/sessions`, { liveSessionIds: [sessions.a, sessions.e], partner: '供销社' });
  rivals = await newCampaign({ name: '开门红', kind: 'own', sessionRule: 'areas', areaCodes: [COUNTY], ownerCode: COUNTY });
  await settle(server);
  bureau = await person(server, 'bureau', { divisionCode: COUNTY });
  otherBureau = await person(server, 'bureau', { divisionCode: OTHER_COUNTY });
  lead = await person(server, 'lead', { merchantIds: [a.merchantId] });
});
afterAll(() => server.close());

async function newSeller(divisionCode: string, originDivisionCode: string): Promise<Seller> {
  const { id: merchantId } = await operator.make('/api/v1/merchants', { name: '合作社', kind: 'cooperative', divisionCode });
  const product = { merchantId, name: '潞党参', category: 'herb.lu-dangshen', originDivisionCode, isAgricultural: true };
  return { merchantId, productId: (await operator.make('/api/v1/products', product)).id };
}

async function newSession({ merchantId }: Seller, day: string, more: object = {}, program = operator): Promise<string> {
  const times = { startedAt: `${day}T10:00:00+08:00`, endedAt: `${day}T14:00:00+08:00` };
  return (await program.make('/api/v1/live-sessions', { merchantId, title: `${day} 专场`, ...times, ...more })).id;
}

async function sell({ merchantId, productId }: Seller, day: string, amounts: readonly number[], liveSessionId?: string): Promise<string> {
  const lines = amounts.map((paidFen) => ({ productId, quantity: 1, paidFen }));
  return (await operator.make('/api/v1/orders', { merchantId, liveSessionId, paidAt: `${day}T12:00:00+08:00`, lines })).id;
}

async function newCampaign(more: object, program = operator): Promise<string> {
  const campaign = { kind: 'festival', ...DAYS, ownerCode: '1406', areaCodes: ['1406'], ...more };
  return (await program.make('/api/v1/campaigns', campaign)).id;
}

const report = (program: OutsideProgram, id = festival, basis = 'merchant') =>
  program.read<CampaignReportDto>(`/api/v1/campaigns/${id}/report?basis=${basis}`);
const numbersOf = ({ numbers }: CampaignReportDto) => Object.fromEntries(numbers.map(({ metric, value }) => [metric, value]));
const paidBy = (rows: readonly ReportRowDto[]) => rows.map(({ key, isRest, paidFen }) => [isRest ? 'rest' : key, paidFen]);
const comparison = ({ comparisons }: CampaignReportDto, kind: string) => comparisons.find((one) => one.kind === kind);
const ranking = (program: OutsideProgram, more = '') =>
  program.read<RankingDto>(`/api/v1/rankings/campaigns?from=2025-02-01&to=2025-02-28&${more}`);

describe('The report card', () => {
  it('has the four numbers of the press, each with its code, days and time, and definitions', async () => {
    const card = await report(operator);
    expect(numbersOf(card)).toEqual({
      sessions_held: 5,
      popularity: 42_000_000,
      views: 120,
      gmv_paid: 7_600_000,
      refund_amt: 100_000,
      net_paid: 7_500_000,
      products_sold: 5,
    });
    expect(card.numbers.find(({ metric }) => metric === 'views')).toMatchObject({ sessions: 2, range: DAYS, asOf: card.asOf });
    expect(new Set(card.metrics.map(({ code }) => code))).toEqual(new Set(card.numbers.map(({ metric }) => metric)));
    expect(card).not.toHaveProperty('sellers');
  });

  it('adds up by the sellers’ county, by origin, by partner and by merchant', async () => {
    const card = await report(operator);
    expect(paidBy(card.areas)).toEqual([
      [COUNTY, 7_000_000],
      [OTHER_COUNTY, 600_000],
    ]);
    expect(paidBy((await report(operator, festival, 'origin')).areas)).toEqual([
      [COUNTY, 7_200_000],
      [OTHER_COUNTY, 400_000],
    ]);
    expect(paidBy(card.partners)).toEqual([
      ['供销社', 6_100_000],
      [null, 1_500_000],
    ]);
    expect(card.merchants).toHaveLength(5);
    expect(card.areas[0]).toMatchObject({ name: '怀仁市', sessions: 2, products: 2, refundedFen: 100_000, netFen: 6_900_000, lines: 2 });
  });

  it('compares with the same weekdays of the four weeks before, all that its merchants sold', async () => {
    expect(comparison(await report(operator), 'baseline-weeks')).toMatchObject({
      range: DAYS,
      comparedRange: { from: '2025-01-06', to: '2025-02-02' },
      paid: { value: 8_000_000, base: 1_000_000, growth: { kind: 'rate', rate: 7 } },
      net: { value: 7_900_000, base: 1_000_000 },
      missing: null,
    });
  });

  it('compares with the edition before, and by the lunar calendar', async () => {
    const card = await report(operator);
    expect(comparison(card, 'last-edition')).toMatchObject({
      comparedRange: EDITION_BEFORE,
      comparedCampaign: { name: '2024 潞党参节' },
      net: { value: 7_500_000, base: 2_000_000, growth: { kind: 'rate', rate: 2.75 } },
    });
    expect(comparison(card, 'lunar-year')).toMatchObject({
      comparedRange: { from: '2024-02-15', to: '2024-02-21' },
      paid: { value: 8_000_000, base: 2_000_000, growth: { kind: 'rate', rate: 3 } },
    });
    const other = await report(operator, rivals);
    expect(comparison(other, 'lunar-year')).toBeUndefined();
    expect(comparison(other, 'last-edition')).toMatchObject({ missing: 'no-edition', net: null });
  });

  it('leaves as a file with all its tables under its definition, and that is recorded', async () => {
    const path = `/api/v1/campaigns/${festival}/report/export?basis=merchant`;
    const { body } = await operator.ask<string>('GET', path);
    const rows = parseCsv(body).map((row) => row.map(String));
    expect(rows[0]?.[0]).toBe('2025 潞党参节 · 活动成绩单');
    expect(rows).toEqual(
      expect.arrayContaining([
        ['按主体所在县', `${COUNTY}\t`, '怀仁市', '2', '2', '70000.00', '1000.00', '69000.00', '', '', ''],
        ['比前四周 2025-01-06 — 2025-02-02', '', '成交（元）', '', '', '80000.00', '', '', '', '10000.00', '700.00'],
      ]),
    );
    const { items } = await operator.read<Page<object>>('/api/v1/audit-events?action=Campaign_download');
    expect(items).toMatchObject([{ resource: 'campaign', resourceId: festival, after: { basis: 'merchant', format: 'csv' } }]);
  });

  it('has not begun before it begins', async () => {
    const future = await newCampaign({ name: '以后', from: '2099-01-01', to: '2099-01-03' });
    const card = await report(operator, future);
    expect(numbersOf(card)).toMatchObject({ sessions_held: 0, gmv_paid: 0, views: null });
    expect(card.comparisons.map(({ missing }) => missing)).toEqual(['not-begun', 'not-begun', 'not-begun']);
  });
});

describe('To whom it tells what', () => {
  it('a bureau is told the whole where at least three others sold; a county of fewer goes into the rest', async () => {
    const card = await report(bureau);
    expect(card).not.toHaveProperty('sellers');
    expect(numbersOf(card)).toMatchObject({ gmv_paid: 7_600_000, sessions_held: 5 });
    expect(paidBy(card.areas)).toEqual([
      [COUNTY, 7_000_000],
      [OTHER_COUNTY, 600_000],
    ]);
    expect(card.merchants).toHaveLength(2);
    expect(paidBy((await report(bureau, festival, 'origin')).areas)).toEqual([['rest', 7_600_000]]);
    expect(paidBy(card.partners)).toEqual([['rest', 7_600_000]]);
  });

  it('where only two others sold it is told of its own', async () => {
    const card = await report(otherBureau);
    expect(card).toMatchObject({ sellers: 'own', merchants: [{}, {}, {}] });
    expect(numbersOf(card)).toMatchObject({ gmv_paid: 600_000, sessions_held: 3, views: null });
    expect(paidBy(card.areas)).toEqual([[OTHER_COUNTY, 600_000]]);
    expect(comparison(card, 'baseline-weeks')).toMatchObject({
      sellers: 'own',
      paid: { value: 600_000, base: 0, growth: { kind: 'new' } },
    });
    expect(JSON.stringify(card)).not.toContain('8000000');
  });

  it('a merchant is told of its own', async () => {
    const card = await report(lead);
    expect(card).toMatchObject({ sellers: 'own', merchants: [{ key: a.merchantId, paidFen: 6_000_000 }] });
    expect(numbersOf(card)).toMatchObject({ gmv_paid: 6_000_000, sessions_held: 1 });
    const list = await lead.read<Page<{ liveSessionId: string }>>(`/api/v1/campaigns/${festival}/sessions`);
    expect(list.items.map(({ liveSessionId }) => liveSessionId)).toEqual([sessions.a]);
  });

  it('a merchant of another province sees no such campaign', async () => {
    const stranger = await person(server, 'lead', { merchantIds: [(await newSeller('140226100213', '140226100213')).merchantId] });
    expect((await stranger.ask('GET', `/api/v1/campaigns/${festival}/report`)).status).toBe(404);
    expect((await stranger.read<Page<object>>('/api/v1/campaigns')).items).toEqual([]);
  });
});

describe('The life of a campaign', () => {
  const body = { kind: 'own', ...DAYS, name: '县里的', ownerCode: COUNTY, areaCodes: [COUNTY] };

  it('a bureau keeps one inside its division, and no other', async () => {
    const id = await newCampaign(body, bureau);
    for (const beyond of [{ ownerCode: OTHER_COUNTY }, { areaCodes: [COUNTY, OTHER_COUNTY] }, { ownerCode: '1406' }]) {
      expect(await bureau.refused('POST', '/api/v1/campaigns', { ...body, ...beyond })).toMatchObject({ code: 'auth.out-of-scope' });
      expect(await bureau.refused('PATCH', `/api/v1/campaigns/${id}`, beyond)).toMatchObject({ code: 'auth.out-of-scope' });
    }
    expect(await otherBureau.refused('PATCH', `/api/v1/campaigns/${id}`, { name: '抢' })).toMatchObject({ code: 'auth.out-of-scope' });
    expect(await otherBureau.refused('POST', `/api/v1/campaigns/${id}/archive`)).toMatchObject({ code: 'auth.out-of-scope' });
    expect(await bureau.must(200, 'PATCH', `/api/v1/campaigns/${id}`, { label: '三晋优品', isOpen: null })).toMatchObject({
      label: '三晋优品',
      isOpen: false,
    });
    expect(await bureau.refused('POST', `/api/v1/campaigns/${id}/sessions`, { liveSessionIds: [sessions.e] })).toMatchObject({
      errors: [{ pointer: '/liveSessionIds/0', code: 'campaigns.unknown-session' }],
    });
    await bureau.must(200, 'POST', `/api/v1/campaigns/${id}/archive`);
    const { items } = await bureau.read<Page<{ id: string }>>('/api/v1/campaigns?state=ended');
    expect(items.map((item) => item.id)).toEqual(expect.arrayContaining([festival, rivals]));
    expect(items.map((item) => item.id)).not.toContain(id);
  });

  it.each([
    [{ from: '2025-03-01' }, '/from', 'campaigns.range'],
    [{ to: '2026-12-01' }, '/to', 'campaigns.too-long'],
    [{ areaCodes: ['14', '99'] }, '/areaCodes/1', 'divisions.unknown'],
    [{ partners: [{ name: '甲' }, { name: '甲' }] }, '/partners/1/name', 'campaigns.partner-twice'],
  ])('%j is refused at %s', async (wrong, pointer, code) => {
    const problem = await operator.refused('PATCH', `/api/v1/campaigns/${rivals}`, wrong);
    expect(problem.errors?.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]]);
  });

  it('a merchant adds sessions of its own to one that is open, on its days', async () => {
    const open = await newCampaign({ ...body, name: '开放的', isOpen: true });
    const join = (session: string, campaignId: string) =>
      lead.ask('POST', `/api/v1/live-sessions/${session}/join-campaign`, { campaignId });
    expect((await join(sessions.a, open)).body).toEqual({ added: 1, changed: 0 });
    expect((await join(sessions.a, open)).body).toEqual({ added: 0, changed: 0 });
    expect(await join(sessions.a, rivals)).toMatchObject({ status: 409, body: { code: 'campaigns.closed' } });
    expect((await join(sessions.b, open)).status).toBe(404);
    const late = await newSession(a, '2025-02-10', {}, lead);
    expect(await join(late, open)).toMatchObject({ status: 400, body: { code: 'campaigns.session-outside-days' } });
    expect(numbersOf(await report(bureau, open))).toMatchObject({ sessions_held: 1, gmv_paid: 6_000_000 });
    await lead.must(200, 'POST', `/api/v1/live-sessions/${sessions.a}/leave-campaign`, { campaignId: open });
    expect(numbersOf(await report(bureau, open))).toMatchObject({ sessions_held: 0, gmv_paid: 0 });
    await operator.must(200, 'POST', `/api/v1/campaigns/${open}/archive`);
  });
});

describe('The ranking of campaigns', () => {
  it('counts a session once, for the campaign made first, and adds up', async () => {
    const { items, total, unallocated } = await ranking(operator);
    expect(numbersOf(await report(operator, rivals))).toMatchObject({ sessions_held: 2, gmv_paid: 7_000_000, refund_amt: 100_000 });
    expect(items).toMatchObject([{ id: festival, name: '2025 潞党参节', rank: 1, paidFen: 7_600_000, refundedFen: 100_000, orders: 5 }]);
    expect([total.paidFen, unallocated.paidFen]).toEqual([8_000_000, 400_000]);
    expect((await ranking(operator, `within=${OTHER_COUNTY}&basis=merchant`)).total.paidFen).toBe(600_000);
    expect(await ranking(bureau)).toMatchObject({ sellers: 'own', items: [{ id: festival, paidFen: 7_000_000 }] });
  });

  it('refuses to explain one of its numbers, and says so', async () => {
    const problem = await operator.refused('GET', `/api/v1/explain?subject=campaigns&id=${festival}&from=2025-02-01&to=2025-02-28`);
    expect(problem).toMatchObject({ status: 400, code: 'explain.unsupported-filter' });
  });

  it('of one that is archived leaves its sessions to the next', async () => {
    await operator.must(200, 'POST', `/api/v1/campaigns/${festival}/archive`);
    const { items, total, unallocated } = await ranking(operator);
    expect(items).toMatchObject([{ id: rivals, paidFen: 7_000_000 }]);
    expect([total.paidFen, unallocated.paidFen]).toEqual([8_000_000, 1_000_000]);
  });
});
