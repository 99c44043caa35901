import { SignIn } from '../../src/modules/accounts/index.js';
import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { Browser } from './browser.js';
import { fillPath, readOperations } from './open-api.js';
import { type Method, OutsideProgram, type Page, type Problem } from './outside-program.js';

const ADMIN = { username: 'admin', password: ADMIN_PASSWORD };
const NEXT_YEAR = '2027-01-01T00:00:00+08:00';
const DAY_MS = 24 * 3_600_000;

interface Token {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly firstCharacters: string;
  readonly permissions: readonly string[] | null;
  readonly lastUsedAt: string | null;
}

let server: TestApp;
let now = new Date('2026-11-22T00:00:00Z');
beforeAll(async () => {
  server = await startTestApp({ now: () => now });
});
afterAll(() => server.close());

const admin = (): Promise<Browser> => Browser.signedIn(server, ADMIN);
const newToken = (browser: Browser, more: object = {}): Promise<Token> =>
  browser.must<Token>(201, 'POST', '/api/v1/auth/tokens', { name: '大屏', expiresAt: NEXT_YEAR, ...more });
const tokensOf = async (browser: Browser) => (await browser.must<Page<Token>>(200, 'GET', '/api/v1/auth/tokens')).items;
const askBy = (token: string, method: Method, path: string, body?: unknown) =>
  new OutsideProgram(server).ask<Problem>(method, path, body, { authorization: `Bearer ${token}` });

async function newPerson(username: string, role: string): Promise<Browser> {
  const { password } = await new OutsideProgram(server).make<{ password: string }>('/api/v1/accounts', { username, name: '李', role });
  await server.sql('update account set must_change_password = false where username = $1', [username]);
  return Browser.signedIn(server, { username, password });
}

describe('A token', () => {
  it('is shown once, listed by its first characters, and stored as a hash only', async () => {
    const browser = await newPerson('lister', 'auditor');
    const made = await newToken(browser, { permissions: ['figures.read'] });
    expect(made.token).toMatch(/^cunbo_[\w-]{43}$/);
    const listed = {
      id: made.id,
      name: '大屏',
      firstCharacters: made.token.slice(0, 12),
      permissions: ['figures.read'],
      createdAt: '2026-11-22T08:00:00+08:00',
      expiresAt: NEXT_YEAR,
      lastUsedAt: null,
    };
    expect(made).toEqual({ ...listed, token: made.token });
    expect(await tokensOf(browser)).toEqual([listed]);
    await askBy(made.token, 'GET', '/api/v1/auth/me');
    expect((await tokensOf(browser))[0]?.lastUsedAt).toBe('2026-11-22T08:00:00+08:00');
    const [{ kept } = { kept: '' }] = await server.sql<{ kept: string }>(`select string_agg(t::text, ' ') as kept from api_token t`);
    expect(kept).not.toContain(made.token.slice(12));
  });

  it('may do what its account may, as far as it was permitted', async () => {
    const browser = await admin();
    const all = await newToken(browser);
    const some = await newToken(browser, { permissions: ['figures.read', 'merchants.write'] });
    const merchant = { name: '合作社', kind: 'cooperative', divisionCode: '140681' };
    expect((await askBy(all.token, 'GET', '/api/v1/merchants')).status).toBe(200);
    expect((await askBy(some.token, 'POST', '/api/v1/merchants', merchant)).status).toBe(201);
    expect(await askBy(some.token, 'GET', '/api/v1/merchants')).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    expect((await askBy(some.token, 'GET', '/api/v1/auth/me')).status).toBe(200);
  });

  it('of one permission opens nothing that is about something else, at any address', async () => {
    const { token } = await newToken(await admin(), { permissions: ['review.read'] });
    const opened: string[] = [];
    for (const { id, method, path, area, isOpenToAll } of await readOperations(server)) {
      if (isOpenToAll || (method === 'GET' && (area === 'review' || area === 'own-account'))) continue;
      const { status, body } = await askBy(token, method, fillPath(path), method === 'GET' || method === 'DELETE' ? undefined : {});
      if (status !== 403 || !['auth.forbidden', 'auth.session-needed'].includes(body.code)) opened.push(`${id}: ${status}`);
    }
    expect(opened).toEqual([]);
  });

  it('of limited reach cannot make anybody who has all of it', async () => {
    const browser = await admin();
    for (const permission of ['accounts.write', 'invitations.write', 'own-account.write']) {
      const wanted = { name: 'x', permissions: ['figures.read', permission], expiresAt: NEXT_YEAR };
      expect(await browser.ask('POST', '/api/v1/auth/tokens', wanted)).toMatchObject({
        status: 400,
        body: { code: 'auth.beyond-account' },
      });
    }
    const { id, token } = await newToken(browser, { permissions: ['figures.read'] });
    await server.sql(`update api_token set permissions = '{accounts.write,invitations.write}' where id = $1`, [id]);
    const invitation = { role: 'operator', name: '另一位' };
    expect(await askBy(token, 'POST', '/api/v1/invitations', invitation)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    expect(await askBy(token, 'POST', '/api/v1/accounts', { ...invitation, username: 'another' })).toMatchObject({ status: 403 });
  });

  it('never may more than its account, neither when it is made nor when the account may less', async () => {
    const browser = await newPerson('reader', 'auditor');
    const wanted = { name: 'x', permissions: ['figures.read', 'sales.write'], expiresAt: NEXT_YEAR };
    expect(await browser.ask('POST', '/api/v1/auth/tokens', wanted)).toMatchObject({
      status: 400,
      body: { code: 'auth.beyond-account', errors: [{ pointer: '/permissions' }] },
    });
    await newPerson('falling', 'operator');
    const operator = await server.app.get(SignIn).createToken('falling', 'x', null, ['merchants.write']);
    await server.sql(`update account set role = 'auditor' where username = 'falling'`);
    expect((await askBy(operator, 'POST', '/api/v1/merchants', {})).status).toBe(403);
  });

  it('may nothing that is a person’s own', async () => {
    const browser = await admin();
    const { token, id } = await newToken(browser);
    const own: [Method, string, object | undefined][] = [
      ['POST', '/api/v1/auth/password', { currentPassword: ADMIN_PASSWORD, newPassword: 'lamps along the river' }],
      ['POST', '/api/v1/auth/second-step', { password: ADMIN_PASSWORD }],
      ['POST', '/api/v1/auth/second-step/confirm', { code: '1' }],
      ['POST', '/api/v1/auth/second-step/remove', { password: ADMIN_PASSWORD, code: '1' }],
      ['POST', '/api/v1/auth/tokens', { name: 'x', expiresAt: NEXT_YEAR }],
      ['DELETE', `/api/v1/auth/tokens/${id}`, undefined],
      ['POST', '/api/v1/auth/sessions/end-others', undefined],
      ['DELETE', '/api/v1/auth/sessions/1', undefined],
    ];
    for (const [method, path, body] of own)
      expect([path, await askBy(token, method, path, body)]).toMatchObject([path, { status: 403, body: { code: 'auth.session-needed' } }]);
    const wanted = { name: 'x', permissions: ['own-account.write'], expiresAt: NEXT_YEAR };
    expect(await browser.ask('POST', '/api/v1/auth/tokens', wanted)).toMatchObject({ status: 400, body: { code: 'auth.beyond-account' } });
  });

  it('is taken from its header alone', async () => {
    const { token } = await newToken(await admin());
    for (const name of ['token', 'access_token', 'authorization', 'bearer'])
      expect((await server.request('GET', `/api/v1/merchants?${name}=${token}`, undefined, { authorization: '' })).status).toBe(401);
    const cookie = { authorization: '', cookie: `cunbo_session=${token}` };
    expect((await server.request('GET', '/api/v1/merchants', undefined, cookie)).status).toBe(401);
  });

  it('opens nothing once it is deleted, and is deleted by its owner alone', async () => {
    const browser = await admin();
    const { token, id } = await newToken(browser);
    const stranger = await newPerson('stranger', 'operator');
    expect(await stranger.ask('DELETE', `/api/v1/auth/tokens/${id}`)).toMatchObject({ status: 404, body: { code: 'auth.unknown-token' } });
    expect((await tokensOf(stranger)).length).toBe(0);
    expect((await askBy(token, 'GET', '/api/v1/auth/me')).status).toBe(200);
    await browser.must(204, 'DELETE', `/api/v1/auth/tokens/${id}`);
    expect((await askBy(token, 'GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await browser.ask('DELETE', `/api/v1/auth/tokens/${id}`)).status).toBe(404);
  });

  it('expires, and cannot be made for the past', async () => {
    const { token } = await newToken(await admin(), { expiresAt: '2026-11-22T12:00:00+08:00' });
    expect((await askBy(token, 'GET', '/api/v1/auth/me')).status).toBe(200);
    now = new Date(now.getTime() + DAY_MS);
    expect((await askBy(token, 'GET', '/api/v1/auth/me')).status).toBe(401);
    const late = { name: 'x', expiresAt: '2026-11-22T12:00:00+08:00' };
    expect(await (await admin()).ask('POST', '/api/v1/auth/tokens', late)).toMatchObject({
      status: 400,
      body: { code: 'auth.token-expired', errors: [{ pointer: '/expiresAt' }] },
    });
  });
});
