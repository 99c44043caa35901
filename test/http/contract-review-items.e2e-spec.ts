import { readFileSync } from 'node:fs';
import type { ReviewItemDto } from '../../src/modules/orders/review-item.dto.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { orderChanged, REFUND } from './canonical-message.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { handOrder, registerMerchant, type SampleMerchant, SECRET } from './sample-merchant.js';

const OVER = { zh: '子订单的退款合计超过其实付金额，已按所报金额计入。', en: /^The refunds of a line come to more than was paid for it/ };
const WHOLE = { ...REFUND, amountFen: 5_980 };

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

const idOf = (orderNo: string) => `${sample.shopId}.${Buffer.from(orderNo).toString('base64url')}`;
const settlePath = (orderNo: string) => `/api/v1/review-items/${idOf(orderNo)}/settle`;

async function platformSays(orderNo: string, version: number, data: object): Promise<void> {
  const { status } = await server.deliver(
    sample.shopId,
    SECRET,
    `${orderNo}-${version}-${sample.shopId}`,
    orderChanged({ orderNo, version, ...data }),
  );
  expect(status).toBe(204);
  await settle(server);
}

/** Two refunds of 5,980 fen on a line of 5,980. */
async function overRefunded(orderNo: string): Promise<void> {
  await platformSays(orderNo, 1, { refunds: [WHOLE] });
  await platformSays(orderNo, 2, { refunds: [{ ...WHOLE, refundNo: 'R2' }] });
}

async function listed(query = ''): Promise<readonly ReviewItemDto[]> {
  return (await program.read<Page<ReviewItemDto>>(`/api/v1/review-items?merchantId=${sample.merchantId}${query}`)).items;
}

const numbers = async (query = '') => (await listed(query)).map(({ orderNo }) => orderNo);

describe('The review list', () => {
  it('tells of each order what is strange, in words, with what is counted', async () => {
    await platformSays('sound', 1, { refunds: [REFUND] });
    await overRefunded('A');
    expect(await listed()).toEqual([
      {
        orderId: idOf('A'),
        orderNo: 'A',
        shopId: sample.shopId,
        merchantId: sample.merchantId,
        flags: [{ code: 'over-refund', reason: OVER.zh }],
        paidAt: '2026-11-20T20:15:30+08:00',
        paidFen: 5_980,
        refundedFen: 11_960,
        state: 'open',
        changedAt: expect.any(String) as string,
        settledAt: null,
        settledBy: null,
        note: null,
      },
    ]);
    expect(await program.read(`/api/v1/orders/${idOf('A')}`)).toMatchObject({ reviewFlags: ['over-refund'], refundedFen: 11_960 });
  });

  it('speaks English to who asks for it', async () => {
    await overRefunded('A');
    const language = { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' };
    const path = `/api/v1/review-items?merchantId=${sample.merchantId}`;
    const { body } = await program.ask<Page<ReviewItemDto>>('GET', path, undefined, language);
    expect(body.items[0]?.flags[0]?.reason).toMatch(OVER.en);
    const settled = await program.ask<ReviewItemDto>('POST', settlePath('A'), { note: 'seen' }, language);
    expect(settled.body.flags[0]?.reason).toMatch(OVER.en);
  });

  it('is filtered by flag, merchant and state', async () => {
    await overRefunded('A');
    await platformSays('B', 1, { status: 'closed' });
    await platformSays('C', 1, { status: 'closed', paidAt: null, depositFen: 5 });
    await program.must(200, 'POST', settlePath('B'), { note: '已核对' });
    expect(await numbers()).toEqual(['C', 'A']);
    expect(await numbers('&state=settled')).toEqual(['B']);
    expect(await numbers('&flag=over-refund')).toEqual(['A']);
    expect(await numbers('&flag=closed-without-refund')).toEqual([]);
    expect(await numbers('&flag=closed-without-refund&state=settled')).toEqual(['B']);
    const stranger = await registerMerchant(program);
    expect((await program.read<Page<object>>(`/api/v1/review-items?merchantId=${stranger.merchantId}`)).items).toEqual([]);
    const all = await program.read<Page<ReviewItemDto>>('/api/v1/review-items?limit=500');
    expect(all.items.filter(({ shopId }) => shopId === sample.shopId).map(({ orderNo }) => orderNo)).toEqual(['C', 'A']);
  });

  it('shows every order once when it is read page by page, whatever is added meanwhile', async () => {
    for (const orderNo of ['A', 'B', 'C', 'D', 'E']) await platformSays(orderNo, 1, { status: 'closed' });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<ReviewItemDto> = await program.read(`/api/v1/review-items?merchantId=${sample.merchantId}&limit=2&cursor=${cursor}`);
      seen.push(...page.items.map(({ orderNo }) => orderNo));
      if (cursor === '') await platformSays('F', 1, { status: 'closed' });
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['E', 'D', 'C', 'B', 'A']);
  });

  it('pages through orders whose flags changed in one moment', async () => {
    for (const orderNo of ['A', 'B', 'C']) await platformSays(orderNo, 1, { status: 'closed' });
    await server.sql(`update sales_order set review_changed_at = '2026-11-22T00:00:00.123Z' where review_flags <> '{}'`);
    const first = await program.read<Page<ReviewItemDto>>(`/api/v1/review-items?merchantId=${sample.merchantId}&limit=2`);
    const rest = await program.read<Page<ReviewItemDto>>(
      `/api/v1/review-items?merchantId=${sample.merchantId}&limit=2&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...rest.items].map(({ orderNo }) => orderNo)).toEqual(['C', 'B', 'A']);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('An order under review', () => {
  it('is settled by a person with a note, and counts as before', async () => {
    await overRefunded('A');
    const settled = await program.must<ReviewItemDto>(200, 'POST', settlePath('A'), { note: '平台补偿' });
    expect(settled).toMatchObject({ orderNo: 'A', state: 'settled', settledBy: 'admin', note: '平台补偿', refundedFen: 11_960 });
    expect(settled.settledAt).not.toBeNull();
    expect(await numbers()).toEqual([]);
    expect(await listed('&state=settled')).toEqual([settled]);
    expect(await program.read(`/api/v1/orders/${idOf('A')}`)).toMatchObject({ refundedFen: 11_960, reviewFlags: ['over-refund'] });
  });

  it('stays settled while its flags stay, and is open again when they change', async () => {
    await overRefunded('A');
    const settled = await program.must<ReviewItemDto>(200, 'POST', settlePath('A'), { note: '平台补偿' });
    await platformSays('A', 3, { shippedAt: '2026-11-22T08:00:00+08:00', status: 'shipped' });
    expect(await listed('&state=settled')).toEqual([settled]);
    await platformSays('A', 4, { refunds: [{ ...REFUND, refundNo: 'R3', amountFen: 0, freightFen: 1 }] });
    const [open] = await listed();
    expect(open).toMatchObject({ state: 'open', note: '平台补偿', settledBy: 'admin', settledAt: settled.settledAt });
    expect(open?.flags.map(({ code }) => code)).toEqual(['freight-over-refund', 'over-refund']);
    expect(Date.parse(open?.changedAt ?? '')).toBeGreaterThan(Date.parse(settled.changedAt));
  });

  it('leaves the list when nothing is strange any more, and comes back open', async () => {
    await overRefunded('A');
    await program.must(200, 'POST', settlePath('A'), { note: '平台补偿' });
    await platformSays('A', 3, { refunds: [{ ...WHOLE, status: 'cancelled' }] });
    expect([await numbers(), await numbers('&state=settled')]).toEqual([[], []]);
    expect(await program.refused('POST', settlePath('A'), { note: '又' })).toMatchObject({ status: 409, code: 'orders.nothing-to-review' });
    await platformSays('A', 4, { refunds: [WHOLE] });
    expect(await listed()).toMatchObject([{ orderNo: 'A', state: 'open', note: '平台补偿' }]);
  });

  it('typed in by hand is listed and settled in the same way, and leaves the list when it is void', async () => {
    const { id } = await program.make('/api/v1/orders', handOrder(sample));
    await program.make(`/api/v1/orders/${id}/refunds`, { lineNo: '1', amountFen: 5_980, refundedAt: '2026-11-21T09:00:00+08:00' });
    const less = handOrder(sample, { lines: [{ productId: sample.productId, quantity: 1, paidFen: 1 }] });
    await program.must(200, 'PUT', `/api/v1/orders/${id}`, less);
    expect(await listed()).toMatchObject([{ orderId: id, flags: [{ code: 'over-refund' }], paidFen: 1, refundedFen: 5_980 }]);
    await program.must(200, 'POST', `/api/v1/orders/${id}/void`, { reason: '错' });
    expect([await numbers(), await numbers('&state=settled')]).toEqual([[], []]);
  });

  it('is settled once by a request that comes twice', async () => {
    await overRefunded('A');
    const settleOnce = () =>
      program.ask<ReviewItemDto>('POST', settlePath('A'), { note: '平台补偿' }, { 'idempotency-key': `once-${idOf('A')}` });
    const first = await settleOnce();
    await platformSays('A', 3, { refunds: [{ ...REFUND, refundNo: 'R3', amountFen: 0, freightFen: 1 }] });
    expect(await settleOnce()).toMatchObject({ status: 200, body: first.body });
    expect(await numbers()).toEqual(['A']);
  });

  it('must be there, be strange, and be settled with a note', async () => {
    await platformSays('sound', 1, {});
    expect(await program.refused('POST', settlePath('sound'), { note: '已核对' })).toMatchObject({ code: 'orders.nothing-to-review' });
    expect(await program.refused('POST', settlePath('none'), { note: '已核对' })).toMatchObject({ status: 404, code: 'orders.not-found' });
    await overRefunded('A');
    expect(await program.refused('POST', settlePath('A'), { note: '' })).toMatchObject({ status: 400, errors: [{ pointer: '/note' }] });
    expect(await numbers()).toEqual(['A']);
  });
});

describe('Settling while a message is being applied', () => {
  it('never hides what it did not see', async () => {
    const orderNos = Array.from({ length: 12 }, (_, index) => `race-${index}`);
    for (const orderNo of orderNos) await platformSays(orderNo, 1, { status: 'closed' });
    const freight = [{ ...REFUND, amountFen: 0, freightFen: 1 }];
    const answers = await Promise.all(
      orderNos.map(async (orderNo) => {
        const [settled] = await Promise.all([
          program.must<ReviewItemDto>(200, 'POST', settlePath(orderNo), { note: '已核对' }),
          server.deliver(
            sample.shopId,
            SECRET,
            `${orderNo}-2-${sample.shopId}`,
            orderChanged({ orderNo, version: 2, status: 'closed', refunds: freight }),
          ),
        ]);
        return settled;
      }),
    );
    await settle(server);
    const seenBoth = answers.filter(({ flags }) => flags.length === 2).map(({ orderNo }) => orderNo);
    expect((await numbers()).sort()).toEqual(orderNos.filter((orderNo) => !seenBoth.includes(orderNo)).sort());
    expect((await numbers('&state=settled')).sort()).toEqual(seenBoth.sort());
  });
});

describe('Among many orders', () => {
  interface Plan {
    readonly 'Node Type': string;
    readonly 'Index Name'?: string;
    readonly 'Actual Rows': number;
    readonly 'Rows Removed by Filter'?: number;
    readonly Plans?: readonly Plan[];
  }

  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

  it('the open list reads the index of what is to be looked at and no other order', async () => {
    await platformSays('A', 1, { status: 'closed' });
    const like = `insert into sales_order (shop_id, order_no, source, status, created_at, paid_at, winning_message_key)
      select shop_id, 'many-' || n, source, 'completed', created_at, paid_at, winning_message_key from sales_order, generate_series(1, 20000) n where order_no = 'A' and shop_id = $1`;
    const [shop] = await server.sql<{ shop_id: string }>(
      `select shop_id from sales_order where order_no = 'A' order by first_seen_at desc limit 1`,
    );
    await server.sql(like, [shop?.shop_id]);
    await server.sql('analyze sales_order');
    const statement = readFileSync('src/modules/orders/sql/list-review-items.sql', 'utf8');
    const [explained] = await server.sql<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
      `explain (analyze, format json) ${statement}`,
      [true, null, null, 'infinity', '0', '', 101],
    );
    const plan = nodes(explained!['QUERY PLAN'][0]!.Plan);
    expect(plan.filter((node) => node['Node Type'].includes('Scan')).map((node) => node['Index Name'])).toEqual(['sales_order_to_review']);
    expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
    expect(plan.map((node) => node['Rows Removed by Filter'] ?? 0)).toEqual(plan.map(() => 0));
  });
});
