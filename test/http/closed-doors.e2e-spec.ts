import type { AddressInfo } from 'node:net';
import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { breaches } from './conventions.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import type { Reply } from './outside-program.js';
import { sendRaw } from './raw-request.js';

/** What strangers may use; everything else is closed to them. */
const OPEN_TO_ALL = [
  'POST /api/v1/auth/login',
  'POST /api/v1/invitations/accept',
  'POST /api/v1/invitations/look',
  'POST /api/v1/merchant-applications',
  'GET /health/live',
  'GET /health/ready',
  // A link that was handed out opens one bulletin; the public page tells nothing while it is off.
  'POST /api/v1/bulletins/open',
  'POST /api/v1/bulletins/open/file',
  'GET /api/v1/public/bulletins',
  'GET /api/v1/public/bulletins/{id}',
  'GET /webhooks/{platform}/{shopId}',
  'POST /webhooks/{platform}/{shopId}',
];
const BESIDE_THE_DOCUMENT = ['/api/docs', '/api/docs/', '/api/openapi.json', '/api/openapi.yaml', '/api/docs/swagger-ui-init.js'];

let server: TestApp;
let port: number;
let operations: Operation[];
let expiredCookie: string;
let expiredCsrf: string;
beforeAll(async () => {
  server = await startTestApp();
  operations = await readOperations(server);
  await server.app.listen(0, '127.0.0.1');
  port = (server.app.getHttpServer().address() as AddressInfo).port;
  const { headers } = await server.request('POST', '/api/v1/auth/login', { username: 'admin', password: ADMIN_PASSWORD });
  const cookies = (headers['set-cookie'] as string[]).map((line) => line.split(';')[0] ?? '');
  expiredCookie = cookies.join('; ');
  expiredCsrf = cookies[1]?.slice('csrf='.length) ?? '';
  await server.sql(`update account_session set expires_at = now() - interval '1 second'`);
});
afterAll(() => server.close());

/** Ways of being nobody. */
function strangers(): Record<string, Record<string, string>> {
  return {
    'without credentials': {},
    'with an unknown token': { authorization: 'Bearer cunbo_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    'with a token in another scheme': { authorization: `Basic ${server.token}` },
    'with a malformed token': { authorization: `Bearer ${server.token} ${server.token}` },
    'with a token that goes on': { authorization: `Bearer ${server.token}0` },
    'with an expired session': { cookie: expiredCookie, 'x-csrf-token': expiredCsrf },
    'with an unknown session': { cookie: 'cunbo_session=x; csrf=x', 'x-csrf-token': 'x' },
    'with an empty session': { cookie: 'cunbo_session=; csrf=', 'x-csrf-token': '' },
  };
}

async function knock(method: string, path: string, credentials: Record<string, string>): Promise<Reply> {
  const headers = { authorization: '', ...credentials };
  return (await server.request(method, path, ['GET', 'HEAD', 'DELETE'].includes(method) ? undefined : {}, headers)) as Reply;
}

const closed = () => operations.filter(({ method, path }) => !OPEN_TO_ALL.includes(`${method} ${path}`));

describe('Every door', () => {
  it('that is open to all is so in the document, and no other', () => {
    const open = operations.filter(({ isOpenToAll }) => isOpenToAll);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...OPEN_TO_ALL].sort());
    expect(operations.length).toBeGreaterThan(40);
  });

  it('is closed to strangers, whoever they say they are', async () => {
    for (const [who, credentials] of Object.entries(strangers())) {
      for (const { method, path } of closed()) {
        const reply = await knock(method, fillPath(path), credentials);
        expect([who, method, path, reply.status, breaches(reply)]).toEqual([who, method, path, 401, []]);
      }
    }
  });

  it('is closed to strangers who only ask what is behind it', async () => {
    for (const { method, path } of closed().filter((operation) => operation.method === 'GET')) {
      expect([method, path, (await knock('HEAD', fillPath(path), {})).status]).toEqual([method, path, 401]);
    }
  });

  it('beside the document is closed, too', async () => {
    for (const [who, credentials] of Object.entries(strangers())) {
      for (const path of BESIDE_THE_DOCUMENT) {
        const reply = await knock('GET', path, credentials);
        expect([who, path, reply.status, breaches(reply)]).toEqual([who, path, 401, []]);
      }
    }
  });

  it('opens to a token', async () => {
    for (const path of BESIDE_THE_DOCUMENT) expect([path, (await server.request('GET', path)).status]).toEqual([path, 200]);
    for (const { path } of closed().filter(({ method, path: known }) => method === 'GET' && !/[{]|events$/.test(known))) {
      expect([path, (await server.request('GET', path)).status === 401]).toEqual([path, false]);
    }
  });

  it('that is open to all is open', async () => {
    expect((await knock('GET', '/health/live', {})).status).toBe(200);
    expect((await knock('GET', '/health/ready', {})).status).toBe(200);
    expect((await knock('POST', '/api/v1/auth/login', {})).status).toBe(400);
    expect((await knock('POST', '/webhooks/standard/1', {})).status).toBe(404);
  });

  it('writes nothing for a stranger', async () => {
    const [written] = await server.sql<{ count: number }>('select count(*)::int as count from merchant');
    expect(written?.count).toBe(0);
  });
});

const TRICKS = [
  '/API/docs',
  '/Api/OpenApi.json',
  '/api/%64ocs',
  '/api/%64ocs/',
  '/%61pi/openapi.json',
  '/api%2Fdocs',
  '/api/docs%2F',
  '//api/docs',
  '/api//docs',
  '/api/docs//',
  '/./api/docs',
  '/x/../api/docs',
  '/api/docs?',
  '/api/docs?x=%zz',
  '/api/docs#x',
  '/api/%64ocs#%zz',
  '/api/%64ocs?%zz',
  '/api/docs;x',
  '/api/docs%00',
  '/api/docs%zz',
  '/api/openapi.json#',
  'http://127.0.0.1/api/docs',
  'http://127.0.0.1/api/openapi.json',
  'HTTP://x@y/api/%64ocs',
  '/metrics/',
  '/METRICS',
  '/%6detrics',
  '//metrics',
  '/metrics#%zz',
  'http://127.0.0.1/metrics',
  '/api/v1/merchants/',
  '/api/v1/%6derchants',
  '/api/v1/merchants#%zz',
  'http://127.0.0.1/api/v1/merchants',
];

describe('An address written in another way', () => {
  it.each(TRICKS)('opens nothing to a stranger: %s', async (address) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, text } = await sendRaw(port, `${method} ${address} HTTP/1.1`);
      expect([400, 401, 404]).toContain(status);
      expect(text).not.toMatch(/swagger|openapi|cunbo_http|"items"/i);
    }
  });

  it('does open with a token where it leads somewhere', async () => {
    const token = [`Authorization: Bearer ${server.token}`];
    expect((await sendRaw(port, 'GET http://127.0.0.1/api/openapi.json HTTP/1.1', token)).status).toBe(200);
    expect((await sendRaw(port, 'GET /api/%64ocs HTTP/1.1', token)).status).toBe(200);
  });
});
