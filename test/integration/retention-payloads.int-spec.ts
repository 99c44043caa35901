import pg from 'pg';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { settle } from '../support/pipeline.js';
import { KeptTables } from './kept-tables.js';
import { created, newSeller, noon, type Seller } from './sales.js';
import { letRest, previewAt, say, sweep, verify } from './retention-world.js';

const DAY = '2022-05-01';
const PARTITION = 'inbox_payload_20220501';

interface Left {
  readonly place: string;
  readonly message_key: string;
}

describe('message bodies', () => {
  let app: TestApp;
  let seller: Seller;
  let shopDbId: string;
  let kept: KeptTables;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
    [{ id: shopDbId } = { id: '' }] = await app.sql<{ id: string }>(`select id from shop where platform = 'standard'`);
    await settle(app);
    kept = await KeptTables.keep(app);
  });
  afterEach(async () => {
    expect((await verify(app)).differences).toEqual([]);
    await app.sql(`drop table if exists public.${PARTITION}`);
    await kept.restore();
  });
  afterAll(() => app.close());

  /** As plan_inbox_partitions made it on that day. */
  const planDay = () =>
    app.sql(`create table public.${PARTITION} partition of inbox_payload for values from ('${DAY}') to ('2022-05-02');
             alter table ${PARTITION} enable row level security; alter table ${PARTITION} owner to cunbo_owner`);

  async function receive(key: string, state: string, day = DAY): Promise<void> {
    await app.sql(`insert into inbox_message (shop_id, message_key, body_hash, state, received_at) values ($1, $2, '\\x00', $3, $4)`, [
      shopDbId,
      key,
      state,
      noon(day),
    ]);
    await app.sql(`insert into inbox_payload values ($1, $2, $3, '\\x7b7d', false)`, [day, shopDbId, key]);
  }

  const left = () => app.sql<Left>('select tableoid::regclass::text as place, message_key from inbox_payload order by message_key');
  const partitions = async () =>
    (
      await app.sql<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'inbox_payload'::regclass`,
      )
    ).map(({ name }) => name);

  it('go ninety days after their receipt, the whole day with its partition; message keys stay', async () => {
    await planDay();
    for (const key of ['a', 'b']) await receive(key, 'applied');
    expect(await sweep(app, '2022-07-30T23:59:59+08:00')).toMatchObject({ state: 'finished', payloadDays: 0, payloads: 0 });
    expect(await left()).toHaveLength(2);
    expect(await sweep(app, '2022-07-31T00:00:00+08:00')).toMatchObject({ state: 'finished', payloadDays: 1, payloads: 2 });
    expect(await left()).toEqual([]);
    expect(await partitions()).not.toContain(PARTITION);
    expect(await app.sql('select message_key from inbox_message order by 1')).toEqual([{ message_key: 'a' }, { message_key: 'b' }]);
  });

  it('without a partition of their day are deleted', async () => {
    await receive('old', 'applied');
    await receive('young', 'applied', '2022-05-02');
    expect(await sweep(app, '2022-07-31T00:00:00+08:00')).toMatchObject({ payloadDays: 0, payloads: 1 });
    expect((await left()).map((row) => row.message_key)).toEqual(['young']);
  });

  it.each([true, false])('nobody has decided on are kept as long as transactions (in a partition: %s)', async (isPlanned) => {
    if (isPlanned) await planDay();
    for (const [key, state] of Object.entries({ a: 'applied', c: 'conflict', q: 'quarantined' })) await receive(key, state);
    expect((await sweep(app, noon('2022-08-01'))).payloads).toBe(1);
    expect(await left()).toEqual(['c', 'q'].map((message_key) => ({ place: 'inbox_payload_unplanned', message_key })));
    expect((await sweep(app, '2025-05-01T23:59:59+08:00')).payloads).toBe(0);
    expect((await sweep(app, '2025-05-02T00:00:00+08:00')).payloads).toBe(2);
    expect(await left()).toEqual([]);
  });

  it('not applied yet are never deleted', async () => {
    await receive('r', 'received');
    await app.sql(`insert into inbox_todo select shop_id, message_key from inbox_message`);
    await sweep(app, noon('2026-05-01'));
    expect(await left()).toHaveLength(1);
    await app.sql('truncate inbox_todo');
    await app.sql(`update inbox_message set state = 'applied'`);
  });

  it('of a held order, and what is undecided in its shop, are kept until the hold is lifted', async () => {
    await planDay();
    const held = await say(app, seller, { orderNo: 'held', paidAt: noon(DAY), lines: [{ paidFen: 1 }] }, noon(DAY));
    const free = await say(app, seller, { orderNo: 'free', paidAt: noon(DAY), lines: [{ paidFen: 1 }] }, noon(DAY));
    await app.sql(`update inbox_payload set received_day = '${DAY}'; update inbox_message set received_at = '${noon(DAY)}'`);
    await receive('q', 'quarantined');
    await letRest(app);
    const hold = await created(app, 'legal-holds', { shopId: seller.shopId, orderNo: 'held', reason: '诉讼' });
    await sweep(app, noon('2026-01-01'));
    expect((await left()).map((row) => row.message_key).toSorted()).toEqual([held, 'q'].toSorted());
    expect(free).not.toBe(held);
    await app.request('POST', `/api/v1/legal-holds/${hold}/lift`, { reason: '案件已结' });
    await sweep(app, noon('2026-01-01'));
    expect(await left()).toEqual([]);
  });

  it('of a held shop are all kept', async () => {
    await planDay();
    await receive('a', 'applied');
    await created(app, 'legal-holds', { merchantId: seller.merchantId, reason: '诉讼' });
    expect(await sweep(app, noon('2026-01-01'))).toMatchObject({ state: 'finished', payloadDays: 1, payloads: 0 });
    expect(await left()).toEqual([{ place: 'inbox_payload_unplanned', message_key: 'a' }]);
  });

  it('are left for later while somebody reads them for long: whoever delivers does not wait behind', async () => {
    await planDay();
    await receive('a', 'applied');
    const reader = new pg.Client({ connectionString: app.database.adminUrl });
    await reader.connect();
    await reader.query('begin');
    await reader.query('select from inbox_payload');
    expect(await sweep(app, noon('2022-08-01'))).toMatchObject({ state: 'waiting', payloadDays: 0, payloads: 0 });
    await reader.query('commit');
    await reader.end();
    expect(await left()).toEqual([{ place: PARTITION, message_key: 'a' }]);
    expect(await sweep(app, noon('2022-08-01'))).toMatchObject({ state: 'finished', payloadDays: 1, payloads: 1 });
  });

  it('are counted beforehand, by day', async () => {
    await planDay();
    for (const [key, state] of Object.entries({ a: 'applied', b: 'applied', q: 'quarantined' })) await receive(key, state);
    await receive('unplanned', 'applied', '2022-04-30');
    expect((await previewAt(app, noon('2022-08-01')).preview()).payloadDays).toEqual([
      { day: '2022-04-30', isPartition: false, gone: 1, kept: 0 },
      { day: DAY, isPartition: true, gone: 2, kept: 1 },
    ]);
    expect(await left()).toHaveLength(4);
  });

  it('of a day that is not old enough, or that has no partition, cannot be dropped by anybody', async () => {
    await expect(app.sql(`select drop_payload_day('${DAY}', '${noon('2022-07-30')}')`)).rejects.toThrow('are not old enough');
    await expect(app.sql(`select drop_payload_day('${DAY}', '${noon('2022-08-01')}')`)).rejects.toThrow('have no partition');
  });
});
