import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { Browser } from './browser.js';
import { OutsideProgram, type Page } from './outside-program.js';

const ADMIN = { username: 'admin', password: ADMIN_PASSWORD };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Session {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly address: string;
  readonly userAgent: string;
  readonly isCurrent: boolean;
}

let server: TestApp;
let now = new Date('2026-11-22T00:00:00Z');
const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};
beforeAll(async () => {
  server = await startTestApp({ now: () => now });
});
afterAll(() => server.close());

const signedIn = (): Promise<Browser> => Browser.signedIn(server, ADMIN);
const sessionsOf = async (browser: Browser): Promise<readonly Session[]> =>
  (await browser.must<Page<Session>>(200, 'GET', '/api/v1/auth/sessions')).items;
const isIn = async (browser: Browser): Promise<boolean> => (await browser.ask('GET', '/api/v1/auth/me')).status === 200;

/** Somebody with an account of their own. */
async function newPerson(username: string): Promise<{ username: string; password: string }> {
  const { password } = await new OutsideProgram(server).make<{ password: string }>('/api/v1/accounts', {
    username,
    name: '李',
    role: 'auditor',
  });
  await server.sql('update account set must_change_password = false where username = $1', [username]);
  return { username, password };
}

describe('Who is signed in', () => {
  it('is told with all that the page must know', async () => {
    const me = {
      username: 'admin',
      name: '',
      role: 'operator',
      divisionCode: null,
      merchantIds: [],
      hostIds: [],
      mustChangePassword: false,
      hasSecondStep: false,
      mustSetUpSecondStep: false,
      tokenPermissions: expect.not.arrayContaining(['own-account.write', 'accounts.write', 'invitations.write']) as string[],
    };
    const browser = new Browser(server);
    expect((await browser.signIn(ADMIN)).body).toEqual(me);
    expect(await browser.must(200, 'GET', '/api/v1/auth/me')).toEqual(me);
  });
});

describe('Sessions', () => {
  it('are listed with where they were begun, the current one marked, and without anything one comes in by', async () => {
    const person = await newPerson('listed');
    const phone = new Browser(server, { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'Phone\t1' });
    await phone.signIn(person);
    const office = new Browser(server, { 'x-forwarded-for': '203.0.113.8', 'user-agent': 'x'.repeat(1_000) });
    await office.signIn(person);
    const sessions = await sessionsOf(office);
    const at = { createdAt: '2026-11-22T08:00:00+08:00', lastSeenAt: '2026-11-22T08:00:00+08:00' };
    const id = expect.stringMatching(/^\d+$/) as string;
    expect(sessions).toEqual([
      { id, ...at, address: '203.0.113.8', userAgent: 'x'.repeat(160), isCurrent: true },
      { id, ...at, address: '203.0.113.7', userAgent: 'Phone 1', isCurrent: false },
    ]);
    expect(JSON.stringify(sessions)).not.toContain(office.sessionToken);
    const [{ kept } = { kept: '' }] = await server.sql<{ kept: string }>(
      'select string_agg(s::text, $$ $$) as kept from account_session s',
    );
    expect(kept).not.toContain(office.sessionToken);
  });

  it('note their use to the minute', async () => {
    const browser = await Browser.signedIn(server, await newPerson('minutes'));
    later(30_000);
    expect((await sessionsOf(browser))[0]?.lastSeenAt).toBe((await sessionsOf(browser))[0]?.createdAt);
    later(31_000);
    await isIn(browser);
    expect(Date.parse((await sessionsOf(browser))[0]!.lastSeenAt)).toBe(now.getTime());
  });

  it('are ended one by one, and by their owner alone', async () => {
    const person = await newPerson('one-by-one');
    const [here, there] = [await Browser.signedIn(server, person), await Browser.signedIn(server, person)];
    const stranger = await signedIn();
    const id = (await sessionsOf(here)).find(({ isCurrent }) => !isCurrent)!.id;
    expect(await stranger.ask('DELETE', `/api/v1/auth/sessions/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'auth.unknown-session' },
    });
    expect(await isIn(there)).toBe(true);
    await here.must(204, 'DELETE', `/api/v1/auth/sessions/${id}`);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await here.ask('DELETE', `/api/v1/auth/sessions/${id}`)).status).toBe(404);
  });

  it('but for the one that asks are ended together', async () => {
    const person = await newPerson('together');
    const browsers = [
      await Browser.signedIn(server, person),
      await Browser.signedIn(server, person),
      await Browser.signedIn(server, person),
    ];
    const stranger = await signedIn();
    await browsers[1]!.must(204, 'POST', '/api/v1/auth/sessions/end-others');
    await browsers[1]!.must(204, 'POST', '/api/v1/auth/sessions/end-others');
    expect(await Promise.all([...browsers, stranger].map(isIn))).toEqual([false, true, false, true]);
  });

  it('end two hours after their last use', async () => {
    const browser = await signedIn();
    for (let times = 0; times < 3; times += 1) {
      later(2 * HOUR_MS - MINUTE_MS);
      expect(await isIn(browser)).toBe(true);
    }
    later(2 * HOUR_MS);
    expect(await isIn(browser)).toBe(false);
  });

  it('end twelve hours after they began, however much they are used', async () => {
    const browser = await signedIn();
    for (let times = 0; times < 11; times += 1) {
      later(HOUR_MS);
      expect(await isIn(browser)).toBe(true);
    }
    later(HOUR_MS);
    expect(await isIn(browser)).toBe(false);
  });

  it('are swept out when somebody signs in', async () => {
    later(13 * HOUR_MS);
    await signedIn();
    const [{ count } = { count: 0 }] = await server.sql<{ count: number }>('select count(*)::int as count from account_session');
    expect(count).toBe(1);
  });
});

describe('Every sign-in', () => {
  it('begins another session and ends the one the browser had', async () => {
    const browser = await signedIn();
    const before = browser.sessionToken;
    await browser.signIn(ADMIN);
    expect(browser.sessionToken).not.toBe(before);
    const former = await server.request('GET', '/api/v1/auth/me', undefined, { authorization: '', cookie: `cunbo_session=${before}` });
    expect(former.status).toBe(401);
  });

  it('makes nothing of a session that somebody else has chosen', async () => {
    const chosen = 'A'.repeat(43);
    await server.request('POST', '/api/v1/auth/login', ADMIN, { authorization: '', cookie: `cunbo_session=${chosen}` });
    const reply = await server.request('GET', '/api/v1/auth/me', undefined, { authorization: '', cookie: `cunbo_session=${chosen}` });
    expect(reply.status).toBe(401);
  });
});

describe('An address', () => {
  const at = { 'x-forwarded-for': '203.0.113.99' };

  it('from which too many passwords were wrong waits, whoever it tries for; others do not', async () => {
    for (let failures = 0; failures < 30; failures += 1) {
      const reply = await new Browser(server, at).signIn({ username: `nobody-${failures}`, password: 'x' });
      expect(reply.status).toBe(401);
    }
    const refused = await new Browser(server, at).signIn(ADMIN);
    expect(refused).toMatchObject({ status: 429, body: { code: 'http.too-many' }, headers: { 'retry-after': '300' } });
    expect((await new Browser(server).signIn(ADMIN)).status).toBe(200);
    later(5 * MINUTE_MS);
    expect((await new Browser(server, at).signIn(ADMIN)).status).toBe(200);
  });

  it('from which many people sign in does not', async () => {
    for (let times = 0; times < 35; times += 1) expect((await new Browser(server, at).signIn(ADMIN)).status).toBe(200);
  });
});

describe('Failures of an account', () => {
  it('count when they come at once, too', async () => {
    const person = await newPerson('at-once');
    await Promise.all(Array.from({ length: 6 }, () => new Browser(server).signIn({ ...person, password: 'wrong' })));
    expect(await new Browser(server).signIn(person)).toMatchObject({ status: 429, body: { code: 'auth.locked' } });
    later(MINUTE_MS);
    expect((await new Browser(server).signIn(person)).status).toBe(200);
  });
});

describe('Changing the password', () => {
  const change = (browser: Browser, currentPassword: string, newPassword: string) =>
    browser.ask<{ code: string; errors: { pointer: string }[] }>('POST', '/api/v1/auth/password', { currentPassword, newPassword });

  it('ends every session, and the former password opens nothing any more', async () => {
    const person = await newPerson('changer');
    const [here, there] = [await Browser.signedIn(server, person), await Browser.signedIn(server, person)];
    expect((await change(here, person.password, 'lamps along the river')).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([false, false]);
    expect((await new Browser(server).signIn(person)).status).toBe(401);
    expect((await new Browser(server).signIn({ ...person, password: 'lamps along the river' })).status).toBe(200);
  });

  it('to a poor one is refused by what is wrong with it', async () => {
    const person = await newPerson('poor-changer');
    const browser = await Browser.signedIn(server, person);
    const poor = {
      'short-one': 'auth.weak-password',
      'poor-changer-2026': 'auth.password-has-name',
      qwertyuiop123: 'auth.password-is-run',
      Manchester2026: 'auth.password-is-known',
    };
    for (const [wanted, code] of Object.entries(poor))
      expect(await change(browser, person.password, wanted)).toMatchObject({
        status: 400,
        body: { code, errors: [{ pointer: '/newPassword' }] },
      });
  });

  it('to the same is refused, and with a wrong one, too', async () => {
    const browser = await signedIn();
    expect((await change(browser, ADMIN_PASSWORD, ADMIN_PASSWORD)).body.code).toBe('auth.password-is-old');
    expect((await change(browser, 'wrong', 'lamps along the river')).body.code).toBe('auth.wrong-credentials');
  });

  it('takes somebody who has signed in: a token may not', async () => {
    const body = { currentPassword: ADMIN_PASSWORD, newPassword: 'lamps along the river' };
    expect(await server.request('POST', '/api/v1/auth/password', body)).toMatchObject({
      status: 403,
      body: { code: 'auth.session-needed' },
    });
  });
});
