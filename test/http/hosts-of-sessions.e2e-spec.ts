import { rebuildRollups } from '../../src/modules/revenue/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { person } from './people.js';
import { registerMerchant, type SampleMerchant } from './sample-merchant.js';

interface Fact {
  readonly metric: string;
  readonly value: number | null;
}
interface Facts {
  readonly total: { readonly sessions: number; readonly facts: readonly Fact[] };
  readonly items: readonly { readonly id: string | null; readonly month: string | null; readonly name: string | null }[];
}

const RANGE = 'from=2026-11-01&to=2026-11-30';
const OWN_FEN = 120_000;
const OTHERS_FEN = 990_000;

let server: TestApp;
let operator: OutsideProgram;
let own: SampleMerchant;
let host: OutsideProgram;
let colleagueId: string;
beforeAll(async () => {
  server = await startTestApp();
  operator = new OutsideProgram(server);
  own = await registerMerchant(operator);
  const elsewhere = await registerMerchant(operator);
  colleagueId = (await operator.make('/api/v1/hosts', { merchantId: own.merchantId, name: '小兰' })).id;
  const { id: session } = await operator.make('/api/v1/live-sessions', { ...timesOf(8), merchantId: own.merchantId, hostId: colleagueId });
  await sell(own, own.liveSessionId, '2026-11-20T20:15:30+08:00', OWN_FEN);
  await sell(own, session, '2026-11-20T09:00:00+08:00', OTHERS_FEN);
  await sell(elsewhere, elsewhere.liveSessionId, '2026-11-20T20:15:30+08:00', OTHERS_FEN);
  await settle(server);
  host = await person(server, 'host', { hostIds: [own.hostId] });
});
afterAll(() => server.close());

function timesOf(hour: number) {
  const at = (late: number): string => `2026-11-20T${String(hour + late).padStart(2, '0')}:00:00+08:00`;
  return { title: '早场', startedAt: at(0), endedAt: at(2) };
}

function sell({ merchantId, productId }: SampleMerchant, liveSessionId: string, paidAt: string, paidFen: number): Promise<unknown> {
  return operator.make('/api/v1/orders', { merchantId, liveSessionId, paidAt, lines: [{ productId, quantity: 1, paidFen }] });
}

const valueOf = (facts: readonly Fact[], wanted: string): number | null | undefined => facts.find(({ metric }) => metric === wanted)?.value;
const range = (by: string, of = ''): Promise<Facts> => host.read<Facts>(`/api/v1/session-facts?${RANGE}&by=${by}${of}`);

it('has the sessions it led, with all that was sold in them, and what it reports of them', async () => {
  const { items } = await host.read<Page<{ id: string }>>('/api/v1/live-sessions');
  expect(items.map(({ id }) => id)).toEqual([own.liveSessionId]);
  const address = `/api/v1/live-sessions/${own.liveSessionId}`;
  const reading = { at: '2026-11-20T21:00:00+08:00', online: 40, views: 1_000, viewers: 800 };
  expect(await host.must(200, 'POST', `${address}/readings`, { readings: [reading] })).toMatchObject({ added: 1 });
  expect(await host.must(200, 'POST', `${address}/readings`, { readings: [{ ...reading, views: 1_200 }] })).toMatchObject({ changed: 1 });
  const { facts } = await host.read<{ facts: Fact[] }>(`${address}/facts`);
  expect(['gmv_paid', 'net_paid', 'views', 'pcu', 'gpm', 'gmv_hour'].map((metric) => valueOf(facts, metric))).toEqual([
    ...[OWN_FEN, OWN_FEN, 1_200, 40],
    ...[OWN_FEN / 1.2, OWN_FEN / 2.5],
  ]);
});

it('sums its own sessions only, whatever it groups them by', async () => {
  for (const by of ['none', 'host', 'merchant', 'month']) {
    const { total, items } = await range(by);
    expect([by, total.sessions, valueOf(total.facts, 'gmv_paid')]).toEqual([by, 1, OWN_FEN]);
    expect([by, items.length]).toEqual([by, by === 'none' ? 0 : 1]);
  }
  expect((await range('host')).items).toMatchObject([{ id: own.hostId, name: '小慧' }]);
  expect((await range('merchant')).items).toMatchObject([{ id: own.merchantId, name: null }]);
  for (const beyond of [`hostId=${colleagueId}`, `merchantId=${own.merchantId}`])
    expect(await host.refused('GET', `/api/v1/session-facts?${RANGE}&by=none&${beyond}`)).toMatchObject({ code: 'auth.out-of-scope' });
});

it('sees as much, and no more, in rollups that were made anew', async () => {
  await rebuildRollups(server.database.access);
  expect(valueOf((await range('none')).total.facts, 'gmv_paid')).toBe(OWN_FEN);
});

it('keeps its sessions when it is archived, and loses one that was another’s after all', async () => {
  await operator.must(200, 'POST', `/api/v1/hosts/${own.hostId}/archive`);
  expect((await range('none')).total.sessions).toBe(1);
  await operator.must(200, 'PATCH', `/api/v1/live-sessions/${own.liveSessionId}`, { hostId: colleagueId });
  expect((await range('none')).total.sessions).toBe(0);
  expect((await host.ask('GET', `/api/v1/live-sessions/${own.liveSessionId}/facts`)).status).toBe(404);
  const reading = { at: '2026-11-20T21:30:00+08:00', online: 4 };
  expect((await host.ask('POST', `/api/v1/live-sessions/${own.liveSessionId}/readings`, { readings: [reading] })).status).toBe(404);
});

it('is an account for hosts and nothing else', async () => {
  const account = { username: 'some.host', name: '张', role: 'host' };
  const { merchantId, hostId } = own;
  for (const scope of [{}, { hostIds: [] }, { merchantIds: [merchantId] }, { merchantIds: [merchantId], hostIds: [hostId] }])
    expect(await operator.refused('POST', '/api/v1/accounts', { ...account, ...scope })).toMatchObject({ code: 'accounts.wrong-scope' });
  const unknown = { ...account, hostIds: ['7777777'] };
  expect(await operator.refused('POST', '/api/v1/accounts', unknown)).toMatchObject({ code: 'accounts.unknown-host' });
  const { id } = await operator.make('/api/v1/accounts', { ...account, hostIds: [hostId] });
  const changed = await operator.must(200, 'PATCH', `/api/v1/accounts/${id}`, { hostIds: [colleagueId] });
  expect(changed).toMatchObject({ hostIds: [colleagueId], merchantIds: [] });
  const [{ username } = { username: '' }] = (
    await operator.read<Page<{ resource: string; username: string; after: object }>>('/api/v1/audit-events?resource=account_host')
  ).items.map(({ after }) => ({ username: JSON.stringify(after) }));
  expect(username).toContain(colleagueId);
});
