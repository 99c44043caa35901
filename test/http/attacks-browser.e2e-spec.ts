import { createHash } from 'node:crypto';
import { connect, type AddressInfo } from 'node:net';
import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { type Operation, readOperations } from './open-api.js';
import { OutsideProgram } from './outside-program.js';
import { sendRaw } from './raw-request.js';

let server: TestApp;
let port: number;
let operations: Operation[];
beforeAll(async () => {
  server = await startTestApp();
  operations = (await readOperations(server)).filter(({ isStream }) => !isStream);
  await server.app.listen(0, '127.0.0.1');
  port = (server.app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => server.close());

/** Of what there is nowhere: nothing may happen to anything here. */
const nowhere = (path: string): string => path.replace(/\{\w+\}/g, '0');

const STRANGER = { authorization: '', origin: 'https://evil.example' };

/** Answered, refused, and refused before anything is looked at. */
async function everyKindOfAnswer(): Promise<[string, Record<string, unknown>][]> {
  const answers: [string, Record<string, unknown>][] = [];
  for (const { method, path } of operations) {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    for (const headers of [STRANGER, { origin: STRANGER.origin }])
      answers.push([`${method} ${path}`, (await server.request(method, nowhere(path), body, headers)).headers]);
  }
  for (const path of ['/api/x', '/health/live', '/api/openapi.json', '/metrics', '/api/docs', '/%zz'])
    answers.push([path, (await server.request('GET', path, undefined, { origin: STRANGER.origin })).headers]);
  answers.push(['nothing readable', (await server.request('POST', '/api/v1/merchants', '{')).headers]);
  return answers;
}

describe('Every answer', () => {
  let answers: [string, Record<string, unknown>][];
  beforeAll(async () => {
    answers = await everyKindOfAnswer();
  });

  it('tells a browser not to guess, not to frame, not to lend, and where to load from', () => {
    expect(answers.length).toBeGreaterThan(150);
    for (const [what, headers] of answers) {
      expect([what, headers]).toMatchObject([
        what,
        {
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'permissions-policy': expect.stringContaining('camera=()') as string,
          'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/) as string,
        },
      ]);
      expect([what, String(headers['content-security-policy']).includes('unsafe-eval')]).toEqual([what, false]);
      expect([what, /script-src[^;]*unsafe/.test(String(headers['content-security-policy']))]).toEqual([what, false]);
    }
  });

  it('is shared with no other origin', () => {
    for (const [what, headers] of answers)
      expect([what, Object.keys(headers).filter((name) => name.startsWith('access-control-'))]).toEqual([what, []]);
  });

  it('of the API is stored nowhere', () => {
    for (const [what, headers] of answers.filter(([what]) => what.includes('/api/v1/')))
      expect([what, String(headers['cache-control'])]).toEqual([what, expect.stringMatching(/no-store|private/)]);
  });

  it('does not say what it is made with', () => {
    for (const [what, headers] of answers) expect([what, headers['server'], headers['x-powered-by']]).toEqual([what, undefined, undefined]);
  });

  it('to a preflight of another origin is no', async () => {
    for (const path of new Set(operations.map(({ path }) => nowhere(path)))) {
      const headers = { ...STRANGER, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-csrf-token' };
      const reply = await server.request('OPTIONS', path, undefined, headers);
      expect([path, [401, 403, 404, 405].includes(reply.status)]).toEqual([path, true]);
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('that went over TLS asks to stay there, cookies included; without TLS it does not', async () => {
    const credentials = { username: 'admin', password: ADMIN_PASSWORD };
    const overTls = await server.request('POST', '/api/v1/auth/login', credentials, { 'x-forwarded-proto': 'https' });
    expect(overTls.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    for (const cookie of overTls.headers['set-cookie'] as string[]) expect(cookie).toContain('; Secure');
    expect((await server.request('GET', '/health/live')).headers['strict-transport-security']).toBeUndefined();
  });
});

describe('The documentation', () => {
  it('runs no script but its own files, and its one style by its hash', async () => {
    const { body, headers } = await server.request('GET', '/api/docs');
    const page = String(body);
    const policy = String(headers['content-security-policy']);
    const scripts = [...page.matchAll(/<script\b([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(1);
    for (const [, attributes, text] of scripts)
      expect([attributes, text?.trim()]).toEqual([expect.stringMatching(/src=['"]\.?\/?[\w/.-]+['"]/), '']);
    expect(page).not.toMatch(/\son\w+=/);
    const styles = [...page.matchAll(/<style>([^<]*)<\/style>/g)].map(([, text = '']) =>
      createHash('sha256').update(text).digest('base64'),
    );
    expect(styles.length).toBeGreaterThan(0);
    for (const hash of styles) expect(policy).toContain(`'sha256-${hash}'`);
    expect(policy).toMatch(/style-src-elem 'self' 'sha256-/);
  });
});

describe('Whoever asks too much', () => {
  let limited: TestApp;
  beforeAll(async () => {
    limited = await startTestApp({ addressRequestsPerSecond: 6, accountRequestsPerSecond: 2 });
  });
  afterAll(() => limited.close());

  const tooMany = { status: 429, body: { code: 'http.too-many', status: 429 }, headers: { 'retry-after': '2' } };
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

  it('with one account is told to come back, from whatever address; another account is not', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 30; turn += 1)
      statuses.push((await limited.request('GET', '/api/v1/auth/me', undefined, from(`198.51.100.${turn}`))).status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    const reply = await limited.request('GET', '/api/v1/auth/me', undefined, from('198.51.100.200'));
    expect(reply).toMatchObject(tooMany);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect((await limited.request('GET', '/health/live', undefined, from('198.51.100.200'))).status).toBe(200);
  });

  it('from one address is told to come back, signed in or not; another address is not', async () => {
    const ask = (address: string) => limited.request('GET', '/api/v1/auth/me', undefined, { authorization: '', ...from(address) });
    const statuses: number[] = [];
    for (let turn = 0; turn < 80; turn += 1) statuses.push((await ask('203.0.113.9')).status);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(401));
    expect(await ask('203.0.113.9')).toMatchObject(tooMany);
    expect((await ask('203.0.113.10')).status).toBe(401);
  });

  it('by naming addresses in front of its own does not get more', async () => {
    const ask = (turn: number) =>
      limited.request('GET', '/api/v1/auth/me', undefined, { authorization: '', ...from(`192.0.2.${turn}, 203.0.113.50`) });
    for (let turn = 0; turn < 80; turn += 1) await ask(turn);
    expect(await ask(90)).toMatchObject(tooMany);
  });

  it('of passwords is told so sooner', async () => {
    const guess = () => limited.request('POST', '/api/v1/auth/login', { username: 'nobody', password: 'x' }, from('203.0.113.77'));
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 401]);
    expect(await guess()).toMatchObject(tooMany);
  });

  it('leaves the door of webhooks open, which has limits of its own', async () => {
    const knock = () => limited.request('POST', '/webhooks/standard/1', {}, from('203.0.113.9'));
    for (let turn = 0; turn < 100; turn += 1) expect((await knock()).status).toBe(404);
  });
});

describe('Content that is made to hurt', () => {
  const program = (): OutsideProgram => new OutsideProgram(server);

  it.each([
    ['more values than anybody means', JSON.stringify({ lines: Array(200_000).fill({}) }), 413],
    ['more names than anybody means', `{${Array.from({ length: 60_000 }, (_, n) => `"n${n}":1`).join()}}`, 413],
    ['lists to the stack’s end', `{"lines":${'['.repeat(500_000)}${']'.repeat(500_000)}}`, 400],
    ['a megabyte and one', `{"lines":"${'x'.repeat(1_048_576)}"}`, 413],
    ['a prototype', '{"__proto__":{"isAdmin":true}}', 400],
    ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}', 400],
    ['a prototype that is spelt', '{"\\u005f_proto__":{"isAdmin":true}}', 400],
  ])('is refused: %s', async (_what, text, status) => {
    const reply = await program().ask('POST', '/api/v1/orders', text, { 'content-type': 'application/json' });
    expect([reply.status, JSON.stringify(reply.body).length < 20_000]).toEqual([status, true]);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('is answered with no more faults than anybody reads', async () => {
    const lines = Array(9_000).fill({ x: 1 });
    const reply = await program().ask<{ errors: unknown[] }>('POST', '/api/v1/orders', { lines });
    expect([reply.status, reply.body.errors.length <= 200]).toEqual([400, true]);
  });

  it('in headers is refused', async () => {
    const { status } = await sendRaw(port, 'GET /health/live HTTP/1.1', [`X-Long: ${'x'.repeat(20_000)}`]);
    expect(status).toBe(431);
  });

  it('that comes byte by byte holds no connection', async () => {
    const http = server.app.getHttpServer();
    expect([http.requestTimeout, http.headersTimeout]).toEqual([30_000, 10_000]);
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 500);
    // The drip that meets a closed connection is answered by a reset: that is an end too.
    socket.resume().on('error', () => undefined);
    await new Promise((closed) => socket.once('close', closed));
    clearInterval(drip);
  }, 20_000);

  it.each([
    ['two lengths', ['Content-Length: 2', 'Content-Length: 40']],
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
    ['chunks that are spelt', ['Transfer-Encoding: xchunked']],
    ['a header on two lines', ['X-A: b', ' Transfer-Encoding: chunked']],
    ['a space before the colon', ['Content-Length : 2']],
  ])('is not read as two requests: %s', async (_what, headers) => {
    const { status, text } = await sendRaw(port, 'POST /webhooks/standard/1 HTTP/1.1', headers);
    expect([400, 404, 501]).toContain(status);
    const [, ...more] = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => code);
    expect(more.filter((code) => code !== '400')).toEqual([]);
  });
});
