import { Administrators } from '../../src/modules/accounts/index.js';
import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { setUpSecondStep } from './authenticator.js';
import { Browser } from './browser.js';
import { OutsideProgram } from './outside-program.js';

let server: TestApp;
let administrators: Administrators;
let now = new Date('2026-11-22T00:00:00Z');
beforeAll(async () => {
  server = await startTestApp({ now: () => now });
  administrators = server.app.get(Administrators);
});
afterAll(() => server.close());

const newOperator = async (username: string): Promise<{ id: string; password: string }> => {
  const made = await new OutsideProgram(server).make<{ id: string; password: string }>('/api/v1/accounts', {
    username,
    name: '李',
    role: 'operator',
  });
  await server.sql('update account set must_change_password = false where username = $1', [username]);
  return made;
};

describe('An operator who has lost everything', () => {
  it('is let in again from the terminal: unlocked, enabled, without second step, and nobody else is in', async () => {
    const { password, id } = await newOperator('lost');
    const browser = await Browser.signedIn(server, { username: 'lost', password });
    await setUpSecondStep(browser, password, now);
    for (let failures = 0; failures < 6; failures += 1) await new Browser(server).signIn({ username: 'lost', password: 'wrong' });
    expect((await new Browser(server).signIn({ username: 'lost', password })).status).toBe(429);
    await server.sql('update account set is_disabled = true where id = $1', [id]);

    const recovered = await administrators.recover('lost');
    expect((await browser.ask('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await new Browser(server).signIn({ username: 'lost', password })).status).toBe(401);
    expect((await new Browser(server).signIn({ username: 'lost', password: recovered })).status).toBe(200);
    const again = await administrators.recover('lost');
    expect(again).not.toBe(recovered);
    now = new Date(now.getTime() + 60_000);
    expect((await new Browser(server).signIn({ username: 'lost', password: again })).status).toBe(200);
  });

  it('must be one: nobody else becomes an operator by it', async () => {
    await new OutsideProgram(server).make('/api/v1/accounts', { username: 'reader', name: '李', role: 'auditor' });
    await expect(administrators.recover('reader')).rejects.toMatchObject({ code: 'accounts.no-operator' });
    await expect(administrators.recover('nobody')).rejects.toMatchObject({ code: 'accounts.no-operator' });
  });
});

describe('A password given at the terminal', () => {
  it('is refused if it is easily guessed, and then nothing has changed', async () => {
    await expect(administrators.resetPassword('admin', 'Manchester2026')).rejects.toMatchObject({ code: 'auth.password-is-known' });
    await expect(administrators.resetPassword('admin', 'admin-of-the-county')).rejects.toMatchObject({ code: 'auth.password-has-name' });
    expect((await new Browser(server).signIn({ username: 'admin', password: ADMIN_PASSWORD })).status).toBe(200);
    expect(await administrators.resetPassword('admin', 'lamps along the river')).toBe('lamps along the river');
    expect((await new Browser(server).signIn({ username: 'admin', password: 'lamps along the river' })).status).toBe(200);
  });

  it('for the installation is warned about only', () => {
    expect(administrators.warningAbout('short-pass')).toMatch(/12 characters/);
    expect(administrators.warningAbout('Manchester2026')).toMatch(/leaked/);
    expect(administrators.warningAbout(ADMIN_PASSWORD)).toBeNull();
    expect(administrators.warningAbout(null)).toBeNull();
  });
});
