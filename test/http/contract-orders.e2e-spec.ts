import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { LINE, orderChanged, REFUND } from './canonical-message.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { handOrder, registerMerchant, type SampleMerchant, SECRET } from './sample-merchant.js';

let server: TestApp;
let program: OutsideProgram;
let sample: SampleMerchant;
beforeAll(async () => {
  server = await startTestApp();
  program = new OutsideProgram(server);
});
beforeEach(async () => {
  sample = await registerMerchant(program);
});
afterAll(() => server.close());

interface Order {
  readonly id: string;
  readonly shopId: string;
  readonly orderNo: string;
}

const log = (more: object = {}) => program.make<Order>('/api/v1/orders', handOrder(sample, more));
const pathOf = ({ id }: Order) => `/api/v1/orders/${id}`;
const LINE_OF_TWO = (productId: string) => ({
  lineNo: '1',
  itemId: '',
  skuId: '',
  productId,
  title: '',
  quantity: 2,
  paidFen: 5_980,
  originalAmount: null,
  lot: null,
  isGift: false,
  shippedAt: null,
});

/** What the merchant's orders count, on every day. */
async function counted(): Promise<object> {
  await settle(server);
  interface Row {
    readonly id: string;
    readonly paidFen: number;
    readonly refundedFen: number;
    readonly orders: number;
  }
  const query = 'from=2015-01-01&to=2099-12-31&compare=none&limit=500';
  const { items } = await program.read<Page<Row>>(`/api/v1/rankings/merchants?${query}`);
  const own = items.find(({ id }) => id === sample.merchantId);
  return { paidFen: own?.paidFen ?? 0, refundedFen: own?.refundedFen ?? 0, orders: own?.orders ?? 0 };
}

function platformSays(orderNo: string, data: object = {}, more: object = {}): Promise<{ status: number }> {
  const message = orderChanged({ orderNo, lines: [{ ...LINE, paidFen: 100 }], ...data }, more);
  return server.deliver(sample.shopId, SECRET, `m-${orderNo}-${JSON.stringify(data).length}`, message);
}

describe('An order typed in by a person', () => {
  it('is paid, belongs to the manual shop and is counted', async () => {
    const order = await log({ liveSessionId: sample.liveSessionId });
    const { items } = await program.read<Page<{ id: string; platform: string }>>(`/api/v1/shops?merchantId=${sample.merchantId}`);
    const manual = items.find(({ platform }) => platform === 'manual');
    expect(order).toEqual({
      id: `${manual?.id}.${Buffer.from(order.orderNo).toString('base64url')}`,
      shopId: manual?.id,
      merchantId: sample.merchantId,
      orderNo: expect.stringMatching(/^H\d{8}-/) as string,
      source: 'hand',
      origin: 'hand',
      status: 'completed',
      createdAt: expect.any(String) as string,
      paidAt: '2026-11-20T20:15:30+08:00',
      shippedAt: null,
      liveSessionId: sample.liveSessionId,
      voidReason: null,
      paidFen: 5_980,
      refundedFen: 0,
      netFen: 5_980,
      freightFen: 0,
      depositFen: 0,
      currency: 'CNY',
      exchangeRate: null,
      reviewFlags: [],
      lines: [LINE_OF_TWO(sample.productId)],
      refunds: [],
    });
    expect(await program.read(pathOf(order))).toEqual(order);
    const { items: listed } = await program.read<Page<Order>>(`/api/v1/orders?shopId=${order.shopId}`);
    expect(listed).toEqual([{ ...order, entityTag: (await program.ask('GET', pathOf(order))).headers.etag }]);
    expect(await counted()).toEqual({ paidFen: 5_980, refundedFen: 0, orders: 1 });
  });

  it('is found by the days of payment, the newest first, page by page', async () => {
    const paidAt = ['2026-11-18T00:00:00+08:00', '2026-11-19T12:00:00+08:00', '2026-11-20T23:59:59+08:00', '2026-11-21T00:00:00+08:00'];
    const orders = await Promise.all(paidAt.map((at) => log({ paidAt: at })));
    const shopId = orders[0]?.shopId ?? '';
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Order> = await program.read(
        `/api/v1/orders?shopId=${shopId}&paidFrom=2026-11-18&paidTo=2026-11-20&limit=2&cursor=${cursor}`,
      );
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(found).toEqual([orders[2], orders[1], orders[0]].map((order) => order?.id));
    const foreign = Buffer.from(JSON.stringify(['yesterday', 'H1'])).toString('base64url');
    expect((await program.ask('GET', `/api/v1/orders?shopId=${shopId}&paidFrom=2026-11-18&cursor=${foreign}`)).status).toBe(400);
  });

  it('is corrected as a whole and keeps its id', async () => {
    const order = await log({ liveSessionId: sample.liveSessionId });
    const lines = [{ productId: sample.productId, quantity: 1, paidFen: 700 }];
    const corrected = await program.must<Order>(200, 'PUT', pathOf(order), { paidAt: '2026-11-19T08:00:00+08:00', lines });
    expect(corrected).toEqual({
      ...order,
      paidAt: '2026-11-19T08:00:00+08:00',
      liveSessionId: null,
      paidFen: 700,
      netFen: 700,
      lines: [{ ...LINE_OF_TWO(sample.productId), quantity: 1, paidFen: 700 }],
    });
    const { merchantId } = sample;
    const { orderNo, shopId } = order;
    await program.must(200, 'PUT', pathOf(order), { ...handOrder(sample), merchantId, orderNo, shopId });
    expect(await counted()).toEqual({ paidFen: 5_980, refundedFen: 0, orders: 1 });
  });

  it('is not moved to another merchant, shop or number by a correction', async () => {
    const order = await log();
    const stranger = await registerMerchant(program);
    for (const [field, value] of Object.entries({ merchantId: stranger.merchantId, shopId: sample.shopId, orderNo: 'other' })) {
      const refusal = await program.refused('PUT', pathOf(order), handOrder(sample, { [field]: value }));
      expect(refusal).toMatchObject({ status: 400, code: 'orders.not-the-same', errors: [{ pointer: `/${field}` }] });
    }
  });

  it('counts nothing once void, and can be changed no more', async () => {
    const order = await log();
    const voided = await program.must(200, 'POST', `${pathOf(order)}/void`, { reason: '重复记账' });
    expect(voided).toEqual({ ...order, voidReason: '重复记账' });
    expect(await counted()).toEqual({ paidFen: 0, refundedFen: 0, orders: 0 });
    const refund = { lineNo: '1', amountFen: 1, refundedAt: '2026-11-21T09:00:00+08:00' };
    const refusal = { status: 409, code: 'orders.void' };
    expect(await program.refused('PUT', pathOf(order), handOrder(sample))).toMatchObject(refusal);
    expect(await program.refused('POST', `${pathOf(order)}/refunds`, refund)).toMatchObject(refusal);
    expect(await program.refused('POST', `${pathOf(order)}/void`, { reason: '又' })).toMatchObject(refusal);
  });

  it('is refunded in parts, never beyond what was paid for the line', async () => {
    const order = await log();
    const refund = (body: object) => ({ lineNo: '1', amountFen: 3_000, refundedAt: '2026-11-21T09:00:00+08:00', ...body });
    const refunded = await program.make(`${pathOf(order)}/refunds`, refund({ reason: '破损' }));
    const first = {
      refundNo: 'H1',
      lineNo: '1',
      amountFen: 3_000,
      originalAmount: null,
      freightFen: 0,
      kind: 'refund',
      status: 'succeeded',
      succeededAt: '2026-11-21T09:00:00+08:00',
    };
    expect(refunded).toEqual({
      ...order,
      refundedFen: 3_000,
      netFen: 2_980,
      refunds: [{ ...first, reason: '破损', reasonClass: 'breakage', phase: 'after-dispatch' }],
    });
    const refuse = (body: object) => program.refused('POST', `${pathOf(order)}/refunds`, refund(body));
    expect(await refuse({ amountFen: 2_981 })).toMatchObject({ code: 'orders.refund-too-large', errors: [{ pointer: '/amountFen' }] });
    expect(await refuse({ lineNo: '2' })).toMatchObject({ code: 'orders.unknown-line', errors: [{ pointer: '/lineNo' }] });
    expect(await refuse({ amountFen: 1, refundedAt: '2026-11-20T20:15:29+08:00' })).toMatchObject({ errors: [{ pointer: '/refundedAt' }] });
    await program.make(`${pathOf(order)}/refunds`, refund({ amountFen: 2_980 }));
    expect(await counted()).toEqual({ paidFen: 5_980, refundedFen: 5_980, orders: 1 });
  });

  it('is refunded once of two refunds at once that together are too much', async () => {
    const order = await log();
    const refund = { lineNo: '1', amountFen: 4_000, refundedAt: '2026-11-21T09:00:00+08:00' };
    const replies = await Promise.all([1, 2, 3].map(() => program.ask('POST', `${pathOf(order)}/refunds`, refund)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  });

  it('is not logged a second time under the same number', async () => {
    const { shopId } = sample;
    await log({ shopId, orderNo: 'T-1' });
    const refusal = await program.refused('POST', '/api/v1/orders', handOrder(sample, { shopId, orderNo: 'T-1' }));
    expect(refusal).toMatchObject({ status: 409, code: 'orders.already-logged' });
    expect(await counted()).toEqual({ paidFen: 5_980, refundedFen: 0, orders: 1 });
  });

  it('is logged once of many at once under the same number', async () => {
    const body = handOrder(sample, { shopId: sample.shopId, orderNo: 'T-2' });
    const replies = await Promise.all([1, 2, 3, 4].map(() => program.ask('POST', '/api/v1/orders', body)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await counted()).toEqual({ paidFen: 5_980, refundedFen: 0, orders: 1 });
  });

  it('can be read under the longest number that is accepted', async () => {
    for (const sign of ['x', '号', '𠮷']) {
      const order = await log({ orderNo: sign.repeat(200) });
      expect(await program.read(pathOf(order))).toEqual(order);
    }
  });

  it('refers only to what belongs to its merchant', async () => {
    const stranger = await registerMerchant(program);
    const refuse = (more: object) => program.refused('POST', '/api/v1/orders', handOrder(sample, more));
    expect(await refuse({ merchantId: '7777777' })).toMatchObject({ status: 400, errors: [{ pointer: '/merchantId' }] });
    expect(await refuse({ shopId: stranger.shopId })).toMatchObject({ status: 400, errors: [{ pointer: '/shopId' }] });
    expect(await refuse({ liveSessionId: stranger.liveSessionId })).toMatchObject({ status: 400, errors: [{ pointer: '/liveSessionId' }] });
    const lines = [...handOrder(sample).lines, { productId: stranger.productId, quantity: 1, paidFen: 1 }];
    expect(await refuse({ lines })).toMatchObject({ status: 400, errors: [{ pointer: '/lines/1/productId' }] });
  });
});

describe('An order that a platform feeds', () => {
  const refund = { lineNo: '1', amountFen: 1, refundedAt: '2026-11-21T09:00:00+08:00' };

  it('is shown as the platform tells it', async () => {
    await platformSays('P-1', {
      shippedAt: '2026-11-21T08:00:00+08:00',
      freightFen: 800,
      depositFen: 500,
      lines: [{ ...LINE, skuId: 's1', title: '茶具', lot: 'L-7', shippedAt: '2026-11-21T10:00:00+08:00' }],
      refunds: [{ ...REFUND, freightFen: 800, kind: 'return', reason: '七天无理由' }],
    });
    await settle(server);
    const { items } = await program.read<Page<object>>(`/api/v1/orders?shopId=${sample.shopId}`);
    expect(items).toEqual([
      {
        id: `${sample.shopId}.${Buffer.from('P-1').toString('base64url')}`,
        shopId: sample.shopId,
        merchantId: sample.merchantId,
        orderNo: 'P-1',
        source: 'platform',
        origin: 'push',
        status: 'paid',
        createdAt: '2026-11-20T20:15:02+08:00',
        paidAt: '2026-11-20T20:15:30+08:00',
        shippedAt: '2026-11-21T08:00:00+08:00',
        liveSessionId: null,
        voidReason: null,
        paidFen: 5_980,
        refundedFen: 2_990,
        netFen: 2_990,
        freightFen: 800,
        depositFen: 500,
        currency: 'CNY',
        exchangeRate: null,
        reviewFlags: [],
        entityTag: expect.stringMatching(/^".+"$/) as string,
        lines: [
          {
            ...LINE_OF_TWO(''),
            itemId: '3600000001',
            skuId: 's1',
            productId: null,
            title: '茶具',
            originalAmount: null,
            lot: 'L-7',
            shippedAt: '2026-11-21T10:00:00+08:00',
          },
        ],
        refunds: [
          {
            ...REFUND,
            freightFen: 800,
            kind: 'return',
            status: 'succeeded',
            reason: '七天无理由',
            originalAmount: null,
            reasonClass: 'changed-mind',
            phase: 'before-dispatch',
          },
        ],
      },
    ]);
  });

  it('is not changed by hand', async () => {
    await platformSays('P-2');
    await settle(server);
    const path = `/api/v1/orders/${sample.shopId}.${Buffer.from('P-2').toString('base64url')}`;
    const refusal = { status: 409, code: 'orders.platform-speaks' };
    expect(await program.refused('PUT', path, handOrder(sample))).toMatchObject(refusal);
    expect(await program.refused('POST', `${path}/void`, { reason: '错' })).toMatchObject(refusal);
    expect(await program.refused('POST', `${path}/refunds`, refund)).toMatchObject(refusal);
    expect(await counted()).toEqual({ paidFen: 100, refundedFen: 0, orders: 1 });
  });

  it('wins over what was typed before it, refunds and all', async () => {
    const order = await log({ shopId: sample.shopId, orderNo: 'P-3' });
    await program.make(`${pathOf(order)}/refunds`, { ...refund, amountFen: 50 });
    expect(await counted()).toEqual({ paidFen: 5_980, refundedFen: 50, orders: 1 });
    await platformSays('P-3', {}, { timestamp: '2016-01-01T00:00:00+08:00' });
    expect(await counted()).toEqual({ paidFen: 100, refundedFen: 0, orders: 1 });
    expect(await program.read(pathOf(order))).toMatchObject({ source: 'platform', paidFen: 100, refunds: [] });
    expect(await program.refused('PUT', pathOf(order), handOrder(sample))).toMatchObject({ status: 409 });
  });

  it('wins over what is typed after it', async () => {
    await platformSays('P-4');
    await settle(server);
    const typed = await log({ shopId: sample.shopId, orderNo: 'P-4' });
    expect(typed).toMatchObject({ source: 'platform', paidFen: 100 });
    expect(await counted()).toEqual({ paidFen: 100, refundedFen: 0, orders: 1 });
  });
});

describe('An order that there is not', () => {
  it.each(['x', 'a.b', 'a.', `0.${Buffer.from('A').toString('base64url')}`])('is answered 404: %s', async (id) => {
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', ''],
      ['POST', '/void'],
      ['POST', '/refunds'],
    ] as const) {
      const bodies = {
        '': handOrder(sample),
        '/void': { reason: '错' },
        '/refunds': { lineNo: '1', amountFen: 1, refundedAt: '2026-11-21T09:00:00+08:00' },
      };
      const body = method === 'GET' ? undefined : bodies[path];
      expect(await program.refused(method, `/api/v1/orders/${id}${path}`, body)).toMatchObject({ status: 404 });
    }
  });

  it('of a shop that there is, too', async () => {
    expect(await program.refused('GET', `/api/v1/orders/${sample.shopId}.QQ`)).toMatchObject({ status: 404, code: 'orders.not-found' });
  });
});
