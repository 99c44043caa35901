import { setTimeout as sleep } from 'node:timers/promises';
import { getDataSourceToken } from '@nestjs/typeorm';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { KeptTables } from './kept-tables.js';
import { ledgerImage } from './ledger-image.js';
import { newItem, newSeller, noon, ranking, type Seller } from './sales.js';
import { orderNos, say, sellLongAgo, sweepAt, verify } from './retention-world.js';
import { FAULTS, StatementFaults } from './statement-faults.js';

const lines = [{ itemId: 'bowl', paidFen: 500 }];
const NOW = noon('2023-01-10');
const SWEPT = `select to_char(day, 'YYYY-MM-DD') as day, retired_orders::int, dropped_payload_days, deleted_payloads::int, finished_at is not null as is_finished from retention_sweep`;
const RETIRED = 'select order_no, entries, paid_fen, entries_fingerprint from retired_order order by order_no';
const BODIES = 'select message_key from inbox_payload order by 1';

describe('a sweep that is cut off at any of its statements', () => {
  let app: TestApp;
  let faults: StatementFaults;
  let kept: KeptTables;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    const seller = await newSeller(app);
    await newItem(app, seller, 'bowl', { originDivisionCode: '140681102201' });
    const old = Array.from({ length: 3 }, (_none, index) => ({
      orderNo: `old-${index}`,
      paidAt: noon('2019-01-10'),
      lines,
    }));
    await sellLongAgo(app, seller, ...old, { orderNo: 'young', paidAt: noon('2022-01-10'), lines });
    await app.sql(`update inbox_payload set received_day = '2022-05-01'; update inbox_message set received_at = '${noon('2022-05-01')}'`);
    faults = new StatementFaults([app.app.get<DataSource>(getDataSourceToken('worker'), { strict: false })]);
    kept = await KeptTables.keep(app);
  });
  afterAll(() => app.close());

  async function startOver(): Promise<void> {
    await app.sql('truncate inbox_payload');
    await app.sql(`create table if not exists public.inbox_payload_20220501 partition of inbox_payload for values from ('2022-05-01') to ('2022-05-02');
                   alter table inbox_payload_20220501 owner to cunbo_owner; alter table inbox_payload_20220501 enable row level security`);
    await kept.restore();
  }

  const image = async (): Promise<unknown> => ({
    ...(await ledgerImage(app)),
    swept: await app.sql(SWEPT),
    retired: await app.sql(RETIRED),
    bodies: await app.sql(BODIES),
  });

  it.each(FAULTS)(
    'goes on where it was, deletes the same and counts it once: %s',
    async (fault) => {
      await startOver();
      expect(await sweepAt(app, NOW).sweepOn(Infinity)).toMatchObject({ orders: 3, payloadDays: 1 });
      expect((await orderNos(app)).stored).toEqual(['young']);
      const undisturbed = await image();
      let statement = 0;
      for (let struck: string | null = ''; struck !== null;) {
        statement += 1;
        await startOver();
        faults.arm(statement, fault);
        await sweepAt(app, NOW)
          .sweepOn(Infinity)
          .catch(() => undefined);
        struck = faults.disarm();
        expect({ statement, struck, differences: (await verify(app)).differences }).toEqual({ statement, struck, differences: [] });
        expect(await sweepAt(app, NOW).sweepOn(Infinity)).toMatchObject({ state: 'finished' });
        expect({ statement, struck, image: await image() }).toEqual({ statement, struck, image: undisturbed });
      }
      expect(statement).toBeGreaterThan(30);
    },
    240_000,
  );
});

describe('while an order is being retired', () => {
  let app: TestApp;
  let seller: Seller;
  let sweeper: pg.Client;
  let shopDbId: string;
  let kept: KeptTables;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
    await newItem(app, seller, 'bowl', { originDivisionCode: '140681102201' });
    [{ id: shopDbId } = { id: '' }] = await app.sql<{ id: string }>(`select id from shop where platform = 'standard'`);
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), lines });
    kept = await KeptTables.keep(app);
  });
  beforeEach(async () => {
    sweeper = new pg.Client({ connectionString: app.database.adminUrl });
    await sweeper.connect();
    await sweeper.query('begin');
    const { rows } = await sweeper.query('select order_no from retire_orders($1, $2, $3)', [[shopDbId], ['A'], NOW]);
    expect(rows).toEqual([{ order_no: 'A' }]);
  });
  afterEach(async () => {
    await sweeper.end();
    await kept.restore();
  });
  afterAll(() => app.close());

  const total = async () => (await ranking(app, 'villages', { from: '2019-01-10', to: '2019-01-10' })).total;

  it('a word about it waits, and is then told that it is gone', async () => {
    const said = say(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), version: 2, lines: [{ itemId: 'bowl', paidFen: 9 }] }, NOW);
    await untilBlocked(app, 'cunbo_worker');
    await sweeper.query('commit');
    const key = await said;
    expect(await app.sql('select reason_code from inbox_message where message_key = $1', [key])).toEqual([
      { reason_code: 'order.retired' },
    ]);
    expect(await total()).toMatchObject({ paidFen: 500, orders: 1 });
    expect((await verify(app)).differences).toEqual([]);
  });

  it('a word about it waits, and is taken down if the sweep fails', async () => {
    const said = say(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), version: 2, lines: [{ itemId: 'bowl', paidFen: 9 }] }, NOW);
    await untilBlocked(app, 'cunbo_worker');
    await sweeper.query('rollback');
    await said;
    expect(await total()).toMatchObject({ paidFen: 9, orders: 1 });
    expect((await verify(app)).differences).toEqual([]);
  });

  it('a change of a register that moves it waits, and moves nothing of it', async () => {
    const { merchantId } = seller;
    const product = { merchantId, name: '盘', category: 'ceramics', originDivisionCode: '140681102218', isAgricultural: false };
    const { body } = await app.request('POST', '/api/v1/products', product);
    expect((await app.request('PUT', `/api/v1/shops/${seller.shopId}/items/bowl`, { productId: body.id })).status).toBe(200);
    await untilBlocked(app, 'cunbo_worker');
    await sweeper.query('commit');
    await settle(app);
    expect(await total()).toMatchObject({ paidFen: 500, orders: 1 });
    expect((await verify(app)).differences).toEqual([]);
  });

  it('a hold on it waits, and is told that it is too late', async () => {
    const placed = app.request('POST', '/api/v1/legal-holds', { shopId: seller.shopId, orderNo: 'A', reason: '诉讼' });
    await untilBlocked(app, 'cunbo_app');
    await sweeper.query('commit');
    expect((await placed).body.code).toBe('retention.order-retired');
  });
});

describe('the schedule', () => {
  it('sweeps once a day, from what the database says alone', async () => {
    const app = await startTestApp({ rehintIntervalMs: 50 });
    await until(async () => (await app.sql('select from retention_sweep where finished_at is not null')).length === 1);
    const seller = await newSeller(app);
    await sellLongAgo(app, seller, { orderNo: 'A', paidAt: noon('2019-01-10'), lines });
    await app.sql('update retention_sweep set day = day - 1');
    await until(async () => (await orderNos(app)).retired.length === 1);
    await until(async () => (await app.sql('select from retention_sweep where finished_at is not null')).length === 2);
    await app.close();
  });
});

async function untilBlocked(app: TestApp, role: string): Promise<void> {
  await until(
    async () =>
      (
        await app.sql(
          `select from pg_stat_activity where datname = current_database() and usename = '${role}' and wait_event_type = 'Lock'`,
        )
      ).length > 0,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error('What was waited for did not happen.');
}
