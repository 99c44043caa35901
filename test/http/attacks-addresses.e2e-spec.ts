import type { AddressInfo } from 'node:net';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { type RawAnswer, sendRaw } from './raw-request.js';
import { handOrder, registerMerchant } from './sample-merchant.js';

let server: TestApp;
let port: number;
let reads: Operation[];
let clerk: string;
beforeAll(async () => {
  server = await startTestApp();
  await server.app.listen(0, '127.0.0.1');
  port = (server.app.getHttpServer().address() as AddressInfo).port;
  reads = (await readOperations(server)).filter(({ method, isOpenToAll, isStream }) => method === 'GET' && !isOpenToAll && !isStream);
  const operator = new OutsideProgram(server);
  const sample = await registerMerchant(operator);
  await operator.make('/api/v1/orders', handOrder(sample));
  clerk = await tokenOfClerk(sample.merchantId);
});
afterAll(() => server.close());

async function tokenOfClerk(merchantId: string): Promise<string> {
  let authorization = '';
  const spy = {
    ...server,
    request: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      authorization = headers.authorization ?? '';
      return server.request(method, path, body, headers);
    },
  };
  await (await person(spy, 'clerk', { merchantIds: [merchantId] })).ask('GET', '/api/v1/auth/me');
  return authorization;
}

/** The same address, or so a router, a proxy or a guard might think. */
function spellings(path: string): string[] {
  const [, first = '', ...rest] = path.split('/');
  const last = path.split('/').at(-1) ?? '';
  return [
    `${path}/`,
    `${path}//`,
    `/${path}`,
    path.replaceAll('/', '//'),
    path.replace('/v1/', '/./v1/'),
    path.replace('/v1/', '/x/../v1/'),
    `/health/live/..${path}`,
    `/health/live/..%2f..${path}`,
    `/webhooks/standard/..;/..;${path}`,
    path.replace('/v1/', '%2fv1%2f'),
    path.replace('/v1/', '%2Fv1/'),
    path.replace('/v1/', '\\v1\\'),
    `/%${first.charCodeAt(0).toString(16)}${first.slice(1)}/${rest.join('/')}`,
    path.toUpperCase(),
    `${path.slice(0, -last.length)}${last.toUpperCase()}`,
    `${path};jsessionid=1`,
    `${path}%00`,
    `${path}%20`,
    `${path}.json`,
    `${path}?`,
    `${path}#/health/live`,
    `${path}?x=/health/live`,
    `http://127.0.0.1${path}`,
    `http://evil.example${path}`,
    `/health/live?${path}`,
  ];
}

const HEADERS: readonly (readonly string[])[] = [
  ['X-Original-URL: /health/live'],
  ['X-Rewrite-URL: /health/live'],
  ['X-Forwarded-For: 127.0.0.1'],
  ['X-Forwarded-Host: localhost', 'X-Forwarded-Proto: https'],
  ['X-Real-IP: 127.0.0.1', 'X-Client-IP: 127.0.0.1', 'Forwarded: for=127.0.0.1'],
  ['X-HTTP-Method-Override: OPTIONS', 'X-HTTP-Method: HEAD', 'X-Method-Override: POST'],
  ['X-User: admin', 'X-Forwarded-User: admin', 'Remote-User: admin', 'X-Role: operator'],
  ['Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13'],
  ['Authorization: Basic YWRtaW46YWRtaW4='],
  ['Authorization: Bearer '],
  ['Authorization: Bearer null'],
  ['Cookie: cunbo_session=1; role=operator; csrf=1', 'X-CSRF-Token: 1'],
];

/**
 * Refused, hung up on, or what anybody may see: that the server lives, and the page of the web client, which knows nothing and is answered at
 * addresses that are nobody's.
 */
function expectNothingTold(what: unknown, { status, text }: RawAnswer): void {
  const isPage = status === 200 && /content-type: text\/html/i.test(text);
  const isHealth = status === 200 && /content-length: 15\r\n/i.test(text);
  const told = /"items"|"nextCursor"|"total"|"username"|"id":|cunbo_http|"openapi"/.test(text);
  expect([what, isPage || isHealth || status === 0 || status >= 400, told]).toEqual([what, true, false]);
}

describe('A closed door', () => {
  it('is closed to a stranger in every spelling', async () => {
    for (const { path } of reads)
      for (const address of spellings(fillPath(path)))
        for (const method of ['GET', 'HEAD']) expectNothingTold([method, address], await sendRaw(port, `${method} ${address} HTTP/1.1`));
  });

  it('is closed to a stranger whatever the headers say', async () => {
    for (const { path } of reads)
      for (const headers of HEADERS) {
        const { status } = await sendRaw(port, `GET ${fillPath(path)} HTTP/1.1`, headers);
        expect([path, headers, status]).toEqual([path, headers, 401]);
      }
  });

  it('is closed by every method there is', async () => {
    for (const { path } of reads)
      for (const method of ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'CONNECT', 'PROPFIND', 'get'])
        expectNothingTold([method, path], await sendRaw(port, `${method} ${fillPath(path)} HTTP/1.1`));
  });

  it('that a clerk may not open is closed to a clerk in every spelling and with every header', async () => {
    const forbidden = reads.filter(({ area }) => ['accounts', 'rules', 'intake'].includes(area ?? ''));
    expect(forbidden.length).toBeGreaterThan(5);
    const token = [`Authorization: ${clerk}`];
    for (const { path } of forbidden) {
      const address = fillPath(path);
      for (const spelling of spellings(address)) expectNothingTold(spelling, await sendRaw(port, `GET ${spelling} HTTP/1.1`, token));
      for (const headers of HEADERS.filter(([header]) => !header?.startsWith('Authorization'))) {
        const { status } = await sendRaw(port, `GET ${address} HTTP/1.1`, [...token, ...headers]);
        expect([path, headers, status]).toEqual([path, headers, 403]);
      }
    }
  });

  it('is not opened through one that is open: what a header names is not looked at', async () => {
    for (const header of ['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Path', 'X-Forwarded-Prefix']) {
      expectNothingTold(header, await sendRaw(port, 'GET /health/live HTTP/1.1', [`${header}: /api/v1/accounts`]));
      const { text } = await sendRaw(port, 'GET /api/v1/auth/me HTTP/1.1', [`Authorization: ${clerk}`, `${header}: /api/v1/accounts`]);
      expect(text).not.toMatch(/"items"/);
    }
  });

  it('does not become another by the name the sender gives the server', async () => {
    for (const host of ['evil.example', 'localhost:1', '169.254.169.254', '127.0.0.1, evil.example']) {
      const { text } = await sendRaw(port, `GET /api/v1/shops HTTP/1.1`, [
        `X-Forwarded-Host: ${host}`,
        `Authorization: Bearer ${server.token}`,
      ]);
      expect(text).toContain('http://localhost:3000/webhooks/');
      expect(text).not.toContain('evil.example');
    }
  });
});
