import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveStreams } from '../../src/modules/live-board/live-streams.js';
import { settle } from '../support/pipeline.js';
import { ADMIN_PASSWORD, startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, handOrder, OTHER_COUNTY, registerMerchant, type SampleMerchant } from './sample-merchant.js';

const HEARTBEAT_MS = 100;

let server: TestApp;
let port: number;
let near: SampleMerchant;
let far: SampleMerchant;
beforeAll(async () => {
  server = await startTestApp({ rehintIntervalMs: 50 });
  server.app.get(LiveStreams).heartbeatMs = HEARTBEAT_MS;
  await server.app.listen(0, '127.0.0.1');
  port = (server.app.getHttpServer().address() as AddressInfo).port;
  const operator = new OutsideProgram(server);
  near = await registerMerchant(operator);
  far = await registerFar(operator);
});
afterAll(() => server.close());

async function registerFar(operator: OutsideProgram): Promise<SampleMerchant> {
  const { id: merchantId } = await operator.make('/api/v1/merchants', { name: '平鲁', kind: 'company', divisionCode: OTHER_COUNTY });
  const product = { merchantId, name: '荞麦', category: 'grain.buckwheat', originDivisionCode: OTHER_COUNTY, isAgricultural: true };
  const { id: productId } = await operator.make('/api/v1/products', product);
  return { merchantId, productId, shopId: '', hostId: '', liveSessionId: '' };
}

interface Listener {
  readonly status: number;
  /** Days of the events so far. */
  readonly days: () => string[];
  readonly ended: Promise<unknown>;
  beats(): Promise<void>;
  leave(): void;
}

async function listen(headers: Record<string, string>, path = '/api/v1/live-board/events'): Promise<Listener> {
  const request = get({ host: '127.0.0.1', port, path, headers });
  request.on('error', () => undefined);
  const [stream] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  stream.setEncoding('utf8').on('data', (part) => (text += String(part)));
  stream.on('error', () => undefined);
  const ended = new Promise((resolve) => stream.once('close', resolve));
  return {
    status: stream.statusCode ?? 0,
    days: () =>
      [...text.matchAll(/event: revenue\ndata: (.*)\n\n/g)].flatMap(([, data]) => (JSON.parse(data ?? '') as { days: string[] }).days),
    ended,
    // Whatever was told before has arrived once two more heartbeats have.
    beats: async () => {
      const before = text.split(': \n\n').length;
      while (text.split(': \n\n').length < before + 2) await once(stream, 'data');
    },
    leave: () => void stream.destroy(),
  };
}

/** The token that a person of the tests asks with. */
async function tokenOf(role: 'operator' | 'bureau' | 'lead' | 'clerk' | 'host', scope: object = {}): Promise<{ authorization: string }> {
  const kept = { authorization: '' };
  const spy = {
    ...server,
    request: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      kept.authorization = headers.authorization ?? '';
      return server.request(method, path, body, headers);
    },
  };
  await (await person(spy, role, scope)).ask('GET', '/api/v1/auth/me');
  return kept;
}

/** The server hears of an end a moment later. */
async function eventually<Result>(look: () => Promise<Result | null>): Promise<Result> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const seen = await look();
    if (seen !== null) return seen;
    await sleep(50);
  }
  throw new Error('It does not come.');
}

async function sell(merchant: SampleMerchant, day: string): Promise<void> {
  await new OutsideProgram(server).make('/api/v1/orders', handOrder(merchant, { paidAt: `${day}T20:00:00+08:00` }));
}

describe('A listener at the live board', () => {
  it('hears of its own sales and of nobody else’s', async () => {
    const headers = {
      operator: await tokenOf('operator'),
      bureau: await tokenOf('bureau', { divisionCode: COUNTY }),
      otherBureau: await tokenOf('bureau', { divisionCode: OTHER_COUNTY }),
      lead: await tokenOf('lead', { merchantIds: [near.merchantId] }),
      otherLead: await tokenOf('lead', { merchantIds: [far.merchantId] }),
      clerk: await tokenOf('clerk', { merchantIds: [near.merchantId] }),
    };
    const listeners = Object.fromEntries(
      await Promise.all(Object.entries(headers).map(async ([who, header]) => [who, await listen(header)] as const)),
    );
    for (let turn = 0; turn < 3; turn += 1) await Promise.all([sell(near, `2026-11-0${turn + 1}`), sell(far, `2026-11-1${turn + 1}`)]);
    await settle(server);
    await Promise.all(Object.values(listeners).map((listener) => listener.beats()));
    const heard = Object.fromEntries(Object.entries(listeners).map(([who, listener]) => [who, [...new Set(listener.days())].sort()]));
    for (const listener of Object.values(listeners)) listener.leave();
    const [nearDays, farDays] = [
      ['2026-11-01', '2026-11-02', '2026-11-03'],
      ['2026-11-11', '2026-11-12', '2026-11-13'],
    ];
    expect(heard.operator).toEqual([...nearDays, ...farDays]);
    // Totals of areas are to be seen by every bureau of the province.
    for (const who of ['bureau', 'otherBureau']) expect([who, heard[who]]).toEqual([who, [...nearDays, ...farDays]]);
    for (const who of ['lead', 'clerk']) expect([who, heard[who]]).toEqual([who, nearDays]);
    expect(heard.otherLead).toEqual(farDays);
  });

  it('hears nothing more once its session has ended', async () => {
    const { headers } = await server.request('POST', '/api/v1/auth/login', { username: 'admin', password: ADMIN_PASSWORD });
    const cookie = (headers['set-cookie'] as string[]).map((line) => line.split(';')[0]).join('; ');
    const csrf = /csrf=([^;]+)/.exec(cookie)?.[1] ?? '';
    const listener = await listen({ cookie });
    await listener.beats();
    await server.request('POST', '/api/v1/auth/logout', {}, { authorization: '', cookie, 'x-csrf-token': csrf });
    await listener.ended;
    expect((await listen({ cookie })).status).toBe(401);
  });

  it('hears nothing more once its account is disabled', async () => {
    const token = await tokenOf('lead', { merchantIds: [near.merchantId] });
    const listener = await listen(token);
    await listener.beats();
    const { items } = await new OutsideProgram(server).read<{ items: { id: string; role: string }[] }>('/api/v1/accounts');
    for (const { id } of items.filter(({ role }) => role === 'lead'))
      await new OutsideProgram(server).must(200, 'PATCH', `/api/v1/accounts/${id}`, { isDisabled: true });
    await listener.ended;
    expect((await listen(token)).status).toBe(401);
  });

  it('is not let in beside too many of its account, of either kind, and is once one has left', async () => {
    const streams = server.app.get(LiveStreams);
    const most = streams.mostOfAnAccount;
    streams.mostOfAnAccount = 2;
    try {
      const token = await tokenOf('clerk', { merchantIds: [near.merchantId] });
      const minutes = `/api/v1/live-sessions/${near.liveSessionId}/minutes/events`;
      const open = [await listen(token), await listen(token)];
      for (const path of ['/api/v1/live-board/events', minutes]) {
        const refused = await server.request('GET', path, undefined, token);
        expect(refused).toMatchObject({ status: 429, body: { code: 'live-board.too-many-streams' } });
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      }
      const other = await listen(await tokenOf('clerk', { merchantIds: [near.merchantId] }));
      expect(other.status).toBe(200);
      open[0]?.leave();
      const again = await eventually(async () => {
        const listener = await listen(token);
        return listener.status === 200 ? listener : null;
      });
      for (const listener of [...open, other, again]) listener.leave();
    } finally {
      streams.mostOfAnAccount = most;
    }
  });

  it('that is given other merchants hears of those from then on', async () => {
    const token = await tokenOf('clerk', { merchantIds: [near.merchantId] });
    const listener = await listen(token);
    const { items } = await new OutsideProgram(server).read<{ items: { id: string; role: string }[] }>('/api/v1/accounts');
    const id = items.filter(({ role }) => role === 'clerk').at(-1)?.id;
    await new OutsideProgram(server).must(200, 'PATCH', `/api/v1/accounts/${id}`, { merchantIds: [far.merchantId] });
    await listener.beats();
    await Promise.all([sell(near, '2026-11-05'), sell(far, '2026-11-15')]);
    await settle(server);
    await listener.beats();
    expect([...new Set(listener.days())]).toEqual(['2026-11-15']);
    listener.leave();
  });
});

describe('A listener at the minutes of a session', () => {
  const minutes = ({ liveSessionId }: SampleMerchant): string => `/api/v1/live-sessions/${liveSessionId}/minutes/events`;
  const operator = (): OutsideProgram => new OutsideProgram(server);
  const change = (body: object): Promise<unknown> => operator().must(200, 'PATCH', `/api/v1/live-sessions/${near.liveSessionId}`, body);
  beforeAll(() => change({ startedAt: new Date().toISOString(), endedAt: null }));

  it('hears nothing more once its account is for another merchant', async () => {
    const token = await tokenOf('clerk', { merchantIds: [near.merchantId] });
    const listener = await listen(token, minutes(near));
    await listener.beats();
    const { items } = await operator().read<{ items: { id: string; role: string }[] }>('/api/v1/accounts');
    const id = items.filter(({ role }) => role === 'clerk').at(-1)?.id;
    await operator().must(200, 'PATCH', `/api/v1/accounts/${id}`, { merchantIds: [far.merchantId] });
    await listener.ended;
    expect((await listen(token, minutes(near))).status).toBe(404);
  });

  it('hears nothing more once the session is another host’s', async () => {
    const listener = await listen(await tokenOf('host', { hostIds: [near.hostId] }), minutes(near));
    await listener.beats();
    const { id: hostId } = await operator().make('/api/v1/hosts', { merchantId: near.merchantId, name: '小兰' });
    await change({ hostId });
    await listener.ended;
  });

  it('hears nothing more once it has signed out', async () => {
    const { headers } = await server.request('POST', '/api/v1/auth/login', { username: 'admin', password: ADMIN_PASSWORD });
    const cookie = (headers['set-cookie'] as string[]).map((line) => line.split(';')[0]).join('; ');
    const csrf = /csrf=([^;]+)/.exec(cookie)?.[1] ?? '';
    const listener = await listen({ cookie }, minutes(near));
    await listener.beats();
    await server.request('POST', '/api/v1/auth/logout', {}, { authorization: '', cookie, 'x-csrf-token': csrf });
    await listener.ended;
  });
});
