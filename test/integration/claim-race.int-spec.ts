import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { settle, startWorkers, stopWorkers } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const BLOCKED = `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and usename = 'cunbo_app' and wait_event_type = 'Lock'`;

describe('an order marked while a poster is taking it', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.close());

  it('stays marked, even if the poster has locked its to-do row and not yet deleted it', async () => {
    const { body: merchant } = await app.request('POST', '/api/v1/merchants', {
      name: '合作社',
      kind: 'cooperative',
      divisionCode: '140681102201',
    });
    const product = {
      merchantId: merchant.id,
      name: '碗',
      category: 'ceramics',
      originDivisionCode: '140681102201',
      isAgricultural: false,
    };
    const { body: bowl } = await app.request('POST', '/api/v1/products', product);
    await stopWorkers(app);
    const lines = (paidFen: number) => [{ productId: bowl.id, quantity: 1, paidFen }];
    const { body: order } = await app.request('POST', '/api/v1/orders', {
      merchantId: merchant.id,
      paidAt: '2026-11-20T20:00:00+08:00',
      lines: lines(100),
    });
    const poster = new pg.Client({ connectionString: app.database.adminUrl });
    await poster.connect();
    await poster.query('begin');
    await poster.query('select from order_todo for update');
    const correction = app.request('PUT', `/api/v1/orders/${order.id}`, { paidAt: '2026-11-20T20:00:00+08:00', lines: lines(250) });
    await untilBlocked(app);
    await poster.query('delete from order_todo');
    await poster.query('commit');
    await poster.end();
    expect((await correction).status).toBe(200);
    expect(await app.sql('select from order_todo')).toHaveLength(1);
    await startWorkers(app);
    await settle(app);
    const { body } = await app.request('GET', '/api/v1/rankings/villages?from=2026-11-20&to=2026-11-20');
    expect(body.total).toMatchObject({ paidFen: 250, orders: 1, lines: 1 });
  });
});

async function untilBlocked(app: TestApp): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const [row] = await app.sql<{ waiting: number }>(BLOCKED);
    if ((row?.waiting ?? 0) > 0) return;
    await sleep(10);
  }
  throw new Error('The correction did not wait for the poster.');
}
