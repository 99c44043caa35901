import { startTestApp, type TestApp } from '../support/test-app.js';
import { breaches } from './conventions.js';
import { fillPath, type Operation, readOperations, type Schema } from './open-api.js';
import { administrator, type HeadersFor } from './knocking.js';
import { type Problem, type Reply } from './outside-program.js';
import { type SoundRequest, soundRequests } from './sound-requests.js';

let server: TestApp;
let operations: readonly (Operation & { readonly body: Schema })[];
let sound: Readonly<Record<string, SoundRequest>>;
let headersFor: HeadersFor;
beforeAll(async () => {
  server = await startTestApp();
  sound = await soundRequests(server);
  headersFor = await administrator(server);
  // The door of webhooks has a specification of its own.
  operations = (await readOperations(server)).filter((operation) => operation.body !== null && operation.id !== 'Webhook_receive') as never;
});
afterAll(() => server.close());

interface Attempt {
  readonly reply: Reply<Problem>;
  readonly told: string;
}

/** Sends the text as the operation's body. Fails on the spot when the answer is no answer: a failure of ours, or not a problem. */
async function send(operation: Operation, text: string | undefined, headers: Record<string, string> = {}): Promise<Attempt> {
  const path = fillPath(operation.path, sound[operation.id]?.path);
  const reply = (await server.request(operation.method, path, text, {
    'content-type': 'application/json',
    ...headersFor(operation),
    ...headers,
  })) as Reply<Problem>;
  const told = `${operation.id} ${text?.slice(0, 200)} → ${reply.status} ${JSON.stringify(reply.body).slice(0, 300)}`;
  const broken = breaches(reply);
  if (broken.length > 0) throw new Error(`${told}: ${broken.join('; ')}`);
  return { reply, told };
}

async function expectRefused(operation: Operation, text: string | undefined, pointer?: string): Promise<void> {
  const { reply, told } = await send(operation, text);
  if (reply.status !== 400) throw new Error(`Expected 400: ${told}`);
  if (pointer === undefined) return;
  const pointers = reply.body.errors?.map((fault) => fault.pointer) ?? [];
  if (!pointers.some((found) => found === pointer || found.startsWith(`${pointer}/`))) throw new Error(`Expected ${pointer}: ${told}`);
}

/** A value of every JSON type, at the edges and beyond, as JSON text: some of it JavaScript cannot say. */
const STRANGE = [
  'null',
  'true',
  '""',
  '"x"',
  '"0"',
  '"９"',
  '"99999999999999999999"',
  '"2026-02-30T00:00:00Z"',
  '"140681\\n"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"𠮷😀"',
  `"${'长'.repeat(50_000)}"`,
  '-0',
  '-1',
  '1.5',
  '9007199254740992',
  '1e308',
  '1e999',
  '{}',
  '{"$ne":null}',
  '{"length":3}',
  '[]',
  '[[]]',
  '[null]',
  '["x"]',
];

/** Every field a body may have: its pointer, and the body's text with another value there. */
function* fieldsOf(schema: Schema, body: unknown, pointer = '', wrap = (inner: string): string => inner): Generator<Field> {
  if (Array.isArray(body)) {
    const [first] = body as readonly unknown[];
    if (first === undefined) return;
    const inside = (inner: string): string => wrap(`[${inner}]`);
    yield { pointer: `${pointer}/0`, isRequired: true, without: null, having: inside, now: first };
    yield* fieldsOf(schema.items ?? {}, first, `${pointer}/0`, inside);
    return;
  }
  if (typeof body !== 'object' || body === null) return;
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const others = Object.entries(body).filter(([other]) => other !== name);
    const parts = others.map(([other, value]) => `${JSON.stringify(other)}:${JSON.stringify(value)}`);
    const having = (text: string): string => wrap(`{${[...parts, `${JSON.stringify(name)}:${text}`].join(',')}}`);
    const now = (body as Readonly<Record<string, unknown>>)[name];
    const isRequired = schema.required?.includes(name) ?? false;
    yield { pointer: `${pointer}/${name}`, isRequired, without: wrap(`{${parts.join(',')}}`), having, now };
    yield* fieldsOf(child, now, `${pointer}/${name}`, having);
  }
}

interface Field {
  readonly pointer: string;
  readonly isRequired: boolean;
  readonly without: string | null;
  readonly having: (value: string) => string;
  readonly now: unknown;
}

/** What takes a password that is nobody's business here, and what cannot be done twice. */
const REFUSED_HERE = [
  'Account_login',
  'Account_changePassword',
  'Invitation_look',
  'Invitation_accept',
  'SecondStep_begin',
  'SecondStep_confirm',
  'SecondStep_remove',
  'Order_void',
];

const soundBody = ({ id }: Operation): object => sound[id]?.body ?? {};

describe('A body', () => {
  it('that is sound is known here for every operation that takes one, with all its fields', async () => {
    for (const operation of operations) {
      const known = Object.keys(soundBody(operation)).sort();
      expect([operation.id, known]).toEqual([operation.id, Object.keys(operation.body.properties ?? {}).sort()]);
      if (REFUSED_HERE.includes(operation.id)) continue;
      const { reply, told } = await send(operation, JSON.stringify(soundBody(operation)));
      if (reply.status >= 300) throw new Error(`Expected to be accepted: ${told}`);
    }
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"name":'],
    ['words', 'hello'],
    ['HTML', '<html></html>'],
    ['bytes that are no text', '\u0000\u0001'],
    ['two values', '{}{}'],
    ['a list', '[]'],
    ['a list of objects', '[{}]'],
    ['null', 'null'],
    ['a text', '"x"'],
    ['a number', '1'],
    ['a truth', 'true'],
    ['a prototype', '{"__proto__":{"name":"x"}}'],
    ['a prototype inside', '{"x":{"__proto__":{"name":"x"}}}'],
    ['a constructor', '{"constructor":{"prototype":{"name":"x"}}}'],
    ['lists in lists in lists', `{"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['objects in objects in objects', `{"x":${'{"x":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
  ])('that is %s is refused', async (_what, text) => {
    for (const operation of operations) await expectRefused(operation, text);
  });

  it('that is missing is refused where a field is required', async () => {
    for (const operation of operations) {
      const path = fillPath(operation.path, sound[operation.id]?.path);
      const reply = (await server.request(operation.method, path, undefined, headersFor(operation))) as Reply<Problem>;
      expect([operation.id, breaches(reply)]).toEqual([operation.id, []]);
      const required = (operation.body.required ?? []).map((name) => `/${name}`);
      expect([operation.id, reply.status]).toEqual([operation.id, required.length > 0 ? 400 : 200]);
      if (required.length > 0)
        expect(required).toEqual(expect.arrayContaining(reply.body.errors?.map(({ pointer }) => pointer) ?? ['none']));
    }
  });

  it('nested to the stack’s end is refused, with an Idempotency-Key as well', async () => {
    const text = `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    for (const operation of operations) {
      for (const headers of [undefined, { 'idempotency-key': 'deep' }])
        expect((await send(operation, text, headers)).reply.status).toBe(400);
    }
  });

  it('with a field that there is not is refused by name', async () => {
    for (const operation of operations) {
      for (const name of ['colour', 'Name', 'hasOwnProperty', 'toString', 'a~b/c', ''])
        await expectRefused(
          operation,
          JSON.stringify({ ...soundBody(operation), [name]: 1 }),
          `/${name.replace('~', '~0').replace('/', '~1')}`,
        );
    }
  });

  it('without a required field is refused by name', async () => {
    for (const operation of operations) {
      for (const { pointer, isRequired, without } of fieldsOf(operation.body, soundBody(operation))) {
        if (isRequired && without !== null) await expectRefused(operation, without, pointer);
      }
    }
  });

  it('with a strange value anywhere is refused by name, or taken for what it says', async () => {
    for (const operation of operations) {
      for (const field of fieldsOf(operation.body, soundBody(operation))) {
        const values = [...STRANGE, `[${JSON.stringify(field.now)}]`];
        await Promise.all(values.map((value) => expectSense(operation, field, value)));
      }
    }
  }, 480_000);

  it('of another content type is refused with 415', async () => {
    for (const operation of operations) {
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'x']) {
        expect((await send(operation, 'username=admin&password=x&name=x', { 'content-type': type })).reply).toMatchObject({ status: 415 });
      }
    }
  });

  it('larger than a megabyte is refused with 413', async () => {
    for (const operation of operations) {
      expect((await send(operation, JSON.stringify({ name: 'x'.repeat(1_048_577) }))).reply).toMatchObject({ status: 413 });
    }
  });
});

/** Refused by the field's pointer (of a list of plain values by the list's), and in any case when the type is not the field's. */
async function expectSense(operation: Operation, { pointer, having, now }: Field, value: string): Promise<void> {
  const { reply, told } = await send(operation, having(value));
  const isOfType = value === 'null' || now === null || typeOf(JSON.parse(value)) === typeOf(now);
  if (reply.status < 300 && !isOfType) throw new Error(`Expected ${pointer} to be refused: ${told}`);
  if (reply.status !== 400) return;
  const pointers = reply.body.errors?.map((fault) => fault.pointer) ?? [];
  const isNamed = (found: string): boolean => `${found}/`.startsWith(`${pointer}/`) || found === pointer.replace(/\/0$/, '');
  if (pointers.length === 0 || !pointers.every(isNamed)) throw new Error(`Expected ${pointer}: ${told}`);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}
