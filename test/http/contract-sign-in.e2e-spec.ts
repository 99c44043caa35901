import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Reply } from './outside-program.js';
import { VILLAGE } from './sample-merchant.js';

let server: TestApp;
let program: OutsideProgram;
let now = new Date('2026-11-22T00:00:00Z');
beforeAll(async () => {
  server = await startTestApp({ now: () => now });
  program = new OutsideProgram(server);
});
afterAll(() => server.close());

const RIGHT = { username: 'admin', password: ADMIN_PASSWORD };
const MERCHANT = { name: '合作社', kind: 'cooperative', divisionCode: VILLAGE };
const NO_TOKEN = { authorization: '' };

function signIn(credentials: unknown = RIGHT, headers: Record<string, string> = {}): Promise<Reply<{ code?: string }>> {
  return program.ask('POST', '/api/v1/auth/login', credentials, { ...NO_TOKEN, ...headers });
}

interface Browser {
  readonly cookie: string;
  readonly csrf: string;
}

async function openBrowser(): Promise<Browser> {
  const cookies = setCookies(await signIn()).map((line) => line.split(';')[0] ?? '');
  return { cookie: cookies.join('; '), csrf: cookies.find((pair) => pair.startsWith('csrf='))?.slice(5) ?? '' };
}

function setCookies({ headers }: Reply): string[] {
  const given = headers['set-cookie'];
  return Array.isArray(given) ? given.map(String) : [];
}

describe('Signing in', () => {
  it('answers who one is, with a session that scripts cannot read and a CSRF cookie that they can', async () => {
    const reply = await signIn();
    expect(reply).toMatchObject({ status: 200, body: { username: 'admin', role: 'operator' } });
    const [session, csrf, ...more] = setCookies(reply);
    expect(session).toMatch(/^cunbo_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    expect(csrf).toMatch(/^csrf=[\w-]{32}; Path=\/; Expires=[^;]+; SameSite=Lax$/);
    expect(more).toEqual([]);
  });

  it('marks the cookies secure behind TLS', async () => {
    for (const line of setCookies(await signIn(RIGHT, { 'x-forwarded-proto': 'https' }))) expect(line).toContain('; Secure');
  });

  it('tells a wrong password and an unknown user apart for nobody', async () => {
    const wrong = await signIn({ username: 'admin', password: 'wrong' });
    const unknown = await signIn({ username: 'nobody', password: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'auth.wrong-credentials' } });
    expect(unknown.body).toEqual(wrong.body);
    expect([...setCookies(wrong), ...setCookies(unknown)]).toEqual([]);
  });
});

describe('A session cookie', () => {
  it('reads, and says who one is', async () => {
    const { cookie } = await openBrowser();
    const reply = await program.ask('GET', '/api/v1/auth/me', undefined, { ...NO_TOKEN, cookie });
    expect(reply).toMatchObject({ status: 200, body: { username: 'admin', role: 'operator' } });
  });

  it('writes only together with its own X-CSRF-Token', async () => {
    const { cookie, csrf } = await openBrowser();
    const other = await openBrowser();
    const write = (headers: Record<string, string>) =>
      program.ask('POST', '/api/v1/merchants', MERCHANT, { ...NO_TOKEN, cookie, ...headers });
    const refusal = { status: 403, body: { code: 'auth.csrf' } };
    expect(await write({})).toMatchObject(refusal);
    expect(await write({ 'x-csrf-token': '' })).toMatchObject(refusal);
    expect(await write({ 'x-csrf-token': `${csrf}x` })).toMatchObject(refusal);
    expect(await write({ 'x-csrf-token': other.csrf })).toMatchObject(refusal);
    expect(await write({ 'x-csrf-token': csrf })).toMatchObject({ status: 201 });
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'POST'] as const)('does not %s without it, whatever the address', async (method) => {
    const { cookie } = await openBrowser();
    const paths = { PUT: '/api/v1/orders/x', PATCH: '/api/v1/merchants/1', DELETE: '/api/v1/shops/x/items/1', POST: '/api/v1/auth/logout' };
    expect(await program.ask(method, paths[method], {}, { ...NO_TOKEN, cookie })).toMatchObject({ status: 403 });
  });

  it('ends with signing out', async () => {
    const { cookie, csrf } = await openBrowser();
    const out = await program.ask('POST', '/api/v1/auth/logout', {}, { ...NO_TOKEN, cookie, 'x-csrf-token': csrf });
    expect(out.status).toBe(204);
    expect(setCookies(out).join()).toMatch(/cunbo_session=;.*csrf=;/);
    expect(await program.ask('GET', '/api/v1/auth/me', undefined, { ...NO_TOKEN, cookie })).toMatchObject({ status: 401 });
  });

  it('does not stand in for a wrong token', async () => {
    const { cookie } = await openBrowser();
    const headers = { authorization: 'Bearer wrong', cookie };
    expect(await program.ask('GET', '/api/v1/auth/me', undefined, headers)).toMatchObject({ status: 401 });
  });
});

describe('A token', () => {
  it('writes without any CSRF header', async () => {
    expect((await program.ask('POST', '/api/v1/merchants', MERCHANT)).status).toBe(201);
  });

  it('is known whatever the case of its scheme', async () => {
    expect((await program.ask('GET', '/api/v1/auth/me', undefined, { authorization: `bearer ${server.token}` })).status).toBe(200);
  });
});

describe('Guessing passwords', () => {
  it('is paused alike for a name that no account has', async () => {
    const guess = async (username: string) => {
      const { status, body, headers } = await signIn({ username, password: 'guess' });
      return { status, body, retryAfter: headers['retry-after'] };
    };
    const [known, unknown] = [[], []] as Awaited<ReturnType<typeof guess>>[][];
    for (let turn = 0; turn < 9; turn += 1) {
      known?.push(await guess('admin'));
      unknown?.push(await guess('nobody-at-all'));
      now = new Date(now.getTime() + 1_500);
    }
    expect(known?.map(({ status }) => status)).toContain(429);
    expect(unknown).toEqual(known);
    now = new Date(now.getTime() + 3_600_000);
    expect((await signIn()).status).toBe(200);
  });

  it('is paused after five failures, for a while, even with the right one', async () => {
    await signIn();
    for (let failures = 0; failures < 5; failures += 1) expect((await signIn({ ...RIGHT, password: 'guess' })).status).toBe(401);
    const paused = await signIn();
    expect(paused).toMatchObject({ status: 429, body: { code: 'auth.locked' } });
    expect(Number(paused.headers['retry-after'])).toBeGreaterThan(0);
    now = new Date(now.getTime() + 60_000);
    expect((await signIn()).status).toBe(200);
  });
});
