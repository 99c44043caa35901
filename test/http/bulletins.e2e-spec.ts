import { readXlsx } from 'hucre/xlsx';
import { businessDayOf } from '../../src/kernel/business-day.js';
import type { RankingDto } from '../../src/modules/rankings/ranking.dto.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { type Bulletin, bulletinAt, type Office, office, refund, sale, type Seller, seller, settle } from './bulletin-world.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, OTHER_COUNTY } from './sample-merchant.js';

const [JINSHATAN, MAOJIAZAO, YUNZHONG] = ['140681102', '140681103', '140681001'];
const VILLAGE = '140681102201';
const MONTH = '2025-10';
const RANGE = { from: '2025-10-01', to: '2025-10-31' };
const SECRET_NAME = '不公开的合作社';

let server: TestApp;
let operator: OutsideProgram;
let huairen: Office;
let own: Seller;
let others: Record<'newcomer' | 'outside' | 'second' | 'third', Seller>;
let bulletin: Bulletin;

beforeAll(async () => {
  server = await startTestApp();
  operator = new OutsideProgram(server);
  huairen = await office(server, COUNTY);
  own = await seller(operator, SECRET_NAME, VILLAGE, VILLAGE);
  others = {
    newcomer: await seller(operator, SECRET_NAME, VILLAGE, VILLAGE),
    outside: await seller(operator, SECRET_NAME, OTHER_COUNTY, VILLAGE),
    second: await seller(operator, SECRET_NAME, `${MAOJIAZAO}`, `${MAOJIAZAO}`),
    third: await seller(operator, SECRET_NAME, `${YUNZHONG}`, `${YUNZHONG}`),
  };
  for (const day of ['02', '04', '06', '08', '10']) await sale(operator, own, `2024-10-${day}`, 400_000);
  for (const day of ['02', '04', '06', '08', '10']) await sale(operator, others.second, `2024-10-${day}`, 500_000);
  await sale(operator, own, '2025-09-03', 100_000);
  await sale(operator, others.second, '2025-09-03', 900_000);
  const order = await sale(operator, own, '2025-10-05', 5_000_000);
  await refund(operator, order, '2025-10-20', 500_000);
  await sale(operator, others.newcomer, '2025-10-06', 300_000);
  await sale(operator, others.outside, '2025-10-07', 200_000);
  await sale(operator, others.second, '2025-10-08', 2_000_000);
  await sale(operator, others.third, '2025-10-09', 1_000);
  await settle(server);
});
afterAll(() => server.close());

const at = (id: string): string => `/api/v1/bulletins/${id}`;
const codeOf = async (who: OutsideProgram, method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) =>
  (await who.refused(method, path, body)).code;

describe('A draft', () => {
  it('says of each member what the ranking says', async () => {
    bulletin = await huairen.drafter.make<Bulletin>('/api/v1/bulletins', {
      divisionCode: COUNTY,
      month: MONTH,
      number: '怀商通报〔2025〕11号',
    });
    const query = (from: string) => `/api/v1/rankings/townships?from=${from}&to=${RANGE.to}&within=${COUNTY}`;
    const [month, cumulative] = [await operator.read<RankingDto>(query(RANGE.from)), await operator.read<RankingDto>(query('2025-01-01'))];
    const { figures } = bulletin;
    expect(month.items).toHaveLength(3);
    for (const { id, rank, previousRank, share, paidFen, refundedFen, netFen, orders, growth } of month.items) {
      const member = figures.members.find((each) => each.id === id);
      expect(member).toMatchObject({ rank, previousRank, share, month: { paidFen, refundedFen, netFen, orders, growth } });
      const whole = cumulative.items.find((each) => each.id === id);
      expect(member?.cumulative).toMatchObject({ netFen: whole?.netFen, growth: whole?.growth });
    }
    expect(figures.total).toMatchObject({ netFen: month.total.netFen, orders: month.total.orders });
    expect(figures).toMatchObject({ range: RANGE, comparedRange: month.comparedRange, unallocated: { netFen: month.unallocated.netFen } });
    expect(figures.members.length).toBeGreaterThan(10);
    expect(figures.members[0]).toMatchObject({ id: JINSHATAN, rank: 1, lastMonthRank: 2, previousRank: 2, sellers: 3 });
  });

  it('knows who moved, and what those sold that were there in both years, sellers from elsewhere included', () => {
    const { movers, scope } = bulletin.figures;
    expect(movers.risers).toMatchObject([{ id: JINSHATAN, before: 2, now: 1 }]);
    expect(movers.fallers).toMatchObject([{ id: MAOJIAZAO, before: 1, now: 2 }]);
    expect([movers.fastest.map(({ id }) => id), movers.slowest.map(({ id }) => id)]).toEqual([[JINSHATAN], [MAOJIAZAO]]);
    expect(scope).toMatchObject({ sellers: 5, baseSellers: 2, comparableSellers: 2, netFen: 6_500_000, baseNetFen: 4_500_000 });
  });

  it('is worded as statistics are', () => {
    expect(bulletin.title).toBe('关于2025年10月怀仁市直播电商销售情况的通报');
    expect(bulletin.body).toContain('净成交7.0万元，同比增长55.6%');
    expect(bulletin.body).toContain('金沙滩镇（是上年同期的250.0%）');
    expect(bulletin.body).toContain('有销售的经营主体5家（上年同期2家）');
    expect(bulletin.body).toContain('两期都在册或有销售的2家，可比口径净成交6.5万元，同比增长44.4%');
    expect(bulletin.body).not.toMatch(/高[\d.]+%|NaN|undefined|null/);
    expect(bulletin.bodyEn).toContain('comparable scope CNY 65,000.00, up 44.4%');
    expect(bulletin.bodyEn.replace(/[\p{Script=Han}（）]+/gu, '')).not.toMatch(/undefined|NaN|null/);
  });

  it('is of a closed month, of the bureau itself, and once', async () => {
    const make = (who: OutsideProgram, body: object) => codeOf(who, 'POST', '/api/v1/bulletins', body);
    const running = businessDayOf(new Date()).slice(0, 7);
    expect(await make(huairen.drafter, { divisionCode: COUNTY, month: running })).toBe('bulletins.month-open');
    expect(await make(huairen.drafter, { divisionCode: COUNTY, month: MONTH })).toBe('bulletins.exists');
    expect(await make(huairen.drafter, { divisionCode: OTHER_COUNTY, month: MONTH })).toBe('bulletins.not-yours');
    expect(await make(await person(server, 'bureau', { divisionCode: '1406' }), { divisionCode: COUNTY, month: MONTH })).toBe(
      'bulletins.not-yours',
    );
    expect(await make(operator, { divisionCode: '140681999', month: MONTH })).toBe('divisions.unknown');
  });

  it('is nobody’s outside', async () => {
    const outside = await person(server, 'bureau', { divisionCode: OTHER_COUNTY });
    expect(await codeOf(outside, 'GET', at(bulletin.id))).toBe('bulletins.not-found');
    expect((await outside.read<Page<unknown>>('/api/v1/bulletins')).items).toEqual([]);
    const lead = await person(server, 'lead', { merchantIds: [own.merchantId] });
    expect(await codeOf(lead, 'GET', at(bulletin.id))).toBe('auth.forbidden');
  });
});

describe('On its way', () => {
  it('a bulletin is changed as it was seen only', async () => {
    const { headers } = await huairen.drafter.ask('GET', at(bulletin.id));
    const edited = await huairen.drafter.ask('PATCH', at(bulletin.id), { body: '一稿' }, { 'if-match': String(headers.etag) });
    expect(edited.status).toBe(200);
    const late = await huairen.drafter.refused('PATCH', at(bulletin.id), { body: '二稿' }, { 'if-match': String(headers.etag) });
    expect(late.code).toBe('http.changed-meanwhile');
    const again = await huairen.drafter.must<Bulletin>(200, 'POST', `${at(bulletin.id)}/recompute`, {});
    expect({ body: again.body, number: again.number }).toEqual({ body: bulletin.body, number: bulletin.number });
  });

  it('it passes through the hands of three people', async () => {
    const path = at(bulletin.id);
    expect(await codeOf(huairen.drafter, 'POST', `${path}/check`, {})).toBe('bulletins.same-person');
    expect(await codeOf(huairen.issuer, 'POST', `${path}/issue`, { isPublic: true })).toBe('bulletins.wrong-state');
    const editor = await person(server, 'bureau', { divisionCode: COUNTY });
    await editor.must(200, 'PATCH', path, { body: bulletin.body });
    expect(await codeOf(editor, 'POST', `${path}/check`, {})).toBe('bulletins.same-person');
    await huairen.checker.must(200, 'POST', `${path}/check`, {});
    expect(await codeOf(huairen.drafter, 'PATCH', path, { body: '改' })).toBe('bulletins.wrong-state');
    for (const who of [huairen.drafter, editor, huairen.checker])
      expect(await codeOf(who, 'POST', `${path}/issue`, { isPublic: true })).toBe('bulletins.same-person');
    bulletin = await huairen.issuer.must<Bulletin>(200, 'POST', `${path}/issue`, { isPublic: true });
    expect(bulletin).toMatchObject({ state: 'issued', version: 1, number: '怀商通报〔2025〕11号', copies: [{ version: 1, reason: null }] });
  });

  it('the database asks for other people, and for the right order, too', async () => {
    const draft = await bulletinAt('draft', huairen, { divisionCode: COUNTY, month: '2025-08' });
    const attempts: readonly [string, RegExp][] = [
      ["state = 'checked', checker_id = author_ids[1], checked_by = 'x', checked_at = now()", /bulletin_checked_by_another/],
      ["state = 'issued'", /cannot become issued/],
      ['month = month - 1', /about something else|violates check/],
    ];
    for (const [change, refusal] of attempts)
      await expect(server.sql(`update bulletin set ${change} where id = $1`, [draft.id])).rejects.toThrow(refusal);
    await huairen.drafter.must(200, 'POST', `${at(draft.id)}/withdraw`, { reason: '重做' });
    expect(await codeOf(huairen.checker, 'POST', `${at(draft.id)}/check`, {})).toBe('bulletins.wrong-state');
    await bulletinAt('draft', huairen, { divisionCode: COUNTY, month: '2025-08' });
  });
});

describe('What is issued', () => {
  let image: Bulletin;

  it('stays as it was, whatever comes later', async () => {
    image = await huairen.drafter.read<Bulletin>(at(bulletin.id));
    const order = await sale(operator, own, '2025-10-25', 3_000_000);
    await refund(operator, order, '2025-10-26', 1_000_000);
    await settle(server);
    expect(await huairen.drafter.read<Bulletin>(at(bulletin.id))).toEqual(image);
    const [{ may } = { may: true }] = await server.sql<{ may: boolean }>(
      "select has_table_privilege('cunbo_app', 'bulletin_copy', 'update, delete') as may",
    );
    expect(may).toBe(false);
    for (const statement of ["update bulletin_copy set title = 'x'", 'delete from bulletin_copy', 'truncate bulletin_copy'])
      await expect(server.sql(statement)).rejects.toThrow(/never changes/);
    await expect(server.sql("update bulletin set body = 'x' where id = $1", [bulletin.id])).rejects.toThrow(/fixed once it is checked/);
  });

  it('is compared with the ledger of now, and revised with a reason beside the old copy', async () => {
    const { items } = await huairen.drafter.read<{ items: { of: string; period: string; field: string; issued: number; now: number }[] }>(
      `${at(bulletin.id)}/differences`,
    );
    const net = items.filter(({ field, period }) => field === 'netFen' && period === 'month');
    expect(net).toMatchObject([
      { of: 'total', issued: 7_001_000, now: 9_001_000 },
      { of: JINSHATAN, issued: 5_000_000, now: 7_000_000 },
    ]);
    const revised = await huairen.drafter.make<Bulletin>(`${at(bulletin.id)}/revisions`, { reason: '迟到的订单' });
    expect(revised).toMatchObject({ version: 2, figures: { total: { netFen: 9_001_000 } } });
    const whole = await huairen.drafter.read<Bulletin>(at(bulletin.id));
    expect(whole).toEqual({
      ...image,
      copies: [
        ...image.copies,
        { version: 2, reason: '迟到的订单', madeBy: expect.any(String) as string, madeAt: expect.any(String) as string },
      ],
    });
    expect(await huairen.drafter.read<Bulletin>(`${at(bulletin.id)}?version=2`)).toEqual(revised);
    expect(await codeOf(huairen.drafter, 'POST', `${at(bulletin.id)}/revisions`, { reason: '再来' })).toBe('bulletins.nothing-differs');
    expect(await codeOf(huairen.drafter, 'GET', `${at(bulletin.id)}?version=3`)).toBe('bulletins.unknown-version');
  });

  it('is read in the province, made by nobody else, and marks the figures it covers', async () => {
    const outside = await person(server, 'bureau', { divisionCode: OTHER_COUNTY });
    expect((await outside.read<Page<{ id: string }>>('/api/v1/bulletins')).items.map(({ id }) => id)).toEqual([bulletin.id]);
    expect(await codeOf(outside, 'POST', `${at(bulletin.id)}/freeze`, {})).toBe('bulletins.not-yours');
    expect(await codeOf(outside, 'POST', `${at(bulletin.id)}/links`, { recipient: '我' })).toBe('bulletins.not-yours');
    const lead = await person(server, 'lead', { merchantIds: [own.merchantId] });
    const covered = (query: string) => lead.read<{ isCovered: boolean; isFrozen: boolean }>(`/api/v1/bulletins/coverage?${query}`);
    expect(await covered(`divisionCode=${COUNTY}&from=2025-10-05&to=2025-10-31`)).toMatchObject({ isCovered: true, isFrozen: false });
    await huairen.issuer.must(200, 'POST', `${at(bulletin.id)}/freeze`, {});
    expect(await covered(`divisionCode=${JINSHATAN}&from=2025-10-05&to=2025-10-31`)).toMatchObject({ isCovered: true, isFrozen: true });
    expect(await covered(`divisionCode=${COUNTY}&from=2025-10-05&to=2025-11-01`)).toMatchObject({ isCovered: false, isFrozen: false });
    const villages = (to: string) => huairen.drafter.read(`/api/v1/rankings/villages?within=${COUNTY}&from=2025-10-05&to=${to}`);
    expect(await villages('2025-10-31')).toHaveProperty('issued', true);
    expect(await villages('2025-11-01')).not.toHaveProperty('issued');
    expect(await codeOf(huairen.issuer, 'POST', `${at(bulletin.id)}/withdraw`, { reason: '晚了' })).toBe('bulletins.wrong-state');
  });

  it('leaves in the record who did each step', async () => {
    const events = await operator.read<Page<{ action: string; actor: { username: string } }>>(
      `/api/v1/audit-events?resource=bulletin&resourceId=${bulletin.id}&limit=50`,
    );
    const steps = events.items.map(({ action }) => action.replace('Bulletin_', '')).reverse();
    expect(steps).toEqual(['create', 'edit', 'recompute', 'edit', 'check', 'issue', 'freeze']);
  });
});

describe('A recipient', () => {
  const open = (token: string) =>
    operator.ask<Bulletin & { code: string }>('POST', '/api/v1/bulletins/open', { token }, { authorization: '' });
  const link = async () => {
    const made = await huairen.issuer.make<{ id: string; url: string }>(`${at(bulletin.id)}/links`, { recipient: '市商务局', days: 7 });
    return { id: made.id, token: new URL(made.url).hash.slice(1) };
  };

  it('reads the latest copy and its revisions by a link, until it is revoked or over', async () => {
    const { id, token } = await link();
    expect((await open(token)).body).toMatchObject({
      version: 2,
      figures: { total: { netFen: 9_001_000 } },
      copies: [{ version: 1 }, { reason: '迟到的订单' }],
    });
    expect(JSON.stringify((await open(token)).body)).not.toContain(SECRET_NAME);
    expect((await open('x'.repeat(43))).body.code).toBe('bulletins.link-void');
    const kept = await server.sql<{ text: string }>(
      'select bulletin_link::text as text from bulletin_link union all select audit_event::text from audit_event',
    );
    expect(kept.some(({ text }) => text.includes(token))).toBe(false);
    await huairen.issuer.must(204, 'DELETE', `${at(bulletin.id)}/links/${id}`);
    expect((await open(token)).body.code).toBe('bulletins.link-void');
    const late = await link();
    await server.sql("update bulletin_link set expires_at = now() - interval '1 second' where id = $1", [late.id]);
    expect((await open(late.token)).body.code).toBe('bulletins.link-void');
  });

  it('gets it as PDF and as a workbook with figures', async () => {
    const { token } = await link();
    const file = (format: string) =>
      server.app.inject({
        method: 'POST',
        url: '/api/v1/bulletins/open/file',
        headers: { 'content-type': 'application/json' },
        payload: { token, format },
      });
    const pdf = await file('pdf');
    expect([pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    expect(decodeURIComponent(String(pdf.headers['content-disposition']))).toContain('怀仁市直播电商销售情况的通报.pdf');
    const { sheets } = await readXlsx((await file('xlsx')).rawPayload);
    const row = sheets[0]?.rows.find((cells) => cells.includes('金沙滩镇'));
    expect(row).toEqual(expect.arrayContaining([1, 85_000, 15_000, 70_000]));
  });
});

describe('The public page', () => {
  const ask = <Body>(path: string) => operator.ask<Body>('GET', `/api/v1/public/bulletins${path}`, undefined, { authorization: '' });
  type Figures = {
    figures: { total: { netFen: number }; members: { id: string; isWithheld: boolean; month: { netFen: number } | null }[] };
  };

  it('is not there until it is switched on', async () => {
    for (const path of ['', `/${bulletin.id}`])
      expect((await ask(path)).body).toMatchObject({ status: 404, code: 'bulletins.no-public-page' });
  });

  it('tells the figures of issued bulletins that are marked public, and nothing of anybody', async () => {
    const hidden = await bulletinAt('issued', huairen, { divisionCode: COUNTY, month: '2025-07' });
    const taken = await bulletinAt('issued', huairen, { divisionCode: COUNTY, month: '2025-06' }, { isPublic: true });
    const draft = await bulletinAt('draft', huairen, { divisionCode: COUNTY, month: '2025-05' });
    await huairen.issuer.must(200, 'POST', `${at(taken.id)}/withdraw`, { reason: '有误' });
    await operator.must(200, 'PUT', '/api/v1/public-page', { isOn: true, title: '怀仁市商务局' });
    const list = await ask<{ title: string; items: { id: string }[] }>('');
    expect(list.body).toMatchObject({ title: '怀仁市商务局', items: [{ id: bulletin.id, version: 2 }] });
    expect(list.body.items).toHaveLength(1);
    for (const { id } of [hidden, taken, draft]) expect((await ask(`/${id}`)).status).toBe(404);
    const { body } = await ask<Figures>(`/${bulletin.id}`);
    const member = (id: string) => body.figures.members.find((each) => each.id === id);
    expect(body.figures.total.netFen).toBe(9_001_000);
    expect(member(JINSHATAN)).toMatchObject({ isWithheld: false, month: { netFen: 7_000_000 }, sellers: 3 });
    for (const id of [MAOJIAZAO, YUNZHONG]) expect(member(id)).toMatchObject({ isWithheld: true, month: null, sellers: null });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${SECRET_NAME}|drafted|body`));
    await operator.must(200, 'PUT', '/api/v1/public-page', { isOn: false, title: '' });
    expect((await ask(`/${bulletin.id}`)).status).toBe(404);
  });
});

describe('Festivals', () => {
  it('are compared on the same lunar days of two years, and the calendar takes newer ones', async () => {
    await sale(operator, own, '2025-01-07', 2_000_000);
    await sale(operator, own, '2024-01-18', 1_000_000);
    for (const day of ['19', '20', '21', '22']) await sale(operator, own, `2024-01-${day}`, 100_000);
    await sale(operator, own, '2024-01-17', 7_000_000);
    await settle(server);
    const path = `/api/v1/festival-comparison?divisionCode=${COUNTY}&year=2025`;
    const compared = await huairen.drafter.read<{ growth: unknown }>(path);
    expect(compared).toMatchObject({
      range: { from: '2025-01-07', to: '2025-02-12' },
      comparedRange: { from: '2024-01-18', to: '2024-02-24' },
      days: 37,
      comparedDays: 38,
      netFen: 2_000_000,
      baseNetFen: 1_400_000,
      growth: { kind: 'rate' },
    });
    const { figures, body } = await bulletinAt('draft', huairen, { divisionCode: COUNTY, month: '2025-02' });
    expect(figures.festival).toMatchObject({ netFen: 2_000_000, baseNetFen: 1_400_000 });
    expect(figures.total.growth?.kind).toBe('not-comparable');
    expect(body).toContain('比上年同一农历时段增长42.9%');
    expect(await codeOf(huairen.drafter, 'GET', path.replace('2025', '2040'))).toBe('festivals.unknown');
    const imported = { festivals: [{ festival: 'lantern', year: 2025, firstDay: '2025-02-10', lastDay: '2025-02-10' }] };
    expect(await operator.must(200, 'POST', '/api/v1/festivals', imported)).toEqual({ changed: 1, unchanged: 0 });
    expect(await huairen.drafter.read(path)).toMatchObject({ range: { to: '2025-02-10' } });
    expect((await huairen.drafter.refused('POST', '/api/v1/festivals', imported)).code).toBe('auth.forbidden');
  });
});
