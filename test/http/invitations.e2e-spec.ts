import { startTestApp, type TestApp } from '../support/test-app.js';
import { Browser, nextAddress } from './browser.js';
import { OutsideProgram, type Page, type Problem, type Reply } from './outside-program.js';
import { person, type RoleName } from './people.js';
import { COUNTY, OTHER_COUNTY, registerMerchant, VILLAGE } from './sample-merchant.js';

const DAY_MS = 24 * 3_600_000;
const PASSWORD = 'lamps along the river';

interface Given {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
}

let server: TestApp;
let now = new Date('2026-11-22T00:00:00Z');
let near: string;
let far: string;
let nearHost: string;
let farHost: string;
let givers: Readonly<Record<RoleName, OutsideProgram>>;
beforeAll(async () => {
  server = await startTestApp({ now: () => now });
  const operator = new OutsideProgram(server);
  ({ merchantId: near, hostId: nearHost } = await registerMerchant(operator));
  far = (await operator.make('/api/v1/merchants', { name: '隔墙合作社', kind: 'company', divisionCode: OTHER_COUNTY })).id;
  farHost = (await operator.make('/api/v1/hosts', { merchantId: far, name: '隔墙主播' })).id;
  givers = {
    operator: await person(server, 'operator'),
    auditor: await person(server, 'auditor'),
    bureau: await person(server, 'bureau', { divisionCode: COUNTY }),
    lead: await person(server, 'lead', { merchantIds: [near] }),
    clerk: await person(server, 'clerk', { merchantIds: [near] }),
    host: await person(server, 'host', { hostIds: [nearHost] }),
  };
});
afterAll(() => server.close());

const CLERK = (merchantId: string): object => ({ role: 'clerk', name: '王秀兰', merchantIds: [merchantId] });
const give = (giver: OutsideProgram, body: object): Promise<Given> => giver.make<Given>('/api/v1/invitations', body);
const tokenOf = ({ url }: Given): string => url.split('#')[1] ?? '';
const asStranger = (path: string, body: object): Promise<Reply<Problem>> =>
  new Browser(server).ask<Problem>('POST', `/api/v1/invitations/${path}`, body);
const accept = (token: string, username: string, password = PASSWORD) => asStranger('accept', { token, username, password });
const accountsNamed = async (username: string): Promise<number> =>
  (await server.sql<{ id: string }>('select id from account where username = $1', [username])).length;
const VOID = { status: 404, body: { code: 'invitations.void' } };

describe('An invitation', () => {
  it('is looked at, accepted, and signed in with', async () => {
    const given = await give(givers.lead, CLERK(near));
    expect(given).toEqual({
      id: expect.any(String) as string,
      url: expect.stringMatching(/^http:\/\/localhost:3000\/invitation#[\w-]{43}$/) as string,
      ...{ role: 'clerk', name: '王秀兰', divisionCode: null, merchantIds: [near], hostIds: [] },
      ...{ createdAt: '2026-11-22T08:00:00+08:00', expiresAt: '2026-11-29T08:00:00+08:00', acceptedAt: null },
    });
    const token = tokenOf(given);
    const names = { divisionName: null, merchantNames: ['南家堡陶瓷合作社'], hostNames: [] };
    const content = { role: 'clerk', name: '王秀兰', ...names, expiresAt: given.expiresAt };
    expect(await asStranger('look', { token })).toMatchObject({ status: 200, body: content });
    expect(await accept(token, 'invited-clerk')).toMatchObject({
      status: 201,
      body: { username: 'invited-clerk', name: '王秀兰', role: 'clerk', merchantIds: [near], mustChangePassword: false },
    });
    const browser = await Browser.signedIn(server, { username: 'invited-clerk', password: PASSWORD });
    expect((await browser.must<Page<{ id: string }>>(200, 'GET', '/api/v1/merchants')).items.map(({ id }) => id)).toEqual([near]);
    const listed = (await givers.lead.read<Page<Given>>('/api/v1/invitations')).items.find(({ id }) => id === given.id);
    expect(listed).toMatchObject({ acceptedAt: '2026-11-22T08:00:00+08:00' });
    expect(listed).not.toHaveProperty('url');
  });

  it('to a host says whose sessions', async () => {
    const token = tokenOf(await give(givers.lead, { role: 'host', name: '张慧', hostIds: [nearHost] }));
    expect((await asStranger('look', { token })).body).toMatchObject({ role: 'host', merchantNames: [], hostNames: ['小慧'] });
    expect(await accept(token, 'zhang.hui')).toMatchObject({ status: 201, body: { role: 'host', merchantIds: [], hostIds: [nearHost] } });
    const browser = await Browser.signedIn(server, { username: 'zhang.hui', password: PASSWORD });
    expect((await browser.must<Page<{ hostId: string }>>(200, 'GET', '/api/v1/live-sessions')).items).toMatchObject([{ hostId: nearHost }]);
  });

  it('to a bureau says for which division', async () => {
    const token = tokenOf(await give(givers.bureau, { role: 'bureau', name: '李', divisionCode: VILLAGE.slice(0, 9) }));
    expect((await asStranger('look', { token })).body).toMatchObject({ divisionName: expect.stringContaining('怀仁市') as string });
    expect(await accept(token, 'township')).toMatchObject({ status: 201, body: { role: 'bureau', divisionCode: VILLAGE.slice(0, 9) } });
  });

  it('is stored as a hash only', async () => {
    const token = tokenOf(await give(givers.operator, CLERK(near)));
    const [{ kept } = { kept: '' }] = await server.sql<{ kept: string }>(`select string_agg(i::text, ' ') as kept from invitation i`);
    expect(kept).not.toContain(token);
  });

  it('is good once, also when two come with it at once', async () => {
    const token = tokenOf(await give(givers.operator, CLERK(near)));
    const replies = await Promise.all([accept(token, 'one-of-two-a'), accept(token, 'one-of-two-b')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 404]);
    expect((await accountsNamed('one-of-two-a')) + (await accountsNamed('one-of-two-b'))).toBe(1);
    expect(await accept(token, 'one-of-two-c')).toMatchObject(VOID);
    expect(await asStranger('look', { token })).toMatchObject(VOID);
  });

  it('stays good when it was not accepted after all', async () => {
    const token = tokenOf(await give(givers.operator, CLERK(near)));
    expect(await accept(token, 'admin')).toMatchObject({ status: 409, body: { code: 'accounts.name-taken' } });
    expect(await accept(token, 'half-way', 'half-way-to-town')).toMatchObject({ status: 400, body: { code: 'auth.password-has-name' } });
    expect(await accept(token, 'half-way', '王秀兰 along the river')).toMatchObject({
      status: 400,
      body: { code: 'auth.password-has-name' },
    });
    expect(await accountsNamed('half-way')).toBe(0);
    expect((await accept(token, 'half-way')).status).toBe(201);
  });

  it('is void once it is withdrawn, which a used one cannot be', async () => {
    const given = await give(givers.lead, CLERK(near));
    await givers.lead.must(204, 'DELETE', `/api/v1/invitations/${given.id}`);
    expect(await accept(tokenOf(given), 'withdrawn')).toMatchObject(VOID);
    expect(await givers.lead.refused('DELETE', `/api/v1/invitations/${given.id}`)).toMatchObject({ code: 'invitations.not-found' });
    const used = await give(givers.lead, CLERK(near));
    await accept(tokenOf(used), 'not-withdrawn');
    expect(await givers.lead.refused('DELETE', `/api/v1/invitations/${used.id}`)).toMatchObject({ code: 'invitations.accepted' });
  });

  it('that there never was is void as well, with whatever token', async () => {
    for (const token of ['x', 'A'.repeat(43), "' or true --"]) expect(await accept(token, 'never')).toMatchObject(VOID);
  });

  it('is void after seven days', async () => {
    const token = tokenOf(await give(givers.operator, CLERK(near)));
    now = new Date(now.getTime() + 7 * DAY_MS - 1_000);
    expect((await asStranger('look', { token })).status).toBe(200);
    now = new Date(now.getTime() + 1_000);
    expect(await asStranger('look', { token })).toMatchObject(VOID);
    expect(await accept(token, 'late')).toMatchObject(VOID);
  });
});

describe('Nobody gives more than they have', () => {
  const bodies = (): Readonly<Record<string, object>> => ({
    operator: { role: 'operator', name: '李' },
    auditor: { role: 'auditor', name: '李' },
    'bureau of the same division': { role: 'bureau', name: '李', divisionCode: COUNTY },
    'bureau inside it': { role: 'bureau', name: '李', divisionCode: VILLAGE },
    'bureau around it': { role: 'bureau', name: '李', divisionCode: COUNTY.slice(0, 4) },
    'bureau beside it': { role: 'bureau', name: '李', divisionCode: OTHER_COUNTY },
    'lead of its merchant': { role: 'lead', name: '李', merchantIds: [near] },
    'lead of another': { role: 'lead', name: '李', merchantIds: [far] },
    'clerk of its merchant': { role: 'clerk', name: '李', merchantIds: [near] },
    'clerk of another': { role: 'clerk', name: '李', merchantIds: [far] },
    'clerk of both': { role: 'clerk', name: '李', merchantIds: [near, far] },
    'host of its merchant': { role: 'host', name: '李', hostIds: [nearHost] },
    'host of another': { role: 'host', name: '李', hostIds: [farHost] },
    'host of both': { role: 'host', name: '李', hostIds: [nearHost, farHost] },
  });
  const ALLOWED: Readonly<Record<RoleName, readonly string[]>> = {
    operator: Object.keys(bodies()),
    auditor: [],
    bureau: ['bureau of the same division', 'bureau inside it', 'lead of its merchant', 'clerk of its merchant'],
    lead: ['clerk of its merchant', 'host of its merchant'],
    clerk: [],
    host: [],
  };

  it.each(Object.keys(ALLOWED) as RoleName[])('as %s', async (role) => {
    const before = await server.sql('select id from invitation');
    const given: string[] = [];
    for (const [what, body] of Object.entries(bodies())) {
      const { status } = await givers[role].ask('POST', '/api/v1/invitations', body);
      if (status === 201) given.push(what);
      else expect([what, [400, 403].includes(status)]).toEqual([what, true]);
    }
    expect(given).toEqual(ALLOWED[role]);
    expect((await server.sql('select id from invitation')).length - before.length).toBe(given.length);
  });

  it('and who is given nothing fitting is refused', async () => {
    for (const body of [
      { role: 'bureau', name: '李' },
      { role: 'clerk', name: '李' },
      { role: 'clerk', name: '李', merchantIds: [] },
      { role: 'operator', name: '李', merchantIds: [near] },
      { role: 'lead', name: '李', merchantIds: [near], divisionCode: COUNTY },
      { role: 'host', name: '李' },
      { role: 'host', name: '李', merchantIds: [near] },
      { role: 'host', name: '李', merchantIds: [near], hostIds: [nearHost] },
      { role: 'host', name: '李', divisionCode: COUNTY, hostIds: [nearHost] },
      { role: 'clerk', name: '李', merchantIds: [near], hostIds: [nearHost] },
    ])
      expect(await givers.operator.refused('POST', '/api/v1/invitations', body)).toMatchObject({ code: 'accounts.wrong-scope' });
    const unknown = { role: 'clerk', name: '李', merchantIds: ['7777777'] };
    expect(await givers.operator.refused('POST', '/api/v1/invitations', unknown)).toMatchObject({ code: 'merchants.unknown' });
    const nobody = { role: 'host', name: '李', hostIds: ['7777777'] };
    expect(await givers.operator.refused('POST', '/api/v1/invitations', nobody)).toMatchObject({ code: 'hosts.unknown' });
    const nowhere = { role: 'bureau', name: '李', divisionCode: '149999' };
    expect(await givers.operator.refused('POST', '/api/v1/invitations', nowhere)).toMatchObject({ code: 'divisions.unknown' });
  });

  it('nor sees or withdraws what they could not have given', async () => {
    const beyond = [
      await give(givers.operator, { role: 'bureau', name: '李', divisionCode: OTHER_COUNTY }),
      await give(givers.operator, { role: 'lead', name: '李', merchantIds: [far] }),
      await give(givers.operator, { role: 'clerk', name: '李', merchantIds: [near, far] }),
      await give(givers.operator, { role: 'auditor', name: '李' }),
      await give(givers.operator, { role: 'host', name: '李', hostIds: [nearHost, farHost] }),
    ].map(({ id }) => id);
    for (const role of ['bureau', 'lead'] as const) {
      const seen = (await givers[role].read<Page<Given>>('/api/v1/invitations?limit=500')).items.map(({ id }) => id);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((id) => beyond.includes(id))).toEqual([]);
      for (const id of beyond) expect((await givers[role].ask('DELETE', `/api/v1/invitations/${id}`)).status).toBe(404);
    }
    expect((await givers.auditor.read<Page<Given>>('/api/v1/invitations?limit=500')).items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(beyond),
    );
  });

  it('not even when they had it once', async () => {
    const { id } = await new OutsideProgram(server).make('/api/v1/accounts', {
      username: 'mover',
      name: '李',
      role: 'lead',
      merchantIds: [near],
    });
    const mover = await person(server, 'lead', { merchantIds: [near] });
    const before = await give(mover, CLERK(near));
    await server.sql(`update invitation set invited_by = $1 where id = $2`, [id, before.id]);
    expect((await asStranger('look', { token: tokenOf(before) })).status).toBe(200);
    await new OutsideProgram(server).must(200, 'PATCH', `/api/v1/accounts/${id}`, { merchantIds: [far] });
    expect(await accept(tokenOf(before), 'moved')).toMatchObject(VOID);
    await new OutsideProgram(server).must(200, 'PATCH', `/api/v1/accounts/${id}`, { merchantIds: [near], isDisabled: true });
    expect(await accept(tokenOf(before), 'moved')).toMatchObject(VOID);
    await new OutsideProgram(server).must(200, 'PATCH', `/api/v1/accounts/${id}`, { isDisabled: false });
    expect((await accept(tokenOf(before), 'moved')).status).toBe(201);
  });
});

describe('Whoever tries tokens', () => {
  it('waits after thirty', async () => {
    const at = { 'x-forwarded-for': nextAddress(), authorization: '' };
    const look = () => server.request('POST', '/api/v1/invitations/look', { token: 'x' }, at);
    for (let times = 0; times < 30; times += 1) expect((await look()).status).toBe(404);
    expect(await look()).toMatchObject({ status: 429, body: { code: 'http.too-many' }, headers: { 'retry-after': '300' } });
  });
});
