import { createHook } from 'node:async_hooks';
import { SignIn } from '../../src/modules/accounts/index.js';
import { ADMIN_PASSWORD, type Answer, startTestApp, type TestApp } from '../support/test-app.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import { VILLAGE } from './sample-merchant.js';

let server: TestApp;
let operations: Operation[];
beforeAll(async () => {
  server = await startTestApp();
  operations = (await readOperations(server)).filter(({ isOpenToAll }) => !isOpenToAll);
});
afterAll(() => server.close());

interface Browser {
  readonly cookie: string;
  readonly csrf: string;
}

function browserOf({ headers }: Answer): Browser {
  const cookies = ((headers['set-cookie'] ?? []) as string[]).map((line) => line.split(';')[0] ?? '');
  return { cookie: cookies.join('; '), csrf: cookies.find((pair) => pair.startsWith('csrf='))?.slice(5) ?? '' };
}

function signIn(headers: Record<string, string> = {}, password = ADMIN_PASSWORD, username = 'admin'): Promise<Answer> {
  return server.request('POST', '/api/v1/auth/login', { username, password }, { authorization: '', ...headers });
}

const as = (browser: Browser, more: Record<string, string> = {}): Record<string, string> => ({
  authorization: '',
  cookie: browser.cookie,
  ...more,
});
const me = (browser: Browser) => server.request('GET', '/api/v1/auth/me', undefined, as(browser));

describe('Another page in the same browser', () => {
  const MERCHANT = { name: '伪造', kind: 'company', divisionCode: VILLAGE };
  let browser: Browser;
  beforeAll(async () => {
    browser = browserOf(await signIn());
  });

  it('changes nothing by any address: it cannot know the token', async () => {
    const other = browserOf(await signIn());
    const ways: Record<string, string>[] = [
      {},
      { 'x-csrf-token': '' },
      { 'x-csrf-token': 'undefined' },
      { 'x-csrf-token': other.csrf },
      { 'x-csrf-token': browser.csrf.toUpperCase() },
      { 'x-csrf-token': `${browser.csrf}, ${browser.csrf}` },
      { 'x-xsrf-token': browser.csrf },
      { 'csrf-token': browser.csrf },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { referer: 'https://evil.example/' },
      { 'x-http-method-override': 'GET' },
      { 'x-method-override': 'GET' },
    ];
    for (const { method, path } of operations.filter((operation) => operation.method !== 'GET')) {
      for (const way of ways) {
        const { status, body } = await server.request(method, fillPath(path), method === 'DELETE' ? undefined : {}, as(browser, way));
        expect([method, path, way, status, (body as { code: string }).code]).toEqual([method, path, way, 403, 'auth.csrf']);
      }
    }
  });

  it('changes nothing by a form, as any content type that needs no preflight', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; charset=utf-8',
    ]) {
      const reply = await server.request('POST', '/api/v1/merchants', JSON.stringify(MERCHANT), as(browser, { 'content-type': type }));
      expect([type, [403, 415].includes(reply.status)]).toEqual([type, true]);
      const withToken = as(browser, { 'content-type': type, 'x-csrf-token': browser.csrf });
      expect([type, (await server.request('POST', '/api/v1/merchants', JSON.stringify(MERCHANT), withToken)).status]).toEqual([type, 415]);
    }
    expect(await server.sql(`select from merchant where name = '伪造'`)).toEqual([]);
  });

  it('has nothing of what is read by a query or a field instead of the header', async () => {
    const path = `/api/v1/merchants?csrf=${browser.csrf}&x-csrf-token=${browser.csrf}`;
    expect((await server.request('POST', path, { ...MERCHANT, csrf: browser.csrf }, as(browser))).status).toBe(403);
  });

  it('cannot have its own token taken for the session’s by setting both', async () => {
    const planted = { cookie: `${browser.cookie.replace(/csrf=[^;]*/, 'csrf=planted')}`, csrf: 'planted' };
    expect((await server.request('POST', '/api/v1/merchants', MERCHANT, as(planted, { 'x-csrf-token': 'planted' }))).status).toBe(403);
  });
});

describe('A session', () => {
  it('that was there before signing in is not the one after', async () => {
    const planted = { cookie: 'cunbo_session=planted-by-somebody-else; csrf=planted', csrf: 'planted' };
    const after = browserOf(await signIn({ cookie: planted.cookie }));
    expect(after.cookie).not.toContain('planted');
    expect([(await me(planted)).status, (await me(after)).status]).toEqual([401, 200]);
    const again = browserOf(await signIn({ cookie: after.cookie }));
    expect([again.cookie === after.cookie, again.csrf === after.csrf]).toEqual([false, false]);
  });

  it('that was signed out is dead, whoever kept its cookie', async () => {
    const browser = browserOf(await signIn());
    await server.request('POST', '/api/v1/auth/logout', {}, as(browser, { 'x-csrf-token': browser.csrf }));
    expect((await me(browser)).status).toBe(401);
  });

  it('is dead in every browser once the password was changed', async () => {
    const [one, two] = [browserOf(await signIn()), browserOf(await signIn())];
    const body = { currentPassword: ADMIN_PASSWORD, newPassword: 'another-horse-battery' };
    expect((await server.request('POST', '/api/v1/auth/password', body, as(one, { 'x-csrf-token': one.csrf }))).status).toBe(204);
    expect([(await me(one)).status, (await me(two)).status]).toEqual([401, 401]);
    const back = browserOf(await signIn({}, 'another-horse-battery'));
    const undo = { currentPassword: 'another-horse-battery', newPassword: ADMIN_PASSWORD };
    await server.request('POST', '/api/v1/auth/password', undo, as(back, { 'x-csrf-token': back.csrf }));
  });

  it('is not opened by a token or session in an address or a body', async () => {
    const browser = browserOf(await signIn());
    const session = /cunbo_session=([^;]+)/.exec(browser.cookie)?.[1] ?? '';
    for (const name of ['token', 'access_token', 'api_key', 'authorization', 'cunbo_session', 'session'])
      for (const value of [server.token, `Bearer ${server.token}`, session])
        for (const path of ['/api/v1/merchants', '/api/v1/live-board/events', '/api/docs', '/metrics']) {
          const { status } = await server.request('GET', `${path}?${name}=${encodeURIComponent(value)}`, undefined, { authorization: '' });
          expect([name, path, status]).toEqual([name, path, 401]);
        }
    for (const authorization of [session, `Bearer ${session}`, `Basic ${Buffer.from(`admin:${ADMIN_PASSWORD}`).toString('base64')}`])
      expect((await server.request('GET', '/api/v1/auth/me', undefined, { authorization })).status).toBe(401);
    expect(
      (await server.request('GET', '/api/v1/auth/me', undefined, as({ cookie: `cunbo_session=${server.token}`, csrf: '' }))).status,
    ).toBe(401);
  });

  it('stands nowhere in the database as it is', async () => {
    const browser = browserOf(await signIn());
    const session = /cunbo_session=([^;]+)/.exec(browser.cookie)?.[1] ?? 'none';
    const rows = await server.sql<{ text: string }>(
      'select row::text as text from account_session row union all select row::text from api_token row',
    );
    const spellings = (secret: string): string[] => [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret, 'base64url').toString('hex'),
    ];
    for (const { text } of rows)
      for (const spelling of [...spellings(session), ...spellings(server.token)]) expect(text.includes(spelling)).toBe(false);
  });
});

/** How many passwords are derived while it works: what takes time, counted instead of timed. */
async function derivationsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({ init: (_id, type) => void (/ARGON2|DERIVEBITS/.test(type) && (count += 1)) }).enable();
  await work();
  hook.disable();
  return count;
}

describe('An unknown user', () => {
  it('is told apart from a known one neither by the answer nor by the work it makes', async () => {
    // The first of all makes the hash that nobody's password has.
    await signIn({}, 'wrong', 'nobody-yet');
    const answers: Answer[] = [];
    const counts: number[] = [];
    for (const username of ['admin', 'nobody', 'ADMIN', 'admin ', '用户'])
      counts.push(await derivationsOf(async () => answers.push(await signIn({}, 'wrong', username))));
    expect(counts).toEqual(counts.map(() => 1));
    for (const { status, body, headers } of answers) {
      expect([status, body]).toEqual([401, answers[0]?.body]);
      expect(Object.keys(headers).sort()).toEqual(Object.keys(answers[0]?.headers ?? {}).sort());
    }
    await signIn();
  });

  it('is not found out by asking for tokens of it', async () => {
    await expect(server.app.get(SignIn).createToken('nobody', 'x', null)).rejects.toMatchObject({ code: 'accounts.unknown' });
  });
});
