import { setTimeout as sleep } from 'node:timers/promises';
import { SignIn } from '../../src/modules/accounts/index.js';
import { Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { FileWords } from '../../src/modules/orders/index.js';
import { Database, operator } from '../../src/platform/database/index.js';
import { createLogger } from '../../src/platform/telemetry/index.js';
import { expectNoTrace } from '../http/traces.js';
import { anyId, startTestApp, type TestApp } from '../support/test-app.js';
import { decide, form, imported, reached, send, takenBack, upload, uploaded } from '../support/uploads.js';
import { settle } from '../support/pipeline.js';
import { letRest, sweep } from './retention-world.js';
import { counted, NOTHING } from './told-order.js';
import { newItem, newSeller, noon, orderMessage, ordersOf, read, type Seller, sell } from './sales.js';
import { SHOP_SECRET } from '../model/driver.js';

const HEAD = '订单号,子订单号,支付时间,商品编号,商品名称,数量,实付金额(元),退款金额(元),退款时间,收货人,手机号,收货地址,买家留言';
const BUYER = ['王小红', '13812345678', '山西省朔州市怀仁市云中镇西街5号', '请放门口别敲门'];
const PAID_AT = '2026-11-03 12:15:30';

interface RowOptions {
  readonly line?: string;
  readonly refund?: string;
  readonly paidAt?: string;
  readonly refundedAt?: string;
  readonly item?: string;
}

function row(orderNo: string, yuan: string, more: RowOptions = {}): string {
  const { line = '1', refund = '', paidAt = PAID_AT, item = 'item', refundedAt = refund === '' ? '' : '2026-11-05 09:00:00' } = more;
  return [orderNo, line, paidAt, item, '荞麦米', '1', yuan, refund, refundedAt, ...BUYER].join(',');
}

const DOUYIN = [
  '主订单编号,子订单编号,选购商品,商品ID,商品数量,订单应付金额,运费,订单提交时间,支付完成时间,订单状态',
  '6920152002630123456,6920152002630123456,荞麦米,3600000001,1,59.80,0,2026-11-03 12:00:00,2026-11-03 12:01:00,已完成',
].join('\r\n');

const csv = (...rows: string[]) => ({ name: '订单.csv', bytes: [HEAD, ...rows].join('\r\n') });

let app: TestApp;
let seller: Seller;
const log: string[] = [];
beforeAll(async () => {
  app = await startTestApp({ logger: createLogger('trace', { write: (line) => void log.push(line) }) });
});
afterAll(() => app.close());
beforeEach(async () => {
  seller = await newSeller(app);
  await newItem(app, seller, 'item', { originDivisionCode: '140681' });
});

describe('An imported file', () => {
  it('is previewed, committed, counted, shown with its origin, and taken back', async () => {
    const file = csv(
      row('A1', '10.00'),
      row('A2', '20.00', { refund: '5.00' }),
      row('A1', '3.00', { line: '2' }),
      row('A3', 'x'),
      row('', '4.00'),
    );
    const id = await uploaded(app, seller.shopId, file);
    const preview = await reached(app, id, 'preview');
    expect(preview).toMatchObject({
      fileName: '订单.csv',
      recognised: { family: 'cunbo-orders', encoding: 'utf-8' },
      counts: { ordersNew: 2, ordersChanged: 0, ordersKnown: 0, ordersRefused: 1, rowsRefused: 2 },
      change: { paidFen: 3_300, refundedFen: 500, netFen: 2_800 },
      canCommit: true,
      canUndo: false,
    });
    expect(preview.refusedRows).toMatchObject([
      { row: 5, orderNo: 'A3', column: '实付金额', value: 'x' },
      { row: 6, orderNo: '' },
    ]);
    expect(await counted(app, seller)).toEqual(NOTHING);
    await decide(app, id, 'commit');
    await reached(app, id, 'applied');
    await settle(app);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 3_300, refundedFen: 500, orders: 2, lines: 3 });
    expect((await ordersOf(app, seller)).map(({ orderNo, origin }) => [orderNo, origin])).toEqual([
      ['A1', 'file'],
      ['A2', 'file'],
    ]);
    await takenBack(app, id);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 0, refundedFen: 0, orders: 0, lines: 0 });
    expect((await ordersOf(app, seller)).map(({ voidReason }) => voidReason)).toEqual(['import.undone', 'import.undone']);
  });

  it('changes nothing a second time, counts again after it was taken back, and stands while any import tells it', async () => {
    const file = csv(row('B1', '10.00'), row('B2', '20.00'));
    const first = await imported(app, seller.shopId, file);
    const second = await imported(app, seller.shopId, file);
    expect(second).toMatchObject({ counts: { ordersNew: 0, ordersChanged: 0, ordersKnown: 2 }, change: { paidFen: 0, netFen: 0 } });
    expect(await counted(app, seller)).toMatchObject({ paidFen: 3_000, orders: 2 });
    await takenBack(app, first.id);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 3_000, orders: 2 });
    await takenBack(app, second.id);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 0, orders: 0 });
    expect((await imported(app, seller.shopId, file)).counts).toMatchObject({ ordersNew: 2 });
    expect(await counted(app, seller)).toMatchObject({ paidFen: 3_000, orders: 2 });
  });

  it('stands when the same file is taken back at the moment in which it is told again', async () => {
    const file = csv(row('N1', '10.00'));
    const first = await imported(app, seller.shopId, file);
    const second = await uploaded(app, seller.shopId, file);
    await reached(app, second, 'preview');
    const [taken, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const takingBack = app.app.get(Database).transaction(operator('test'), async (tx) => {
      await app.app.get(FileWords).withdraw(tx, first.id, 10);
      taken.resolve();
      await mayEnd.promise;
    });
    await taken.promise;
    await decide(app, second, 'commit');
    const isWaitingOrDone = `select from file_import i where i.id = $1 and (i.state <> 'committing' or exists (
      select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())))`;
    while ((await app.sql(isWaitingOrDone, [second])).length === 0) await sleep(20);
    mayEnd.resolve();
    await takingBack;
    await reached(app, second, 'applied');
    await settle(app);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 1_000, orders: 1 });
  });

  it('leaves what the platform itself said when it is taken back', async () => {
    const { id } = await imported(app, seller.shopId, csv(row('C1', '10.00', { refund: '10.00' })));
    await sell(app, seller, { orderNo: 'C1', paidAt: noon('2026-11-06'), lines: [{ paidFen: 900 }] });
    await settle(app);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 900, refundedFen: 1_000 });
    await takenBack(app, id);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 900, refundedFen: 0 });
  });

  it('belongs to one shop of its platform', async () => {
    const id = await uploaded(app, seller.shopId, { name: 'douyin.csv', bytes: DOUYIN });
    await expect(reached(app, id, 'preview')).rejects.toThrow('wrong-platform');
    expect(await upload(app, 'nobodys', csv(row('D1', '1.00')))).toMatchObject({ status: 404 });
    expect(await send(app, form([['file', csv(row('D1', '1.00'))]]))).toMatchObject({ status: 400, body: { code: 'imports.no-shop' } });
    expect(await app.sql(`select id from file_import where state = 'uploading'`)).toEqual([]);
  });

  it('tells of a shop without credentials, to which nothing is pushed', async () => {
    const body = { merchantId: seller.merchantId, platform: 'douyin', name: '抖音小店', credentials: null };
    const { body: shop } = await app.request('POST', '/api/v1/shops', body);
    await imported(app, shop.id, { name: 'douyin.csv', bytes: DOUYIN });
    expect((await ordersOf(app, { ...seller, shopId: shop.id })).map(({ orderNo, origin }) => [orderNo, origin])).toEqual([
      ['6920152002630123456', 'file'],
    ]);
    expect(await app.request('POST', `/webhooks/douyin/${shop.id}`, [{ tag: '0', msg_id: '0' }])).toMatchObject({ status: 404 });
  });

  it('may come ahead of the name of its shop', async () => {
    const { status } = await send(
      app,
      form([
        ['file', csv(row('E1', '1.00'))],
        ['shopId', seller.shopId],
      ]),
    );
    expect(status).toBe(201);
  });

  it('is not taken in while ten of the same account are waiting to be read', async () => {
    const hold = `insert into file_import (account_id, acting_account_id, uploaded_by, file_name, shop_id, state, leased_until)
      select a.id, a.id, a.username, 'held', s.id, 'reading', now() + interval '1 hour'
      from (select * from account order by id limit 1) a, (select min(id) as id from shop) s, generate_series(1, 10)`;
    await app.sql(hold);
    const refused = await upload(app, seller.shopId, csv(row('L1', '1.00')));
    expect(refused).toMatchObject({ status: 429, body: { code: 'imports.too-many-unread' } });
    await app.sql(`delete from file_import where file_name = 'held'`);
    expect(await upload(app, seller.shopId, csv(row('L1', '1.00')))).toMatchObject({ status: 201 });
  });

  it('changes nothing of orders that were retired meanwhile, and says so', async () => {
    const long = { paidAt: '2019-01-10 12:00:00' };
    const { id } = await imported(app, seller.shopId, csv(row('M1', '10.00', long), row('M2', '20.00')));
    const refund = csv(row('M1', '10.00', { ...long, refund: '1.00', refundedAt: '2019-01-12 09:00:00' }));
    const late = await uploaded(app, seller.shopId, refund);
    expect(await reached(app, late, 'preview')).toMatchObject({ counts: { ordersChanged: 1 } });
    await letRest(app);
    expect((await sweep(app, noon('2023-01-10'))).orders).toBe(1);
    await decide(app, late, 'commit');
    await reached(app, late, 'applied');
    const states = await app.sql(`select state, reason_code from inbox_message where order_no = 'M1' order by received_at`);
    expect(states).toEqual([expect.objectContaining({ state: 'applied' }), { state: 'quarantined', reason_code: 'order.retired' }]);
    expect((await takenBack(app, id)).progress).toMatchObject({ ordersUndone: 2, ordersRetired: 1 });
    expect(await counted(app, seller, '2019-01-10')).toMatchObject({ paidFen: 1_000, refundedFen: 0, orders: 1 });
  });

  it('has one order that cannot be stored put aside, and the others counted', async () => {
    await app.sql(`alter table sales_order add constraint not_n2 check (order_no <> 'N2') not valid`);
    try {
      await imported(app, seller.shopId, csv(row('N1', '10.00'), row('N2', '20.00'), row('N3', '30.00')));
    } finally {
      await app.sql('alter table sales_order drop constraint not_n2');
    }
    expect(await counted(app, seller)).toMatchObject({ paidFen: 4_000, orders: 2 });
    expect(await app.sql(`select state, reason_code from inbox_message where message_key like 'file:N2:%'`)).toEqual([
      { state: 'quarantined', reason_code: 'message.not-storable' },
    ]);
  });

  it('is listed, and every decision about it is on record', async () => {
    const { id } = await imported(app, seller.shopId, csv(row('F1', '10.00')));
    expect(await read(app, 'imports', { shopId: seller.shopId })).toMatchObject({ items: [{ id, state: 'applied' }] });
    await takenBack(app, id, '重复上传');
    expect(await decide(app, id, 'undo', { reason: '再撤销一次' })).toMatchObject({ state: 'undone', undoReason: '重复上传' });
    const { items } = (await read(app, 'audit-events', { resource: 'import', resourceId: id })) as {
      items: { action: string; after: object }[];
    };
    expect(items.map(({ action }) => action)).toEqual(['Import_undo', 'Import_commit', 'Import_create']);
    expect(items[0]?.after).toMatchObject({ reason: '重复上传' });
  });
});

/** The same application, asked by a clerk. */
async function clerkOf(...merchantIds: string[]): Promise<TestApp & { accountId: string }> {
  const username = anyId('clerk');
  const { body } = (await app.request('POST', '/api/v1/accounts', { username, name: '小王', role: 'clerk', merchantIds })) as {
    body: { id: string };
  };
  await app.sql('update account set must_change_password = false where username = $1', [username]);
  const token = await app.app.get(SignIn).createToken(username, 'test', null);
  const request: TestApp['request'] = (method, path, body, headers = {}) =>
    app.request(method, path, body, { authorization: `Bearer ${token}`, ...headers });
  return { ...app, token, request, accountId: body.id };
}

describe('Whoever imports', () => {
  it('reaches the shops of the own merchants and no others', async () => {
    const [clerk, other] = [await clerkOf(seller.merchantId), await clerkOf((await newSeller(app)).merchantId)];
    expect(await upload(other, seller.shopId, csv(row('G1', '1.00')))).toMatchObject({ status: 404 });
    const { id } = await imported(clerk, seller.shopId, csv(row('G1', '1.00')));
    for (const [method, path, body] of [
      ['GET', `/api/v1/imports/${id}`],
      ['GET', `/api/v1/imports/${id}/errors.xlsx`],
      ['POST', `/api/v1/imports/${id}/commit`],
      ['POST', `/api/v1/imports/${id}/undo`, { reason: '看看' }],
    ] as const)
      expect([path, (await other.request(method, path, body)).status]).toEqual([path, 404]);
    expect((await other.request('GET', '/api/v1/imports')).body).toMatchObject({ items: [] });
    expect((await clerk.request('GET', '/api/v1/imports')).body).toMatchObject({ items: [{ id }] });
  });

  it('is asked for again while the work is done: who lost the merchant or the account has the import stopped', async () => {
    const clerk = await clerkOf(seller.merchantId);
    const id = await uploaded(clerk, seller.shopId, csv(row('H1', '1.00')));
    await reached(app, id, 'preview');
    await app.sql('delete from account_merchant where account_id = $1', [clerk.accountId]);
    await app.sql(`update file_import set state = 'committing' where id = $1`, [id]);
    await expect(reached(app, id, 'committed', 'applied')).rejects.toThrow('account-stopped');
    expect(await counted(app, seller)).toEqual(NOTHING);
    await decide(app, id, 'commit');
    await reached(app, id, 'applied');
    await settle(app);
    expect(await counted(app, seller)).toMatchObject({ paidFen: 100 });
  });

  it('finds the file and the row behind a number', async () => {
    const { id } = await imported(app, seller.shopId, csv(row('I1', '1.00'), row('I2', '2.00')));
    const explained = (await read(app, 'explain', {
      ...{ subject: 'merchants', id: seller.merchantId, from: '2026-11-01', to: '2026-11-30', by: 'orders' },
    })) as { items: { orderNo: string; messages: { source: string; file: object }[] }[] };
    expect(explained.items.find(({ orderNo }) => orderNo === 'I2')?.messages).toMatchObject([
      { source: 'file', file: { importId: id, fileName: '订单.csv', row: 3, isUndone: false } },
    ]);
  });
});

type Step = 'file' | 'later file' | 'push' | 'refund' | 'undo';

describe('Files and messages about the same orders', () => {
  /** What a seller's sales come to when these happen in this order; the first file is taken back where it is, or later, uploaded. */
  async function play(steps: readonly Step[]): Promise<{ image: unknown; orders: unknown }> {
    seller = await newSeller(app);
    await newItem(app, seller, 'item', { originDivisionCode: '140681' });
    const paid = { orderNo: 'P1', paidAt: noon('2026-11-02'), lines: [{ paidFen: 2_000 }] };
    let first: string | null = null;
    for (const step of steps) {
      if (step === 'file') first = (await imported(app, seller.shopId, csv(row('P1', '20.00', { refund: '5.00' }), row('P2', '7.00')))).id;
      if (step === 'later file')
        await imported(app, seller.shopId, csv(row('P1', '20.00', { refund: '8.00', refundedAt: '2026-11-08 09:00:00' })));
      if (step === 'push') await sell(app, seller, paid);
      if (step === 'refund') {
        const refunds = [{ amountFen: 900, succeededAt: noon('2026-11-06') }];
        const said = orderMessage({ ...paid, refunds });
        await app.deliver(seller.shopId, SHOP_SECRET, anyId('refund'), { ...said, timestamp: noon('2026-11-06') });
      }
      if (step === 'undo' && first !== null) await takenBack(app, first);
      await settle(app);
    }
    const orders = (await ordersOf(app, seller)).map(({ orderNo, origin, paidFen, refundedFen, voidReason }) => ({
      ...{ orderNo, origin, paidFen, refundedFen, voidReason },
    }));
    return { image: await counted(app, seller), orders };
  }

  const ALL: readonly Step[] = ['file', 'later file', 'push', 'refund'];

  it('come to the same in whatever order they arrive', async () => {
    const expected = await play(ALL);
    expect(expected.image).toMatchObject({ paidFen: 2_700, refundedFen: 900, orders: 2 });
    for (const steps of [
      ['refund', 'push', 'later file', 'file'],
      ['later file', 'refund', 'file', 'push'],
      ['push', 'file', 'refund', 'later file'],
    ] as const)
      expect({ steps, ...(await play(steps)) }).toEqual({ steps, ...expected });
  });

  it('come to the same wherever in between an import is undone', async () => {
    const expected = await play(['file', 'undo', 'later file', 'push', 'refund']);
    expect(expected.image).toMatchObject({ paidFen: 2_000, refundedFen: 900, orders: 1 });
    for (const steps of [
      ['refund', 'file', 'later file', 'undo', 'push'],
      ['push', 'later file', 'refund', 'file', 'undo'],
    ] as const)
      expect({ steps, ...(await play(steps)) }).toEqual({ steps, ...expected });
  });
});

describe('After all of this', () => {
  it('verify finds no difference', async () => {
    await settle(app);
    expect((await new Verification(app.app.get(Database), new VerificationRepository()).verify()).differences).toEqual([]);
  });

  it('no buyer is known: not in any table and not in the log', async () => {
    await expectNoTrace(app, log, BUYER);
  });
});
