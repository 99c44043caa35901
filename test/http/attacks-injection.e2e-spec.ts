import { Database, operator } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { nextAddress } from './browser.js';
import { breaches } from './conventions.js';
import { fillPath, type Operation, readOperations, type Schema } from './open-api.js';
import { administrator, type HeadersFor } from './knocking.js';
import type { Reply } from './outside-program.js';
import { type SoundRequest, soundRequests } from './sound-requests.js';

/** A sequence that whoever manages to run SQL counts up: no rollback takes that back, and no clock is needed to see it. */
const CANARY = 'attack_canary';
const SONG = `nextval('${CANARY}')`;

const ATTACKS = [
  `'||${SONG}||'`,
  `1;select ${SONG}--`,
  `1 or ${SONG}>0`,
  `1) or (${SONG})>0 --`,
  `x'; select ${SONG}; /*`,
  `\\'; select ${SONG}; --`,
  `$1||${SONG}`,
  `$$||${SONG}||$$`,
  `ʼ||${SONG}||ʼ＇;select ${SONG}--`,
  `{${SONG}}`,
  `\0' or ${SONG}>0--`,
];

let server: TestApp;
let operations: Operation[];
let sound: Readonly<Record<string, SoundRequest>>;
let before: unknown;
let headersFor: HeadersFor;
beforeAll(async () => {
  server = await startTestApp();
  sound = await soundRequests(server);
  headersFor = await administrator(server);
  operations = (await readOperations(server)).filter(
    ({ id, isStream }) => !isStream && !['Account_logout', 'Webhook_receive'].includes(id),
  );
  await settle(server);
  await server.sql(`create sequence ${CANARY}`);
  await server.sql(`grant usage on sequence ${CANARY} to public`);
  before = await image();
});
afterAll(() => server.close());

/** What an attacker would change: what there is, who may what, and who people are. */
async function image(): Promise<unknown> {
  const [found] = await server.sql<Record<string, string>>(`
    select (select string_agg(concat_ws(' ', relname, relkind, relacl, relrowsecurity), ',' order by oid) from pg_class
            where relnamespace = 'public'::regnamespace and not relispartition) as tables,
           (select string_agg(md5(prosrc), ',' order by oid) from pg_proc where pronamespace = 'public'::regnamespace) as functions,
           (select string_agg(concat_ws(' ', polname, polrelid), ',' order by oid) from pg_policy) as policies,
           (select string_agg(concat_ws(' ', id, username, password_hash, role), ',' order by id) from account where username = 'admin') as admin,
           (select count(*)::text from api_token where name = 'test') as tokens`);
  return found;
}

async function sings(): Promise<boolean> {
  return (await server.sql<{ is_called: boolean }>(`select is_called from ${CANARY}`))[0]?.is_called === true;
}

async function expectHarmless(operation: Operation, path: string, body: unknown): Promise<void> {
  const reply = (await server.request(operation.method, path, body, headersFor(operation))) as Reply<{ code?: string }>;
  const broken = breaches(reply);
  // Turned away before anything looked at the attack: nothing would have been tried.
  const isTurnedAway = ['http.too-many', 'auth.session-needed', 'auth.csrf', 'auth.required'].includes(reply.body?.code ?? '');
  if (reply.status >= 500 || broken.length > 0 || isTurnedAway)
    throw new Error(`${operation.method} ${path} ${JSON.stringify(body)} → ${reply.status} ${reply.body?.code ?? ''} ${broken.join('; ')}`);
}

const bodyOf = ({ id, method }: Operation): object | undefined =>
  method === 'GET' || method === 'DELETE' ? undefined : (sound[id]?.body ?? {});

async function expectSilence(): Promise<void> {
  await settle(server);
  expect([await sings(), await image()]).toEqual([false, before]);
}

describe('SQL in place of a value', () => {
  it('would be heard if it ran: the application may count the canary up', async () => {
    await server.app.get(Database).transaction(operator('test'), (tx) => tx.query(`select ${SONG}`));
    expect(await sings()).toBe(true);
    await server.sql(`select setval('${CANARY}', 1, false)`);
    expect(await sings()).toBe(false);
  });

  it('does nothing in any path', async () => {
    for (const operation of operations) {
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'path'))
        for (const attack of ATTACKS)
          await expectHarmless(
            operation,
            fillPath(operation.path, { ...sound[operation.id]?.path, [name]: encodeURIComponent(attack) }),
            bodyOf(operation),
          );
    }
    await expectSilence();
  });

  it('does nothing in any query', async () => {
    for (const operation of operations) {
      const { path = {}, query = {} } = sound[operation.id] ?? {};
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
        const others = Object.entries(query).filter(([other, value]) => other !== name && value !== '');
        const addressWith = (attack: string): string =>
          `${fillPath(operation.path, path)}?${new URLSearchParams([...others, [name, attack]]).toString()}`;
        const attacks = name === 'cursor' ? [...ATTACKS, ...ATTACKS.map(asCursor)] : ATTACKS;
        await Promise.all(attacks.map((attack) => expectHarmless(operation, addressWith(attack), bodyOf(operation))));
      }
    }
    await expectSilence();
  }, 120_000);

  it('does nothing in any field of a body', async () => {
    for (const operation of operations) {
      const body = bodyOf(operation);
      if (operation.body === null || body === undefined) continue;
      for (const place of placesIn(operation.body, body))
        await Promise.all(
          ATTACKS.map((attack) =>
            expectHarmless(operation, fillPath(operation.path, sound[operation.id]?.path), withValue(body, place, attack)),
          ),
        );
    }
    await expectSilence();
  }, 240_000);

  it('does nothing in a header', async () => {
    for (const attack of ATTACKS.filter((one) => /^[\x20-\x7e]+$/.test(one))) {
      for (const name of ['idempotency-key', 'accept-language', 'x-forwarded-for', 'x-csrf-token', 'if-match', 'cookie', 'user-agent']) {
        const value = name === 'cookie' ? `cunbo_session=${encodeURIComponent(attack)}` : attack;
        expect((await server.request('POST', '/api/v1/hosts', {}, { [name]: value })).status).toBeLessThan(500);
      }
      expect((await server.request('GET', '/api/v1/auth/me', undefined, { authorization: `Bearer ${attack}` })).status).toBe(401);
      const credentials = { username: attack, password: attack };
      const elsewhere = { authorization: '', 'x-forwarded-for': nextAddress() };
      expect((await server.request('POST', '/api/v1/auth/login', credentials, elsewhere)).status).toBe(401);
    }
    await expectSilence();
  });

  it('finds no more than a name that nothing has', async () => {
    for (const query of [`zzzz' or '1'='1`, `zzzz%' --`, 'zzzz%', 'zzzz_']) {
      const { body } = await server.request('GET', `/api/v1/divisions?query=${encodeURIComponent(query)}`);
      expect([query, (body as { items: unknown[] }).items]).toEqual([query, []]);
    }
  });
});

function asCursor(attack: string): string {
  return Buffer.from(JSON.stringify([attack])).toString('base64url');
}

type Place = readonly (string | number)[];

/** Every field a body has, whatever its type: what is no text is refused, and must be. */
function* placesIn(schema: Schema, body: unknown, place: Place = []): Generator<Place> {
  if (Array.isArray(body)) {
    const [first] = body as unknown[];
    yield [...place, 0];
    yield* placesIn(schema.items ?? {}, first, [...place, 0]);
  } else if (typeof body === 'object' && body !== null) {
    for (const [name, child] of Object.entries(schema.properties ?? {})) {
      yield [...place, name];
      yield* placesIn(child, (body as Record<string, unknown>)[name], [...place, name]);
    }
  }
}

function withValue(body: object, place: Place, value: string): object {
  const copy = structuredClone(body) as Record<string | number, unknown>;
  let at = copy;
  for (const step of place.slice(0, -1)) at = at[step] as typeof copy;
  at[place.at(-1) ?? ''] = value;
  return copy;
}
