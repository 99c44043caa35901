import { startTestApp, type TestApp } from '../support/test-app.js';
import { breaches } from './conventions.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import { administrator, type HeadersFor } from './knocking.js';
import { type Problem, type Reply } from './outside-program.js';
import { type SoundRequest, soundRequests } from './sound-requests.js';

let server: TestApp;
let operations: readonly Operation[];
let sound: Readonly<Record<string, SoundRequest>>;
let headersFor: HeadersFor;
beforeAll(async () => {
  server = await startTestApp();
  sound = await soundRequests(server);
  headersFor = await administrator(server);
  operations = (await readOperations(server)).filter(({ isStream }) => !isStream);
});
afterAll(() => server.close());

async function send(operation: Operation, path: string): Promise<Reply<Problem>> {
  const { id, method } = operation;
  const body = method === 'GET' || method === 'DELETE' ? undefined : (sound[id]?.body ?? {});
  const reply = (await server.request(method, path, body, headersFor(operation))) as Reply<Problem>;
  const broken = breaches(reply);
  if (broken.length > 0) throw new Error(`${method} ${path.slice(0, 200)} → ${reply.status}: ${broken.join('; ').slice(0, 500)}`);
  return reply;
}

/** What no id of ours looks like. */
const NO_IDS = [
  'x',
  '0',
  '-1',
  '1.5',
  '９',
  '7777777',
  '99999999999999999999',
  'x'.repeat(4_000),
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%FF',
  '%zz',
  '%F0%A0%AE%B7',
  '%0A',
  '%2F',
  '..%2F..%2Fetc%2Fpasswd',
  "1'--",
  'null',
  '__proto__',
  'constructor',
  'hasOwnProperty',
];

describe('A path', () => {
  it('with an id that names nothing leads to nothing', async () => {
    for (const operation of operations) {
      const names = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      for (const name of names) {
        const replies = await Promise.all(
          NO_IDS.map((id) => send(operation, fillPath(operation.path, { ...sound[operation.id]?.path, [name]: id }))),
        );
        // An item may be called anything.
        const isFree = name === 'itemId';
        for (const [index, { status }] of replies.entries()) {
          const outcome = status < 300 ? 'found' : [400, 404, 414].includes(status) ? 'refused' : status;
          expect([operation.id, name, NO_IDS[index], outcome]).toEqual([
            operation.id,
            name,
            NO_IDS[index],
            isFree && status < 300 ? 'found' : 'refused',
          ]);
        }
      }
    }
  });

  it('that there is not, or not with this method, is refused', async () => {
    for (const path of [
      '/api',
      '/api/v1',
      '/api/v2/merchants',
      '/api/v1/merchants/1/2',
      '/webhooks',
      '/webhooks/standard',
      '/health',
      '/x.php',
      '/%zz',
    ]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const reply = (await server.request(method, path, method === 'GET' ? undefined : {})) as Reply<Problem>;
        expect([method, path, breaches(reply)]).toEqual([method, path, []]);
        expect([400, 404, 405]).toContain(reply.status);
      }
    }
    const paths = new Set(operations.map(({ path }) => path));
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        if (operations.some((operation) => operation.path === path && operation.method === method)) continue;
        const area = path.startsWith('/api/v1/auth/') ? 'own-account' : null;
        const body = method === 'GET' ? undefined : {};
        const reply = (await server.request(method, fillPath(path), body, headersFor({ area, method }))) as Reply<Problem>;
        expect([method, path, breaches(reply)]).toEqual([method, path, []]);
        expect([404, 405]).toContain(reply.status);
      }
    }
  });
});

const STRANGE = [
  '',
  'x',
  '0',
  '-1',
  '1.5',
  '1e308',
  '0x10',
  'NaN',
  'null',
  'true',
  '9007199254740992',
  '99999999999999999999',
  '2026-02-30',
  '0001-01-01',
  '2026-11-20T00:00:00Z',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%FF',
  '%zz',
  '%0A',
  '%27%3B--',
  '%25',
  '%5B%5D',
  '%7B%7D',
  '%F0%A0%AE%B7',
  'x'.repeat(5_000),
];

/** Cursors that were not made here: what is in them, and what is not. */
const CURSORS = [
  Buffer.from('["\\u0000"]').toString('base64url'),
  Buffer.from('["\\ud800"]').toString('base64url'),
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('["a"]').toString('base64url'),
  Buffer.from('["a","b"]').toString('base64url'),
  Buffer.from('["1","b","c"]').toString('base64url'),
  Buffer.from('[9007199254740991,-1,"c"]').toString('base64url'),
  Buffer.from('[{}]').toString('base64url'),
  Buffer.from('[[]]').toString('base64url'),
  Buffer.from('{"length":1}').toString('base64url'),
  Buffer.from('["99999999999999999999999999999999","1"]').toString('base64url'),
  Buffer.from('["2026-02-30T00:00:00Z","1"]').toString('base64url'),
];

describe('A query', () => {
  const queried = () => operations.filter(({ parameters }) => parameters.some((parameter) => parameter.in === 'query'));
  const pathOf = ({ id, path }: Operation, query: readonly string[]): string => `${fillPath(path, sound[id]?.path)}?${query.join('&')}`;
  const partsOf = ({ id }: Operation, without = ''): string[] =>
    Object.entries(sound[id]?.query ?? {}).flatMap(([name, value]) =>
      name === without || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`],
    );

  it('that is sound is known here for every operation that takes one, with all its parameters', async () => {
    for (const operation of queried()) {
      const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      expect([operation.id, Object.keys(sound[operation.id]?.query ?? {}).sort()]).toEqual([operation.id, names.sort()]);
      const { status, body } = await send(operation, pathOf(operation, partsOf(operation)));
      if (operation.method === 'GET') expect([operation.id, status, body]).toEqual([operation.id, 200, body]);
    }
  });

  it('with a strange value is refused by name, or taken for what it says', async () => {
    for (const operation of queried()) {
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
        const values = name === 'cursor' ? [...STRANGE, ...CURSORS] : STRANGE;
        const replies = await Promise.all(
          values.map((value) => send(operation, pathOf(operation, [...partsOf(operation, name), `${name}=${value}`]))),
        );
        for (const [index, { status, body }] of replies.entries()) {
          if (status !== 400 || body.code === 'input.cursor') continue;
          const pointers = body.errors?.map(({ pointer }) => pointer);
          expect([operation.id, name, values[index]?.slice(0, 40), pointers]).toEqual([
            operation.id,
            name,
            values[index]?.slice(0, 40),
            [`/${name}`],
          ]);
        }
      }
    }
  });

  it('with a parameter given twice, as a list or as an object is refused', async () => {
    for (const operation of queried()) {
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
        for (const query of [`${name}=1&${name}=1`, `${name}[]=1`, `${name}[a]=1`, `${name}.a=1`]) {
          const { status } = await send(operation, pathOf(operation, [...partsOf(operation, name), query]));
          expect([operation.id, query, status]).toEqual([operation.id, query, 400]);
        }
      }
    }
  });

  it('without a required parameter is refused by name', async () => {
    for (const operation of queried()) {
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'query' && parameter.required === true)) {
        const { status, body } = await send(operation, pathOf(operation, partsOf(operation, name)));
        expect([operation.id, status, body.errors?.map(({ pointer }) => pointer)]).toEqual([operation.id, 400, [`/${name}`]]);
      }
    }
  });

  it('with a parameter that there is not is refused by name', async () => {
    for (const operation of queried()) {
      for (const name of ['colour', 'Limit', '__proto__', 'constructor', 'hasOwnProperty', 'toString', '']) {
        const { status, body } = await send(operation, pathOf(operation, [...partsOf(operation), `${name}=1`]));
        expect([operation.id, name, status, body.errors?.map(({ pointer }) => pointer)]).toEqual([operation.id, name, 400, [`/${name}`]]);
      }
    }
  });
});
