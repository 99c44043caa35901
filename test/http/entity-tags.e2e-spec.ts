import { startTestApp, type TestApp } from '../support/test-app.js';
import { bodilessRequests } from './bodiless-requests.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import { OutsideProgram, type Problem, type Reply } from './outside-program.js';
import { soundRequests } from './sound-requests.js';

/** What replaces a thing whole, and why it needs no tag. */
const UNCONDITIONAL: Readonly<Record<string, string>> = {
  ItemMapping_mapAll: 'many things at once, of several shops',
  Message_classify: 'one verdict of three, which nothing else hangs on: the last one holds',
  Reconciliation_type: 'a total as somebody read it at the platform; what it is compared with changes with every order',
};

interface Attempt {
  readonly operation: Operation;
  readonly path: string;
  /** Where the thing itself is read. */
  readonly thing: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

let server: TestApp;
let program: OutsideProgram;
let operations: Operation[];
let attempts: readonly Attempt[];
beforeAll(async () => {
  server = await startTestApp();
  program = new OutsideProgram(server);
  operations = await readOperations(server);
  const sound = await soundRequests(server);
  const bodiless = await bodilessRequests(server);
  attempts = operations.filter(isConditional).map((operation) => {
    const { id, path } = operation;
    const given = sound[id] ?? { path: bodiless[id] ?? {} };
    const sku = id.startsWith('ItemMapping') ? '?skuId=s1' : '';
    const [whole, thing] = [path, thingOf(operation)].map((one) => fillPath(one, given.path) + sku);
    return { operation, path: whole ?? '', thing: thing ?? '', body: given.body };
  });
  const mapping = sound.ItemMapping_map;
  const declared = sound.DeclaredTotal_declare;
  await program.must(200, 'PUT', fillPath('/api/v1/live-sessions/{id}/declared-total', declared?.path), declared?.body);
  await program.must(200, 'PUT', fillPath('/api/v1/shops/{id}/items/{itemId}', mapping?.path), mapping?.body);
});
afterAll(() => server.close());

function isConditional({ parameters }: Operation): boolean {
  return parameters.some(({ name }) => name === 'if-match');
}

/** `POST /orders/{id}/void` changes `/orders/{id}`. */
function thingOf({ method, path }: Operation): string {
  return method === 'POST' ? path.replace(/\/[\w-]+$/, '') : path;
}

const tagOf = ({ headers }: Reply): string => String(headers.etag);

/** Another content each time: writing again what is there is no change, and takes nothing from anybody. */
function varied(body: Attempt['body'], round: number): unknown {
  if (body === undefined) return undefined;
  if (Array.isArray(body.secondStepRoles)) return { secondStepRoles: [['auditor', 'lead', 'clerk'][round % 3]] };
  const text = ['name', 'title', 'reason'].find((field) => typeof body[field] === 'string');
  if (text !== undefined) return { ...body, [text]: `${String(body[text])}${round}` };
  if (!Array.isArray(body.lines)) return body;
  return { ...body, lines: (body.lines as object[]).map((line) => ({ ...line, paidFen: 1_000 + round })) };
}

function send({ operation: { method }, path, body }: Attempt, ifMatch: string, round: number): Promise<Reply<Problem>> {
  return program.ask<Problem>(method, path, varied(body, round), { 'if-match': ifMatch });
}

it('is asked for by every operation that changes or replaces one thing', () => {
  const lacking = operations.filter((operation) => ['PATCH', 'PUT'].includes(operation.method) && !isConditional(operation));
  expect(lacking.map(({ id }) => id).sort()).toEqual(Object.keys(UNCONDITIONAL).sort());
  expect(attempts.length).toBeGreaterThan(19);
});

it('is given with the thing, and the same as long as that is the same', async () => {
  for (const { thing } of attempts) {
    const [first, second] = [await program.ask('GET', thing), await program.ask('GET', thing)];
    expect({ thing, status: first.status, tag: tagOf(first) }).toEqual({ thing, status: 200, tag: tagOf(second) });
    expect(tagOf(first)).toMatch(/^"[\w-]{27}"$/);
  }
});

it('that is stale is refused with 412, and nothing is changed', async () => {
  for (const attempt of attempts) {
    const before = await program.ask('GET', attempt.thing);
    for (const stale of ['"stale"', `W/${tagOf(before)}`]) {
      const refused = await send(attempt, stale, 0);
      expect({ id: attempt.operation.id, status: refused.status, code: refused.body.code }).toEqual({
        id: attempt.operation.id,
        status: 412,
        code: 'http.changed-meanwhile',
      });
    }
    const after = await program.ask('GET', attempt.thing);
    expect({ ...after.headers, date: '', body: after.body }).toEqual({ ...before.headers, date: '', body: before.body });
  }
});

it('that is given by two at once lets exactly one of them pass', async () => {
  for (const attempt of attempts) {
    const { id } = attempt.operation;
    const tag = tagOf(await program.ask('GET', attempt.thing));
    const replies = await Promise.all([1, 2].map((round) => send(attempt, `"other", ${tag}`, round)));
    const statuses = replies.map(({ status }) => status).sort();
    expect({ id, statuses, bodies: replies.map(({ body }) => body.code) }).toMatchObject({ id, statuses: [expect.any(Number), 412] });
    expect({ id, isDone: (statuses[0] ?? 500) < 300 }).toEqual({ id, isDone: true });
  }
});

it('of an answer to a change is that of the thing, to go on with', async () => {
  const { id } = await program.make('/api/v1/merchants', { name: '甲', kind: 'household', divisionCode: '140681' });
  const path = `/api/v1/merchants/${id}`;
  let tag = tagOf(await program.ask('GET', path));
  for (const name of ['乙', '丙']) {
    const changed = await program.ask('PATCH', path, { name }, { 'if-match': tag });
    expect({ status: changed.status, tag: tagOf(changed) }).toEqual({ status: 200, tag: tagOf(await program.ask('GET', path)) });
    tag = tagOf(changed);
  }
  expect((await program.ask('PATCH', path, { name: '丁' }, { 'if-match': '*' })).status).toBe(200);
  expect(await program.refused('PATCH', path, { name: '丁' }, { 'if-match': tag.slice(1) })).toMatchObject({ status: 400 });
});

it('of what was just made is that of the thing as it is read', async () => {
  const made = await program.ask<{ id: string }>('POST', '/api/v1/merchants', { name: '甲', kind: 'household', divisionCode: '140681' });
  expect(tagOf(made)).toBe(tagOf(await program.ask('GET', `/api/v1/merchants/${made.body.id}`)));
});

it('tells of new credentials, too, which nobody can see', async () => {
  const [attempt] = attempts.filter(({ operation }) => operation.id === 'Shop_change');
  const tag = tagOf(await program.ask('GET', attempt?.thing ?? ''));
  const { credentials } = attempt?.body ?? {};
  await program.must(200, 'PATCH', attempt?.path ?? '', { credentials });
  expect(await program.refused('PATCH', attempt?.path ?? '', { credentials }, { 'if-match': tag })).toMatchObject({ status: 412 });
});

it('is of no matter where it is not given: the last change holds', async () => {
  const { id } = await program.make('/api/v1/merchants', { name: '甲', kind: 'household', divisionCode: '140681' });
  const replies = await Promise.all(['乙', '丙'].map((name) => program.ask('PATCH', `/api/v1/merchants/${id}`, { name })));
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
});
