import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, handOrder, OTHER_COUNTY, registerMerchant, type SampleMerchant } from './sample-merchant.js';

interface Compared {
  readonly liveSessionId: string;
  readonly paidFen: number;
  readonly counted: { readonly paidFen: number; readonly refundedFen: number; readonly netFen: number };
  readonly differenceFen: number;
  readonly uncountedFen: number;
  readonly state: string;
}
interface Listed {
  readonly items: readonly Compared[];
  readonly total: { readonly count: number; readonly declaredFen: number; readonly countedPaidFen: number; readonly uncountedFen: number };
}

const PATH = '/api/v1/declared-totals';
const of = (liveSessionId: string): string => `/api/v1/live-sessions/${liveSessionId}/declared-total`;
const MONTH = 'from=2026-11-01&to=2026-11-30';

let server: TestApp;
let operator: OutsideProgram;
let clerk: OutsideProgram;
let merchant: SampleMerchant;
beforeAll(async () => {
  server = await startTestApp({ rehintIntervalMs: 50 });
  operator = new OutsideProgram(server);
  merchant = await registerMerchant(operator);
  clerk = await person(server, 'clerk', { merchantIds: [merchant.merchantId] });
});
afterAll(() => server.close());

async function newSession(title: string): Promise<string> {
  const session = { merchantId: merchant.merchantId, title, startedAt: '2026-11-20T19:30:00+08:00', endedAt: '2026-11-20T22:30:00+08:00' };
  return (await clerk.make('/api/v1/live-sessions', session)).id;
}

const sell = (liveSessionId: string, paidFen: number): Promise<{ id: string }> =>
  clerk.make('/api/v1/orders', {
    ...handOrder(merchant, { paidAt: '2026-11-20T20:00:00+08:00' }),
    liveSessionId,
    lines: [{ productId: merchant.productId, quantity: 1, paidFen }],
  });

const listed = (who: OutsideProgram, query = MONTH): Promise<Listed> => who.read<Listed>(`${PATH}?${query}`);

describe('A declared total', () => {
  it('stands beside the ledger: nothing is counted of it, and orders that come later are compared with it', async () => {
    const liveSessionId = await newSession('院坝里的一场');
    const before = await operator.read<object>(`/api/v1/rankings/counties?${MONTH}&basis=merchant`);
    await clerk.must(200, 'PUT', of(liveSessionId), { paidFen: 3_000_000, note: '现场扫码，没有平台订单' });
    await settle(server);
    const after = await operator.read<object>(`/api/v1/rankings/counties?${MONTH}&basis=merchant`);
    expect({ ...after, asOf: '' }).toEqual({ ...before, asOf: '' });
    const ofSession = async (): Promise<Compared | undefined> => (await listed(clerk, `liveSessionId=${liveSessionId}`)).items[0];
    const nothing = { paidFen: 0, refundedFen: 0, netFen: 0 };
    expect(await ofSession()).toMatchObject({
      counted: nothing,
      differenceFen: -3_000_000,
      uncountedFen: 3_000_000,
      state: 'declared-only',
    });

    await sell(liveSessionId, 1_200_000);
    await settle(server);
    expect(await ofSession()).toMatchObject({ differenceFen: -1_800_000, uncountedFen: 1_800_000, state: 'partly-counted' });

    const { id: orderId } = await sell(liveSessionId, 1_950_000);
    await clerk.must(201, 'POST', `/api/v1/orders/${orderId}/refunds`, {
      lineNo: '1',
      amountFen: 50_000,
      refundedAt: '2026-11-21T09:00:00+08:00',
    });
    await settle(server);
    const counted = { paidFen: 3_150_000, refundedFen: 50_000, netFen: 3_100_000 };
    expect(await ofSession()).toMatchObject({ counted, differenceFen: 150_000, uncountedFen: 0, state: 'counted' });
  });

  it('is one of its session, may be put right and taken back, and all of it is on record', async () => {
    const path = of(await newSession('申报两次'));
    expect(await clerk.refused('GET', path)).toMatchObject({ status: 404, code: 'declared-totals.none' });
    const first = await clerk.ask('PUT', path, { paidFen: 1_000_000 });
    const ifMatch = { 'if-match': String(first.headers.etag) };
    const change = { paidFen: 900_000, note: '重新点过' };
    expect((await clerk.ask('PUT', path, change, ifMatch)).body).toMatchObject(change);
    expect((await clerk.ask('PUT', path, { paidFen: 1 }, ifMatch)).status).toBe(412);
    expect((await clerk.ask('DELETE', path, undefined, ifMatch)).status).toBe(412);
    expect(await clerk.read(path)).toMatchObject(change);
    expect((await clerk.ask('DELETE', path)).status).toBe(204);
    expect(await clerk.refused('DELETE', path)).toMatchObject({ status: 404, code: 'declared-totals.none' });
    const trail = await operator.read<{ items: { action: string }[] }>('/api/v1/audit-events?resource=declared_total&limit=3');
    expect(trail.items.map(({ action }) => action)).toEqual(['DeclaredTotal_remove', 'DeclaredTotal_declare', 'DeclaredTotal_declare']);
  });

  it('needs a session that is in use', async () => {
    const liveSessionId = await newSession('停用的');
    await clerk.must(200, 'POST', `/api/v1/live-sessions/${liveSessionId}/archive`);
    expect(await clerk.refused('PUT', of(liveSessionId), { paidFen: 1 })).toMatchObject({ code: 'declared-totals.archived' });
  });

  it('is read by the bureau of its seller’s home and written by the seller alone', async () => {
    const liveSessionId = await newSession('给县局看的');
    await clerk.must(200, 'PUT', of(liveSessionId), { paidFen: 500_000 });
    const bureau = await person(server, 'bureau', { divisionCode: COUNTY });
    const elsewhere = await person(server, 'bureau', { divisionCode: OTHER_COUNTY });
    const stranger = await person(server, 'lead', { merchantIds: [(await registerMerchant(operator)).merchantId] });
    expect((await listed(bureau)).items.map((item) => item.liveSessionId)).toContain(liveSessionId);
    for (const who of [elsewhere, stranger]) {
      expect(await listed(who)).toMatchObject({ items: [], total: { count: 0, declaredFen: 0, countedPaidFen: 0, uncountedFen: 0 } });
      expect((await who.ask('GET', of(liveSessionId))).status).toBe(404);
    }
    expect((await bureau.ask('PUT', of(liveSessionId), { paidFen: 1 })).status).toBe(403);
    expect((await stranger.ask('PUT', of(liveSessionId), { paidFen: 1 })).status).toBe(404);
  });

  it('is summed over the whole selection, page by page the same', async () => {
    const all = await listed(clerk);
    const sum = (pick: (item: Compared) => number): number => all.items.reduce((total, item) => total + pick(item), 0);
    expect(all.total).toEqual({
      count: all.items.length,
      declaredFen: sum(({ paidFen }) => paidFen),
      countedPaidFen: sum(({ counted }) => counted.paidFen),
      uncountedFen: sum(({ uncountedFen }) => uncountedFen),
    });
    expect(all.items.length).toBeGreaterThan(1);
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Listed & { nextCursor: string | null } = await clerk.read(
        `${PATH}?${MONTH}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.total).toEqual(all.total);
      found.push(...page.items.map((item) => item.liveSessionId));
      cursor = page.nextCursor;
    }
    expect(found).toEqual(all.items.map((item) => item.liveSessionId));
    expect((await listed(clerk, 'from=2026-12-01')).total.count).toBe(0);
    expect((await listed(clerk, `within=${OTHER_COUNTY}`)).total.count).toBe(0);
  });
});
