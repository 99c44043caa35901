import { startTestApp, type TestApp } from '../support/test-app.js';
import { Browser, nextAddress } from './browser.js';
import { OutsideProgram, type Page, type Problem, type Reply } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, OTHER_COUNTY, VILLAGE } from './sample-merchant.js';

const PASSWORD = 'lamps along the river';
const HOUR_MS = 3_600_000;

interface Application {
  readonly id: string;
  readonly state: string;
  readonly merchantId: string | null;
  readonly accountId: string | null;
}

let server: TestApp;
let operator: OutsideProgram;
let bureau: OutsideProgram;
let now = new Date('2026-11-22T00:00:00Z');
beforeAll(async () => {
  server = await startTestApp({ now: () => now });
  operator = new OutsideProgram(server);
  bureau = await person(server, 'bureau', { divisionCode: COUNTY });
});
afterAll(() => server.close());

const PATH = '/api/v1/merchant-applications';
const form = (username: string, more: object = {}) => ({
  name: `${username} 合作社`,
  kind: 'cooperative',
  divisionCode: VILLAGE,
  contactName: '王秀兰',
  username,
  password: PASSWORD,
  note: '电话 13900000000',
  ...more,
});
const apply = (username: string, more: object = {}): Promise<Reply<Problem & { id: string }>> =>
  new Browser(server).ask('POST', PATH, form(username, more));
const applied = async (username: string, more: object = {}): Promise<string> => {
  const { status, body } = await apply(username, more);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  expect(Object.keys(body)).toEqual(['id']);
  return body.id;
};
const listed = async (who: OutsideProgram, state: string) => (await who.read<Page<Application>>(`${PATH}?limit=500&state=${state}`)).items;
const decide = (who: OutsideProgram, id: string, decision: 'approve' | 'refuse') =>
  who.ask<Application & Problem>('POST', `${PATH}/${id}/${decision}`, decision === 'refuse' ? { reason: '不在本县' } : undefined);
const signIn = (username: string) => new Browser(server).signIn({ username, password: PASSWORD });
const rowOf = async (id: string) =>
  (await server.sql<Record<string, unknown>>('select * from merchant_application where id = $1', [id]))[0]!;

describe('An application', () => {
  it('that is approved makes the merchant and the account of its lead', async () => {
    const id = await applied('approved');
    expect((await signIn('approved')).status).toBe(401);
    const merchantsBefore = (await server.sql('select id from merchant')).length;
    const { status, body } = await decide(bureau, id, 'approve');
    expect([status, body]).toMatchObject([200, { id, state: 'approved', decidedAt: '2026-11-22T08:00:00+08:00', username: 'approved' }]);
    expect(JSON.stringify(body)).not.toContain('argon2');

    const browser = await Browser.signedIn(server, { username: 'approved', password: PASSWORD });
    expect(await browser.must(200, 'GET', '/api/v1/auth/me')).toMatchObject({
      name: '王秀兰',
      role: 'lead',
      merchantIds: [body.merchantId],
      mustChangePassword: false,
    });
    expect(await browser.must(200, 'GET', `/api/v1/merchants/${body.merchantId}`)).toMatchObject({
      name: 'approved 合作社',
      kind: 'cooperative',
      divisionCode: VILLAGE,
    });
    expect((await server.sql('select id from merchant')).length).toBe(merchantsBefore + 1);
    expect((await browser.must<Page<{ platform: string }>>(200, 'GET', '/api/v1/shops')).items.map(({ platform }) => platform)).toEqual([
      'manual',
    ]);
    expect((await rowOf(id)).password_hash).toBeNull();
  });

  it('that is refused makes nothing, and is forgotten but for its reason', async () => {
    const id = await applied('refused');
    expect(await decide(operator, id, 'refuse')).toMatchObject({
      status: 200,
      body: { state: 'refused', reason: '不在本县', decidedBy: 'admin', username: null, contactName: null, note: null },
    });
    expect((await signIn('refused')).status).toBe(401);
    const row = JSON.stringify(await rowOf(id));
    for (const told of ['王秀兰', 'argon2', '13900000000', '"username":"refused"']) expect(row).not.toContain(told);
    expect((await apply('refused')).status).toBe(201);
  });

  it('is decided once, also when two decide at once', async () => {
    const id = await applied('twice');
    const replies = await Promise.all([decide(operator, id, 'approve'), decide(bureau, id, 'approve'), decide(operator, id, 'approve')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await decide(operator, id, 'refuse')).toMatchObject({ status: 409, body: { code: 'applications.decided' } });
    expect((await server.sql(`select id from merchant where name = 'twice 合作社'`)).length).toBe(1);
    expect((await server.sql(`select id from account where username = 'twice'`)).length).toBe(1);
  });

  it('whose username was given away meanwhile makes no merchant either', async () => {
    const id = await applied('given-away');
    await operator.make('/api/v1/accounts', { username: 'given-away', name: '李', role: 'auditor' });
    expect(await decide(bureau, id, 'approve')).toMatchObject({ status: 409, body: { code: 'accounts.name-taken' } });
    expect(await server.sql(`select id from merchant where name = 'given-away 合作社'`)).toEqual([]);
    expect((await rowOf(id)).state).toBe('waiting');
    expect((await decide(bureau, id, 'refuse')).status).toBe(200);
  });

  it('is refused at once where it cannot be', async () => {
    expect(await apply('admin')).toMatchObject({ status: 409, body: { code: 'accounts.name-taken' } });
    await applied('waiting');
    expect(await apply('waiting')).toMatchObject({ status: 409, body: { code: 'accounts.name-taken' } });
    expect(await apply('nowhere', { divisionCode: '149999' })).toMatchObject({ status: 400, body: { code: 'divisions.unknown' } });
    expect(await apply('poor', { password: 'Manchester2026' })).toMatchObject({ status: 400, body: { code: 'auth.password-is-known' } });
    expect(await apply('Poor Name')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/username' }] } });
  });

  it('of two at once for one username only one is taken', async () => {
    const replies = await Promise.all([apply('racer'), apply('racer'), apply('racer')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('A bureau', () => {
  it('registers merchants itself, inside its division', async () => {
    const merchant = (divisionCode: string) => ({ name: '新合作社', kind: 'company', divisionCode });
    const { id } = await bureau.make('/api/v1/merchants', merchant(VILLAGE));
    expect(await bureau.read(`/api/v1/merchants/${id}`)).toMatchObject({ id, divisionCode: VILLAGE });
    expect((await bureau.ask('POST', '/api/v1/merchants', merchant(OTHER_COUNTY))).status).toBe(403);
  });

  it('sees and decides those inside its division alone', async () => {
    const [inside, outside] = [await applied('inside'), await applied('outside', { divisionCode: OTHER_COUNTY })];
    const seen = (await listed(bureau, 'waiting')).map(({ id }) => id);
    expect([seen.includes(inside), seen.includes(outside)]).toEqual([true, false]);
    for (const decision of ['approve', 'refuse'] as const)
      expect(await decide(bureau, outside, decision)).toMatchObject({ status: 404, body: { code: 'applications.not-found' } });
    const all = (await listed(operator, 'waiting')).map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([inside, outside]));
    expect((await decide(operator, outside, 'approve')).status).toBe(200);
    expect((await listed(operator, 'approved')).map(({ id }) => id)).toContain(outside);
    expect((await listed(bureau, 'approved')).map(({ id }) => id)).not.toContain(outside);
  });
});

describe('Merchants’ people and auditors', () => {
  it('decide nothing', async () => {
    const id = await applied('undecided');
    const { merchantId } = (await listed(operator, 'approved'))[0]!;
    const lead = await person(server, 'lead', { merchantIds: [merchantId!] });
    const auditor = await person(server, 'auditor');
    expect((await lead.ask('GET', PATH)).status).toBe(403);
    for (const who of [lead, auditor])
      for (const decision of ['approve', 'refuse'] as const) expect((await decide(who, id, decision)).status).toBe(403);
  });
});

describe('An address', () => {
  it('applies five times an hour', async () => {
    const at = { 'x-forwarded-for': nextAddress(), authorization: '' };
    const next = (n: number) => server.request('POST', PATH, form(`often-${n}`), at);
    for (let n = 0; n < 5; n += 1) expect((await next(n)).status).toBe(201);
    expect(await next(5)).toMatchObject({ status: 429, body: { code: 'http.too-many' }, headers: { 'retry-after': '3600' } });
    now = new Date(now.getTime() + HOUR_MS);
    expect((await next(5)).status).toBe(201);
  });
});
