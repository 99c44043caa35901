import { Database, operator, type Principal, worker } from '../../src/platform/database/index.js';
import { settle, stopWorkers } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { KeptTables } from './kept-tables.js';
import { created, newItem, newSeller, noon, type Seller } from './sales.js';
import { orderNos, sellLongAgo, sweep, verify } from './retention-world.js';

const lines = [{ itemId: 'bowl', paidFen: 500 }];
const entryOf = (orderNo: string): string => `select min(entry_id) from revenue_entry where order_no = '${orderNo}' and kind = 'line'`;
const deleteOrder = (orderNo: string): string =>
  ['order_line', 'order_refund', 'order_word', 'sales_order']
    .map((table) => `delete from ${table} where order_no = '${orderNo}'`)
    .join('; ');

describe('with retired orders', () => {
  let app: TestApp;
  let seller: Seller;
  let shopDbId: string;
  let kept: KeptTables;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
    await newItem(app, seller, 'bowl', { originDivisionCode: '140681102201' });
    [{ id: shopDbId } = { id: '' }] = await app.sql<{ id: string }>(`select id from shop where platform = 'standard'`);
    const orders = { old: '2019-01-10', older: '2019-01-10', young: '2022-01-10', held: '2019-01-10' };
    await sellLongAgo(app, seller, ...Object.entries(orders).map(([orderNo, day]) => ({ orderNo, paidAt: noon(day), lines })));
    await created(app, 'legal-holds', { shopId: seller.shopId, orderNo: 'held', reason: '诉讼' });
    await settle(app);
    await sweep(app, noon('2023-01-10'));
    expect(await orderNos(app)).toEqual({ stored: ['held', 'young'], retired: ['old', 'older'] });
    await stopWorkers(app);
    kept = await KeptTables.keep(app);
  });
  afterEach(() => kept.restore());
  afterAll(() => app.close());

  it.each([
    [
      'an entry of a retired order changed',
      `update revenue_entry set paid_fen = paid_fen + 1 where entry_id = (${entryOf('old')})`,
      'retired orders',
    ],
    [
      'a fen moved from one retired order to another of the same day',
      `update revenue_entry set paid_fen = paid_fen + case order_no when 'old' then 1 else -1 end where entry_id in ((${entryOf('old')}), (${entryOf('older')}))`,
      'retired orders',
    ],
    [
      'an entry of a retired order moved to another village',
      `update revenue_entry set origin_code = '140681102218' where entry_id = (${entryOf('old')})`,
      'retired orders',
    ],
    ['an entry of a retired order deleted', `delete from revenue_entry where entry_id = (${entryOf('old')})`, 'retired orders'],
    [
      'an entry of a retired order added',
      `insert into revenue_entry overriding system value select (jsonb_populate_record(e, '{"entry_id": 999999, "paid_fen": 0}')).* from revenue_entry e where entry_id = (${entryOf('old')})`,
      'retired orders',
    ],
    ['all entries of a retired order deleted', `delete from revenue_entry where order_no = 'old'`, 'retired orders'],
    ['the trace of a retired order deleted', `delete from retired_order where order_no = 'old'`, 'entries'],
    ['an order deleted that was not retired', deleteOrder('young'), 'entries'],
    [
      'an entry of an order that is there changed',
      `update revenue_entry set paid_fen = paid_fen + 1 where entry_id = (${entryOf('young')})`,
      'entries',
    ],
    [
      'a retired order come back',
      `insert into sales_order (shop_id, order_no, source, status, created_at, winning_message_key)
       select shop_id, 'old', source, status, created_at, winning_message_key from sales_order where order_no = 'young'`,
      'retired orders',
    ],
  ])('verify is clean, and reports %s', async (_what, tampering, check) => {
    expect((await verify(app)).differences).toEqual([]);
    await app.sql(tampering);
    expect((await verify(app)).differences.map((difference) => difference.check)).toContain(check);
  });

  const asked = async (principal: Principal, statement: string): Promise<unknown[]> =>
    app.app.get(Database).transaction(principal, (tx) => tx.query(statement));
  const retire = (orderNo: string, asOf: string): string =>
    `select order_no from retire_orders('{${shopDbId}}', '{${orderNo}}', '${asOf}')`;

  it('the database itself refuses to retire what is held, too young or in the future, whoever asks', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await asked(worker('test'), retire('held', noon('2026-01-10')))).toEqual([]);
    expect(await asked(worker('test'), retire('young', noon('2025-01-10')))).toEqual([]);
    await expect(asked(worker('test'), retire('young', tomorrow))).rejects.toThrow('is in the future');
    expect((await orderNos(app)).stored).toEqual(['held', 'young']);
    expect(await asked(worker('test'), retire('young', noon('2025-01-11')))).toEqual([{ order_no: 'young' }]);
  });

  it('no role but the worker may retire, and no role may delete an order or change its trace as such', async () => {
    await expect(asked(operator('test'), retire('young', noon('2025-01-11')))).rejects.toThrow('permission denied for function');
    for (const principal of [operator('test'), worker('test')])
      for (const statement of [
        'delete from sales_order',
        'delete from order_word',
        'delete from inbox_payload',
        'delete from inbox_message',
        'delete from legal_hold',
        'update legal_hold set reason = $$x$$',
        'delete from retired_order',
        'update retired_order set entries = 0',
        'update retention_policy set transaction_months = 1',
        'delete from retention_policy',
      ])
        await expect(asked(principal, statement)).rejects.toThrow('permission denied');
    await expect(
      asked(
        worker('test'),
        `insert into retention_policy (transaction_months, payload_days, quiet_days, reason, decided_by) values (1, 1, 0, '', '')`,
      ),
    ).rejects.toThrow('permission denied');
  });

  it('a scope that is not the operator’s places no hold and decides no policy', async () => {
    const bureau: Principal = { kind: 'program', name: 'test', scope: { kind: 'division', codePrefix: '14' } };
    await expect(asked(bureau, `insert into legal_hold (shop_id, reason, placed_by) values (${shopDbId}, 'x', 'x')`)).rejects.toThrow(
      'row-level security',
    );
    await expect(
      asked(
        bureau,
        `insert into retention_policy (transaction_months, payload_days, quiet_days, reason, decided_by) values (1, 1, 0, 'x', 'x')`,
      ),
    ).rejects.toThrow('row-level security');
    expect(await asked(bureau, 'select from legal_hold')).toEqual([]);
  });
});
