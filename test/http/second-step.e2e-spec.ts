import { startTestApp, type TestApp } from '../support/test-app.js';
import { Authenticator, setUpSecondStep } from './authenticator.js';
import { Browser } from './browser.js';
import { OutsideProgram, type Problem } from './outside-program.js';

const STEP_MS = 30_000;
const MINUTE_MS = 60_000;

let server: TestApp;
let now = new Date('2026-11-22T00:00:00Z');
const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};
beforeAll(async () => {
  server = await startTestApp({ now: () => now });
});
afterAll(() => server.close());

interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly browser: Browser;
}

let people = 0;

async function newPerson(role = 'auditor'): Promise<Person> {
  people += 1;
  const username = `person-${people}`;
  const made = await new OutsideProgram(server).make<{ id: string; password: string }>('/api/v1/accounts', { username, name: '李', role });
  await server.sql('update account set must_change_password = false where username = $1', [username]);
  const person = { id: made.id, username, password: made.password };
  return { ...person, browser: await Browser.signedIn(server, person) };
}

async function withSecondStep() {
  const person = await newPerson();
  const secondStep = await setUpSecondStep(person.browser, person.password, now);
  later(2 * STEP_MS);
  return { ...person, ...secondStep };
}

const signIn = ({ username, password }: { username: string; password: string }, code?: string) =>
  new Browser(server).signIn(code === undefined ? { username, password } : { username, password, code });
const refusal = (status: number, code: string) => ({ status, body: { code } });

describe('Setting up a second step', () => {
  it('takes the password, and a code that shows that the authenticator has the secret', async () => {
    const { browser, username, password, id } = await newPerson();
    const begin = (given: string) => browser.ask<{ secret: string; uri: string }>('POST', '/api/v1/auth/second-step', { password: given });
    expect(await begin('wrong')).toMatchObject(refusal(401, 'auth.wrong-credentials'));
    const { secret, uri } = (await begin(password)).body;
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    expect(uri).toContain(`Cunbo:${username}`);
    expect((await signIn({ username, password })).status).toBe(200);

    const confirm = (code: string) => browser.ask<{ recoveryCodes: string[] }>('POST', '/api/v1/auth/second-step/confirm', { code });
    const authenticator = new Authenticator(secret);
    expect(await confirm(authenticator.codeAt(new Date(now.getTime() - 10 * MINUTE_MS)))).toMatchObject(refusal(400, 'auth.unfit-code'));
    const { recoveryCodes } = (await confirm(authenticator.codeAt(now))).body;
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    expect(await browser.must(200, 'GET', '/api/v1/auth/me')).toMatchObject({ hasSecondStep: true, mustSetUpSecondStep: false });
    expect(await confirm(authenticator.codeAt(now))).toMatchObject(refusal(409, 'auth.second-step-not-begun'));
    expect(await begin(password)).toMatchObject(refusal(409, 'auth.second-step-exists'));
    expect(await server.request('GET', `/api/v1/accounts/${id}`)).toMatchObject({ body: { hasSecondStep: true } });
  });

  it('ends the sessions that were begun without it', async () => {
    const person = await newPerson();
    const other = await Browser.signedIn(server, person);
    await setUpSecondStep(person.browser, person.password, now);
    expect((await other.ask('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await person.browser.ask('GET', '/api/v1/auth/me')).status).toBe(200);
  });

  it('begun twice counts the second secret, begun too long ago none', async () => {
    const { browser, password } = await newPerson();
    const begin = async () => (await browser.must<{ secret: string }>(201, 'POST', '/api/v1/auth/second-step', { password })).secret;
    const [first, second] = [await begin(), await begin()];
    const confirm = (secret: string) =>
      browser.ask('POST', '/api/v1/auth/second-step/confirm', { code: new Authenticator(secret).codeAt(now) });
    expect(await confirm(first)).toMatchObject(refusal(400, 'auth.unfit-code'));
    later(16 * MINUTE_MS);
    expect(await confirm(second)).toMatchObject(refusal(409, 'auth.second-step-not-begun'));
  });

  it('leaves neither the secret nor the recovery codes readable in the database', async () => {
    const { authenticator, recoveryCodes } = await withSecondStep();
    const [{ kept } = { kept: '' }] = await server.sql<{ kept: string }>(
      `select (select string_agg(encode(secret, 'hex'), ' ') from account_second_step) ||
              (select string_agg(encode(code_hash, 'hex'), ' ') from account_recovery_code) as kept`,
    );
    expect(kept).not.toContain((authenticator as unknown as { key: Buffer }).key.toString('hex'));
    const plain = recoveryCodes.flatMap((code) => [code, code.replaceAll('-', '')].map((text) => Buffer.from(text).toString('hex')));
    expect(plain.filter((hex) => kept.includes(hex))).toEqual([]);
    expect(plain).toHaveLength(20);
  });
});

describe('Signing in with a second step', () => {
  it('takes a code, which is asked for only after the right password', async () => {
    const person = await withSecondStep();
    expect(await signIn({ ...person, password: 'wrong' })).toMatchObject(refusal(401, 'auth.wrong-credentials'));
    expect(await signIn({ ...person, password: 'wrong' }, person.authenticator.codeAt(now))).toMatchObject(
      refusal(401, 'auth.wrong-credentials'),
    );
    expect(await signIn(person)).toMatchObject(refusal(401, 'auth.second-step'));
    expect(await signIn(person, '000')).toMatchObject(refusal(401, 'auth.wrong-code'));
    expect((await signIn(person, person.authenticator.codeAt(now))).status).toBe(200);
  });

  it('takes a code one step early or late, written in two groups, but none of further away', async () => {
    const person = await withSecondStep();
    const codeIn = (steps: number) => person.authenticator.codeAt(new Date(now.getTime() + steps * STEP_MS));
    expect(await signIn(person, codeIn(-2))).toMatchObject(refusal(401, 'auth.wrong-code'));
    expect(await signIn(person, codeIn(2))).toMatchObject(refusal(401, 'auth.wrong-code'));
    expect((await signIn(person, codeIn(-1).replace(/(...)/, '$1 '))).status).toBe(200);
    expect((await signIn(person, codeIn(1))).status).toBe(200);
  });

  it('takes each code once, also when two come with it at once', async () => {
    const person = await withSecondStep();
    const code = person.authenticator.codeAt(now);
    const replies = await Promise.all([signIn(person, code), signIn(person, code), signIn(person, code)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await signIn(person, code)).toMatchObject(refusal(401, 'auth.wrong-code'));
    later(STEP_MS);
    expect(await signIn(person, code)).toMatchObject(refusal(401, 'auth.wrong-code'));
  });

  it('does not take the code again that confirmed it', async () => {
    const person = await newPerson();
    const { authenticator } = await setUpSecondStep(person.browser, person.password, now);
    expect(await signIn(person, authenticator.codeAt(now))).toMatchObject(refusal(401, 'auth.wrong-code'));
  });

  it('takes each recovery code once, however it is written, and nobody else’s', async () => {
    const [person, other] = [await withSecondStep(), await withSecondStep()];
    const [first = '', second = ''] = person.recoveryCodes;
    expect(await signIn(other, first)).toMatchObject(refusal(401, 'auth.wrong-code'));
    expect((await signIn(person, first)).status).toBe(200);
    expect(await signIn(person, first)).toMatchObject(refusal(401, 'auth.wrong-code'));
    expect((await signIn(person, ` ${second.toUpperCase().replace('-', ' ')}`)).status).toBe(200);
  });

  it('is paused after wrong codes as after wrong passwords, even with a right one', async () => {
    const person = await withSecondStep();
    for (let failures = 0; failures < 5; failures += 1)
      expect(await signIn(person, '000000')).toMatchObject(refusal(401, 'auth.wrong-code'));
    expect(await signIn(person, person.authenticator.codeAt(now))).toMatchObject(refusal(429, 'auth.locked'));
    later(MINUTE_MS);
    expect((await signIn(person, person.authenticator.codeAt(now))).status).toBe(200);
  });
});

describe('Removing the second step', () => {
  it('takes the password and a code', async () => {
    const person = await withSecondStep();
    const remove = (password: string, code: string) =>
      person.browser.ask<Problem>('POST', '/api/v1/auth/second-step/remove', { password, code });
    expect(await remove('wrong', person.authenticator.codeAt(now))).toMatchObject(refusal(401, 'auth.wrong-credentials'));
    expect(await remove(person.password, '000000')).toMatchObject(refusal(400, 'auth.unfit-code'));
    expect((await remove(person.password, person.recoveryCodes[0]!)).status).toBe(204);
    expect(await remove(person.password, person.recoveryCodes[1]!)).toMatchObject(refusal(409, 'auth.no-second-step'));
    expect((await signIn(person)).status).toBe(200);
    const [{ count } = { count: -1 }] = await server.sql<{ count: number }>(
      'select count(*)::int as count from account_recovery_code where account_id = $1',
      [person.id],
    );
    expect(count).toBe(0);
  });

  it('is done by an operator for somebody who has lost it, and ends the sessions', async () => {
    const person = await withSecondStep();
    const reset = (id: string) => server.request('POST', `/api/v1/accounts/${id}/reset-second-step`);
    expect((await reset(person.id)).status).toBe(204);
    expect((await reset(person.id)).status).toBe(204);
    expect((await reset('7777777')).status).toBe(404);
    expect((await person.browser.ask('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await signIn(person)).status).toBe(200);
    const auditor = await Browser.signedIn(server, person);
    expect(await auditor.ask('POST', `/api/v1/accounts/${person.id}/reset-second-step`)).toMatchObject(refusal(403, 'auth.forbidden'));
  });
});

describe('A role that must have a second step', () => {
  const demand = (...secondStepRoles: string[]) => server.request('PUT', '/api/v1/security-policy', { secondStepRoles });
  afterEach(() => demand());

  it('is named by the policy', async () => {
    expect((await server.request('GET', '/api/v1/security-policy')).body).toEqual({ secondStepRoles: [] });
    expect((await demand('auditor', 'operator')).body).toEqual({ secondStepRoles: ['operator', 'auditor'] });
    expect((await server.request('GET', '/api/v1/security-policy')).body).toEqual({ secondStepRoles: ['operator', 'auditor'] });
    expect((await demand('nobody')).status).toBe(400);
  });

  it('does nothing but with its own account before it is set up; tokens go on', async () => {
    const person = await newPerson();
    const token = await person.browser.must<{ token: string }>(201, 'POST', '/api/v1/auth/tokens', {
      name: 'before',
      expiresAt: '2027-01-01T00:00:00Z',
    });
    await demand('auditor');
    expect(await person.browser.ask('GET', '/api/v1/merchants')).toMatchObject(refusal(403, 'auth.set-up-second-step'));
    expect(await person.browser.must(200, 'GET', '/api/v1/auth/me')).toMatchObject({ mustSetUpSecondStep: true, hasSecondStep: false });
    const another = await person.browser.ask('POST', '/api/v1/auth/tokens', { name: 'after', expiresAt: '2027-01-01T00:00:00Z' });
    expect(another).toMatchObject(refusal(403, 'auth.set-up-second-step'));
    const byToken = await server.request('GET', '/api/v1/merchants', undefined, { authorization: `Bearer ${token.token}` });
    expect(byToken.status).toBe(200);

    await setUpSecondStep(person.browser, person.password, now);
    expect((await person.browser.ask('GET', '/api/v1/merchants')).status).toBe(200);
  });

  it('leaves other roles alone', async () => {
    const person = await newPerson('operator');
    await demand('auditor');
    expect((await person.browser.ask('GET', '/api/v1/merchants')).status).toBe(200);
  });
});
