import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { simulate } from './simulate.js';
import type { SimulateOptions } from './simulate-options.js';

type Stored = Record<string, unknown> & { id: string };

/** Just enough of the API to be loaded: lists, numbered resources, and a webhook door that remembers what it let in. */
class FakeServer {
  readonly lists = new Map<string, Stored[]>();
  readonly pushes: { readonly id: string; readonly body: string; readonly isSigned: boolean }[] = [];
  readonly writes: string[] = [];
  /** Every so many requests one is answered 503. 0: never. */
  busyEvery = 0;
  busyAnswers = 0;
  private requests = 0;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void readAll(request).then((body) => this.answer(request, response, body));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const [, , , kind = '', id = ''] = (request.url ?? '').split(/[/?]/);
    this.requests += 1;
    if (this.busyEvery > 0 && this.requests % this.busyEvery === 0) {
      this.busyAnswers += 1;
      response.writeHead(503, { 'retry-after': '0' }).end();
    } else if (request.url?.startsWith('/webhooks/')) this.receive(request, response, body);
    else if (request.method === 'GET') reply(response, 200, { items: this.list(kind), nextCursor: null });
    else reply(response, request.method === 'POST' ? 201 : 200, this.store(request.method ?? '', kind, id, JSON.parse(body) as object));
  }

  private receive(request: IncomingMessage, response: ServerResponse, body: string): void {
    const [, , , shopId] = (request.url ?? '').split('/');
    const shop = this.list('shops').find(({ id }) => id === shopId);
    const { secret } = shop?.credentials as { secret: string };
    const headers = request.headers as Record<string, string>;
    this.pushes.push({ id: headers['webhook-id'] ?? '', body, isSigned: isSigned(secret, body, headers) });
    response.writeHead(204).end();
  }

  private store(method: string, kind: string, id: string, content: object): Stored {
    this.writes.push(`${method} ${kind}`);
    const known = this.list(kind).find((entry) => entry.id === id);
    if (method === 'PATCH' && known) return Object.assign(known, content);
    const stored = { ...content, id: String(this.writes.length) };
    if (method === 'POST' && id === '') this.list(kind).push(stored);
    return stored;
  }

  private list(kind: string): Stored[] {
    const list = this.lists.get(kind) ?? [];
    this.lists.set(kind, list);
    return list;
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function isSigned(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

describe('simulating', () => {
  let server: FakeServer;
  let options: SimulateOptions;
  let folder: string;
  const stop = new AbortController();

  beforeEach(async () => {
    server = new FakeServer();
    folder = await mkdtemp(join(tmpdir(), 'cunbo-demo-'));
    const stateFile = join(folder, 'demo.json');
    const period = { today: '2026-11-22', historyDays: 3, lastYear: true, live: false };
    options = {
      baseUrl: await server.listen(),
      token: 'token',
      demo: true,
      ...period,
      stateFile,
      log: () => undefined,
      signal: stop.signal,
    };
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('loads the sample through the API and signs every push', async () => {
    const report = await simulate(options);
    expect(server.lists.get('merchants')).toHaveLength(40);
    expect(report.catalogue).toEqual({ created: 219, found: 0 });
    expect(report.messages.sent).toBe(server.pushes.length);
    expect(server.pushes.length).toBeGreaterThan(300);
    expect(server.pushes.every((push) => push.isSigned)).toBe(true);
    expect(report.expected.map(({ period }) => period)).toEqual(['history', 'last-year', 'all']);
  });

  it('changes nothing when it is run again', async () => {
    const first = await simulate(options);
    const writes = server.writes.length;
    const pushes = server.pushes.length;
    const second = await simulate(options);
    expect([server.writes.length, server.pushes.length]).toEqual([writes, pushes]);
    expect(second.catalogue).toEqual({ created: 0, found: 219 });
    expect(second.messages.known).toBe(first.messages.accepted);
    expect(second.expected).toEqual(first.expected);
  });

  it('sends the very same messages when its state file is lost, under new secrets', async () => {
    const first = await simulate(options);
    const said = new Map(server.pushes.map(({ id, body }) => [id, body]));
    await rm(options.stateFile);
    const second = await simulate(options);
    expect(server.pushes).toHaveLength(2 * said.size);
    for (const { id, body, isSigned: signed } of server.pushes.slice(said.size)) expect([signed, body]).toEqual([true, said.get(id)]);
    expect(second.catalogue.created).toBe(0);
    expect(second.expected).toEqual(first.expected);
  });

  it('asks a busy server again and loses nothing', async () => {
    const undisturbed = (await simulate(options)).expected;
    await rm(options.stateFile);
    server.lists.clear();
    server.busyEvery = 20;
    const report = await simulate(options);
    expect(server.busyAnswers).toBeGreaterThan(10);
    expect(report.messages.refused).toEqual({});
    expect(report.expected).toEqual(undisturbed);
  });

  it('keeps two sessions on air and ends them when the time is over', async () => {
    const report = await simulate({ ...options, historyDays: 0, lastYear: false, live: true, ratePerSecond: 200, durationSeconds: 1 });
    const sessions = server.lists.get('live-sessions') ?? [];
    expect(sessions).toHaveLength(2);
    for (const session of sessions) expect(typeof session.endedAt).toBe('string');
    expect(report.messages.sent).toBeGreaterThan(10);
    expect(report.messages.sent).toBe(report.messages.accepted);
  });

  it('keeps the secrets where only their owner can read them', async () => {
    await simulate(options);
    expect((await stat(options.stateFile)).mode & 0o777).toBe(0o600);
    expect(await readFile(options.stateFile, 'utf8')).toContain('whsec_');
  });

  it('pushes the number of orders asked for to one shop', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    server.lists.set('shops', [{ id: 's1', credentials: { secret } }]);
    const count = 20;
    const report = await simulate({
      ...options,
      demo: false,
      shop: { id: 's1', secret },
      count,
      ratePerSecond: 500,
      duplicates: 0.5,
      disorder: 0,
    });
    const orders = new Set(server.pushes.map(({ body }) => (JSON.parse(body) as { data: { orderNo: string } }).data.orderNo));
    expect(orders.size).toBe(count);
    expect(server.pushes.every((push) => push.isSigned)).toBe(true);
    expect(report.messages.sent).toBeGreaterThan(new Set(server.pushes.map(({ id }) => id)).size);
  });

  it('names the option that cannot be used', async () => {
    await expect(simulate({ ...options, today: '2026-02-30' })).rejects.toThrow('today cannot be 2026-02-30');
    await expect(simulate({ ...options, duplicates: 1.5 })).rejects.toThrow('duplicates');
    await expect(simulate({ ...options, demo: false })).rejects.toThrow('shop');
  });

  it('ends quietly when the server went away together with the order to stop', async () => {
    await server.close();
    const report = await simulate({ ...options, signal: AbortSignal.abort() });
    expect(report.messages.sent).toBe(0);
    server = new FakeServer();
    await server.listen();
  });
});
