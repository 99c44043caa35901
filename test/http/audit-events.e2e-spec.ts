import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { setUpSecondStep } from './authenticator.js';
import { bodilessRequests } from './bodiless-requests.js';
import { Browser } from './browser.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import { OutsideProgram, type Page, type Reply } from './outside-program.js';
import { person, type RoleName } from './people.js';
import { COUNTY, OTHER_SECRET, registerMerchant, type SampleMerchant, SECRET, standardShop } from './sample-merchant.js';
import { type SoundRequest, soundRequests } from './sound-requests.js';

interface AuditEvent {
  readonly id: string;
  readonly actor: { readonly accountId: string; readonly username: string; readonly role: string } | null;
  readonly program: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly action: string;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly changedFields: string[];
}

const SESSION = 'below: it needs a session';
const STRANGER = 'below: by somebody who has no account yet';

/** Writing by its method, and why it leaves nothing, or is tried on its own below. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  Account_login: 'below: nobody is signed in yet',
  Account_logout: 'below: it needs a session',
  Account_changePassword: 'below: it ends the account’s sessions',
  AccountSession_end: SESSION,
  AccountSession_endOthers: SESSION,
  AccountToken_create: SESSION,
  AccountToken_delete: SESSION,
  SecondStep_begin: SESSION,
  SecondStep_confirm: SESSION,
  SecondStep_remove: SESSION,
  Invitation_look: 'a look changes nothing',
  Invitation_accept: STRANGER,
  MerchantApplication_apply: STRANGER,
  AttributionRule_preview: 'a preview changes nothing',
  AttributionRule_previewWithdrawal: 'a preview changes nothing',
  MerchantMerger_preview: 'a preview changes nothing',
  Import_create: 'it takes a form: see imports.int-spec',
  BulletinLink_open: 'reading changes nothing',
  BulletinLink_openFile: 'reading changes nothing',
};

let server: TestApp;
let program: OutsideProgram;
beforeAll(async () => {
  server = await startTestApp();
  program = new OutsideProgram(server);
});
afterAll(() => server.close());

async function events(query = ''): Promise<readonly AuditEvent[]> {
  return (await program.read<Page<AuditEvent>>(`/api/v1/audit-events?limit=500&${query}`)).items;
}

async function lastId(): Promise<bigint> {
  return BigInt((await events())[0]?.id ?? 0);
}

async function since(id: bigint): Promise<AuditEvent[]> {
  return (await events()).filter((event) => BigInt(event.id) > id);
}

/** Whatever a request carries that must stay a secret. */
function secretsIn(value: unknown, isSecret = false): string[] {
  if (typeof value === 'string') return isSecret && value.length > 3 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => secretsIn(child, isSecret || /credential|password|secret|token/i.test(name)));
}

describe('Every operation that writes', () => {
  let writing: Operation[];
  let sound: Readonly<Record<string, SoundRequest>>;
  let bodiless: Awaited<ReturnType<typeof bodilessRequests>>;
  const secrets = new Set<string>();
  beforeAll(async () => {
    sound = await soundRequests(server);
    bodiless = await bodilessRequests(server);
    writing = (await readOperations(server)).filter(({ method, path }) => method !== 'GET' && !path.startsWith('/webhooks/'));
  });

  it('leaves who did it, by which operation, to what', async () => {
    const found: string[] = [];
    for (const { id, method, path } of writing.filter((operation) => EXCEPTIONS[operation.id] === undefined)) {
      const given = sound[id];
      const body = id === 'Message_replay' ? { ...given?.body, dryRun: false } : given?.body;
      const query = new URLSearchParams(given?.query).toString();
      const before = await lastId();
      const reply: Reply = await program.ask(method, `${fillPath(path, given?.path ?? bodiless[id])}?${query}`, body);
      for (const secret of secretsIn([body, reply.body])) secrets.add(secret);
      const left = (await since(before)).filter(({ actor, action }) => actor?.username === 'admin' && action === id);
      if (reply.status >= 300 || left.length === 0) found.push(`${id}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 200)}`);
    }
    expect(found).toEqual([]);
    expect(writing.length).toBeGreaterThan(45);
  });

  it('leaves no secret, neither as it was given nor as it is kept', async () => {
    const kept = await server.sql<{ secret: string | null }>(
      `select encode(credentials, 'base64') as secret from shop union all select encode(credentials, 'base64') from platform_app
       union all select encode(credentials, 'hex') from shop union all select encode(credentials, 'hex') from platform_app
       union all select password_hash from account union all select encode(token_hash, 'hex') from api_token
       union all select encode(token_hash, 'base64') from api_token`,
    );
    for (const { secret } of kept) if (secret !== null) secrets.add(secret);
    expect(secrets.size).toBeGreaterThan(10);
    const record = (await server.sql<{ text: string }>(`select audit_event::text as text from audit_event`))
      .map(({ text }) => text)
      .join('\n');
    expect([...secrets, server.token, ADMIN_PASSWORD].filter((secret) => record.includes(secret))).toEqual([]);
  });
});

describe('The record', () => {
  let sample: SampleMerchant;
  beforeAll(async () => {
    sample = await registerMerchant(program);
  });

  it('has what a change was before and after, from where it came, and which token was used', async () => {
    const headers = { 'user-agent': `Mozilla/5.0 ${'x'.repeat(500)}` };
    await program.ask('PATCH', `/api/v1/merchants/${sample.merchantId}`, { name: '新名' }, headers);
    const [event] = await events(`resource=merchant&resourceId=${sample.merchantId}`);
    expect(event).toMatchObject({
      actor: { username: 'admin', role: 'operator' },
      program: 'test',
      address: '127.0.0.1',
      action: 'Merchant_change',
      before: { name: '南家堡陶瓷合作社' },
      after: { name: '新名', id: sample.merchantId },
      changedFields: ['name', 'revision'],
    });
    expect(event?.userAgent).toHaveLength(160);
  });

  it('tells that credentials were changed, and of which shop, under its public id', async () => {
    await program.must(200, 'PATCH', `/api/v1/shops/${sample.shopId}`, { credentials: { secret: OTHER_SECRET, previousSecret: SECRET } });
    const [event] = await events(`resource=shop&resourceId=${sample.shopId}`);
    expect(event).toMatchObject({ action: 'Shop_change', resourceId: sample.shopId, after: { id: sample.shopId, credentials: 'changed' } });
    expect(event?.changedFields).toEqual(['credentials', 'revision']);
    await program.must(200, 'PATCH', `/api/v1/shops/${sample.shopId}`, { name: '另一家' });
    expect((await events(`resource=shop&resourceId=${sample.shopId}`))[0]?.changedFields).toEqual(['name', 'revision']);
  });

  it('is filtered by time, account and action, and paged without gaps', async () => {
    await program.make('/api/v1/shops', standardShop(sample.merchantId));
    const [{ id: accountId } = { id: '' }] = await server.sql<{ id: string }>(`select id::text from account where username = 'admin'`);
    const made = await events(`account=${accountId}&action=Shop_create`);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ actor, action }) => `${actor?.accountId} ${action}`))).toEqual(new Set([`${accountId} Shop_create`]));
    expect(await events('to=2020-01-01T00:00:00%2B08:00')).toEqual([]);
    const whole = (await events('action=Shop_create')).map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<AuditEvent> = await program.read(`/api/v1/audit-events?action=Shop_create&limit=1&cursor=${cursor}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
  });

  it('has nothing of a change that was refused', async () => {
    const before = await lastId();
    await program.refused('PATCH', `/api/v1/merchants/${sample.merchantId}`, { divisionCode: '999999' });
    await program.refused('POST', '/api/v1/hosts', {
      merchantId: sample.merchantId,
      name: '又',
      platformHostId: `host-of-${sample.merchantId}`,
    });
    expect(await since(before)).toEqual([]);
  });

  it.each<[RoleName, (own: SampleMerchant) => Parameters<typeof person>[2]]>([
    ['bureau', () => ({ divisionCode: COUNTY })],
    ['lead', ({ merchantId }) => ({ merchantIds: [merchantId] })],
    ['clerk', ({ merchantId }) => ({ merchantIds: [merchantId] })],
    ['host', ({ hostId }) => ({ hostIds: [hostId] })],
  ])('is closed to a %s', async (role, scopeFor) => {
    const other = await person(server, role, scopeFor(sample));
    expect(await other.refused('GET', '/api/v1/audit-events')).toMatchObject({ status: 403, code: 'auth.forbidden' });
  });

  it('is open to an auditor', async () => {
    const auditor = await person(server, 'auditor');
    expect((await auditor.read<Page<AuditEvent>>('/api/v1/audit-events?limit=1')).items).toHaveLength(1);
  });
});

describe('Signing in', () => {
  const open = { authorization: '' };
  const signIn = (username: string, password: string) => program.ask('POST', '/api/v1/auth/login', { username, password }, open);

  it('is recorded, and so is signing out', async () => {
    const before = await lastId();
    const { headers } = await signIn('admin', ADMIN_PASSWORD);
    const [session = '', csrf = ''] = [headers['set-cookie']].flat().map((line) => String(line).split(';')[0] ?? '');
    await program.ask(
      'POST',
      '/api/v1/auth/logout',
      {},
      { ...open, cookie: `${session}; ${csrf}`, 'x-csrf-token': csrf.slice('csrf='.length) },
    );
    const byAdmin = { actor: { username: 'admin' }, program: null, address: '127.0.0.1', resource: 'account' };
    expect(await since(before)).toMatchObject([
      { ...byAdmin, action: 'auth.sign-out' },
      { ...byAdmin, action: 'auth.sign-in' },
    ]);
  });

  it('that fails stays on record, whoever it was: with a wrong password, an unknown name, and while it is paused', async () => {
    const { id } = await program.make('/api/v1/accounts', { username: 'guessed', name: '王', role: 'auditor' });
    const before = await lastId();
    await signIn('nobody'.padEnd(100, '!'), 'x');
    for (let tries = 0; tries < 6; tries += 1) await signIn('guessed', 'wrong');
    const nobody = { actor: null, program: 'sign-in', address: '127.0.0.1', resource: 'account' };
    const wrong = { ...nobody, action: 'auth.sign-in-failed', resourceId: id, after: { username: 'guessed', reason: 'wrong-password' } };
    expect(await since(before)).toMatchObject([
      { ...nobody, action: 'auth.sign-in-locked', resourceId: id },
      ...Array.from({ length: 5 }, () => wrong),
      {
        ...nobody,
        action: 'auth.sign-in-failed',
        resourceId: null,
        after: { username: 'nobody'.padEnd(100, '!'), reason: 'unknown-username' },
      },
    ]);
  });

  it('with a changed password: the change is recorded as one’s own, refused ones, too', async () => {
    const { username, browser } = await auditorInBrowser();
    const before = await lastId();
    const wanted = 'lamps along the river';
    expect((await browser.ask('POST', '/api/v1/auth/password', { currentPassword: 'wrong', newPassword: wanted })).status).toBe(401);
    await browser.must(204, 'POST', '/api/v1/auth/password', { currentPassword: ADMIN_PASSWORD, newPassword: wanted });
    const own = { actor: { username, role: 'auditor' }, resource: 'account' };
    expect(await since(before)).toMatchObject([
      {
        ...own,
        action: 'Account_changePassword',
        after: { passwordHash: 'changed' },
        changedFields: ['failedSignIns', 'passwordHash', 'revision'],
      },
      { ...own, action: 'auth.password-change-failed' },
    ]);
  });

  /** With the administrator's password, and no sessions but this one. */
  async function auditorInBrowser(): Promise<{ username: string; browser: Browser }> {
    await person(server, 'auditor');
    const [{ username } = { username: '' }] = await server.sql<{ username: string }>(
      'select username from account order by id desc limit 1',
    );
    await server.sql(
      `update account set password_hash = (select password_hash from account where username = 'admin') where username = $1`,
      [username],
    );
    return { username, browser: await Browser.signedIn(server, { username, password: ADMIN_PASSWORD }) };
  }

  it('with all of one’s own account: sessions, tokens and the second step leave what was done', async () => {
    const { username, browser } = await auditorInBrowser();
    const before = await lastId();
    await setUpSecondStep(browser, ADMIN_PASSWORD, new Date());
    const expiresAt = '2099-01-01T00:00:00+08:00';
    const { id } = await browser.must<{ id: string }>(201, 'POST', '/api/v1/auth/tokens', { name: '大屏', expiresAt });
    await browser.must(204, 'DELETE', `/api/v1/auth/tokens/${id}`);
    await browser.must(204, 'POST', '/api/v1/auth/sessions/end-others', {});
    const { items } = await browser.must<Page<{ id: string }>>(200, 'GET', '/api/v1/auth/sessions');
    await browser.must(204, 'DELETE', `/api/v1/auth/sessions/${items[0]?.id ?? ''}`);
    const left = (await since(before)).reverse();
    expect(new Set(left.map(({ actor }) => actor?.username))).toEqual(new Set([username]));
    expect(left.map(({ action }) => action)).toEqual([
      ...['auth.second-step-begun', 'auth.second-step-set-up', 'AccountToken_create', 'AccountToken_delete'],
      ...['auth.other-sessions-ended', 'auth.session-ended'],
    ]);
  });

  it('for the first time: what a stranger does is recorded with where it came from', async () => {
    const { url } = await program.make<{ id: string; url: string }>('/api/v1/invitations', { role: 'auditor', name: '李' });
    const before = await lastId();
    const stranger = new Browser(server);
    const newcomer = { username: 'newcomer', password: 'lamps along the river' };
    await stranger.must(201, 'POST', '/api/v1/invitations/accept', { token: url.split('#')[1], ...newcomer });
    const application = { name: '合作社', kind: 'cooperative', divisionCode: '140681', contactName: '秘密联系人', note: '直播' };
    await stranger.must(201, 'POST', '/api/v1/merchant-applications', { ...application, ...newcomer, username: 'applicant-two' });
    const left = await since(before);
    expect(
      new Set(
        left.map(({ action, actor, program: name, address }) => [action, actor?.username ?? '', name, String(address === null)].join()),
      ),
    ).toEqual(new Set(['Invitation_accept,,sign-in,false', 'MerchantApplication_apply,,sign-in,false']));
    expect(JSON.stringify(left)).not.toContain('秘密联系人');
  });
});
