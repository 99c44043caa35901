import { Database, DOOR, operator, type Principal, type Scope, SIGN_IN, type Tx } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { imported } from '../support/uploads.js';
import { newItem, newSeller, noon, type Seller, sell } from './sales.js';

const HOME = '140681102201';
const AWAY = '140226100213';
/** Rows of a merchant, each with the merchant it belongs to. */
const MERCHANT_OF: Readonly<Record<string, string>> = {
  merchant: 'id',
  product: 'merchant_id',
  shop: 'merchant_id',
  host: 'merchant_id',
  live_session: 'merchant_id',
  attribution_rule: 'merchant_id',
  live_session_reading: '(select merchant_id from live_session where id = live_session_id)',
  live_session_summary: '(select merchant_id from live_session where id = live_session_id)',
  revenue_entry: 'merchant_id',
  rollup_base: 'merchant_id',
  rollup_goods: 'merchant_id',
  rollup_refund: 'merchant_id',
  ...Object.fromEntries(
    ['file_import_chunk', 'file_import_order', 'file_import_row'].map((table) => [
      table,
      '(select s.merchant_id from file_import i join shop s on s.id = i.shop_id where i.id = import_id)',
    ]),
  ),
  ...Object.fromEntries(
    [
      'item_mapping',
      'detail_todo',
      'fetched_order',
      'shop_pull',
      'shop_delivery',
      'platform_total',
      'platform_total_order',
      'platform_total_todo',
      'file_import',
      'file_word',
      'inbox_message',
      'inbox_payload',
      'order_word',
      'sales_order',
      'order_line',
      'order_refund',
    ].map((table) => [table, '(select merchant_id from shop where shop.id = shop_id)']),
  ),
};

/** Promise 8: the database itself shows a principal only what is its own, whatever the services forget. */
describe('row-level security', () => {
  let app: TestApp;
  let home: Seller;
  let away: Seller;
  let tables: string[];

  beforeAll(async () => {
    app = await startTestApp();
    tables = (await app.sql<{ name: string }>(TABLES)).map(({ name }) => name);
    [home, away] = [await sellerWithEverything(app, HOME), await sellerWithEverything(app, AWAY)];
    await settle(app);
  });
  afterAll(() => app.close());

  const as = <Result>(scope: Scope, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    app.app.get(Database).transaction({ kind: 'program', name: 'test', scope }, work);
  const countIn = async (tx: Tx, table: string): Promise<number> =>
    (await tx.one<{ count: number }>(`select count(*)::int as count from ${table}`)).count;

  it('is on for every table, which belongs to the owner role and has a policy for whoever has any right to it', async () => {
    const faults = await app.sql(`
      select c.relname as table, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as is_secured,
             (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (pg_get_userbyid(c.relowner) <> 'cunbo_owner' or not c.relrowsecurity
             or not exists (select from pg_policy p where p.polrelid = c.oid)
                and exists (select from aclexplode(c.relacl) rights where rights.grantee <> c.relowner))`);
    expect(faults).toEqual([]);
    expect(tables.length).toBeGreaterThan(25);
  });

  it('cannot be walked around by a partition: no role but the owner may touch one', async () => {
    await app.sql('select plan_inbox_partitions(2)');
    const partitions = await app.sql<{ table: string; rights: string | null; is_secured: boolean }>(
      `select relname as table, relacl::text as rights, relrowsecurity as is_secured from pg_class where relispartition and relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    expect(partitions.length).toBeGreaterThan(3);
    expect(partitions.filter(({ rights }) => /cunbo_(app|worker|queue)=|^\{=|,=/.test(rights ?? ''))).toEqual([]);
    expect(partitions.filter((partition) => !partition.is_secured)).toEqual([]);
  });

  it('applies to the roles that serve: none is superuser, bypasses it or owns a table', async () => {
    const roles = ['cunbo_app', 'cunbo_queue', 'cunbo_worker'];
    const powers = await app.sql(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
              exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as is_owner
       from pg_roles r where rolname = any ($1) order by rolname`,
      [roles],
    );
    const powerless = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, memberships: 0, is_owner: false };
    expect(powers).toEqual(roles.map((rolname) => ({ rolname, ...powerless })));
    const queueRights = await app.sql(
      `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') and has_table_privilege('cunbo_queue', c.oid, 'select, insert, update, delete')`,
    );
    expect(queueRights).toEqual([]);
  });

  it.each([
    ['merchants', (seller: Seller): Scope => ({ kind: 'merchants', merchantIds: [seller.merchantId] })],
    ['division', (seller: Seller): Scope => ({ kind: 'division', codePrefix: seller === home ? '1406' : '140226' })],
  ])('shows the scope %s its own rows and nothing of others', async (_scope, scopeOf) => {
    for (const seller of [home, away]) {
      await as(scopeOf(seller), async (tx) => {
        for (const [table, merchantOf] of Object.entries(MERCHANT_OF)) {
          const rows = await tx.query<{ merchant: string }>(`select distinct ${merchantOf} as merchant from ${table}`);
          expect({ table, rows }).toEqual({ table, rows: [{ merchant: seller.merchantId }] });
        }
      });
    }
  });

  it('shows the operator the rows of all', async () => {
    await as({ kind: 'all' }, async (tx) => {
      for (const [table, merchantOf] of Object.entries(MERCHANT_OF)) {
        const rows = await tx.query<{ merchant: string }>(`select distinct ${merchantOf} as merchant from ${table} order by 1`);
        expect({ table, rows }).toEqual({ table, rows: [{ merchant: home.merchantId }, { merchant: away.merchantId }] });
      }
    });
  });

  it('lets nobody write rows of others', async () => {
    const mine: Scope = { kind: 'merchants', merchantIds: [home.merchantId] };
    const sessionOfAway = (await app.sql<{ id: string }>(`select id from live_session where merchant_id = ${away.merchantId}`))[0]?.id;
    const theirs: readonly string[] = [
      `insert into product (merchant_id, name, category, is_agricultural) values (${away.merchantId}, 'p', 'ceramics', false)`,
      `insert into shop (merchant_id, platform, name) values (${away.merchantId}, 'standard', 's')`,
      `insert into host (merchant_id, name) values (${away.merchantId}, 'h')`,
      `insert into live_session (merchant_id, title, started_at) values (${away.merchantId}, 't', now())`,
      `update product set merchant_id = ${away.merchantId}`,
      `insert into live_session_reading (live_session_id, at, source) select ${sessionOfAway}, now(), 'typed'`,
    ];
    for (const statement of theirs) await expect(as(mine, (tx) => tx.query(statement))).rejects.toThrow(/row-level security/);
    const untouched = [
      `update product set name = 'x' where merchant_id = ${away.merchantId}`,
      `delete from item_mapping where shop_id in (select id from shop where merchant_id = ${away.merchantId})`,
    ];
    for (const statement of untouched) expect(await as(mine, (tx) => tx.query(`${statement} returning *`))).toEqual([]);
  });

  it('lets a bureau register merchants in its own division only', async () => {
    const bureau: Scope = { kind: 'division', codePrefix: '140681' };
    const insert = (code: string) => `insert into merchant (name, kind, division_code) values ('新', 'household', '${code}')`;
    await expect(as(bureau, (tx) => tx.query(insert(AWAY)))).rejects.toThrow(/row-level security/);
    const moved = as(bureau, (tx) => tx.query(`update merchant set division_code = '${AWAY}'`));
    await expect(moved).rejects.toThrow(/row-level security/);
    await as(bureau, (tx) => tx.query(insert(HOME)));
    await app.sql(
      `delete from shop where merchant_id in (select id from merchant where name = '新'); delete from merchant where name = '新'`,
    );
  });

  it('shows totals of areas to every bureau of the province, and to no other', async () => {
    const areasOf = (codePrefix: string): Promise<number> =>
      as({ kind: 'division', codePrefix }, (tx) => countIn(tx, "rollup_area where area_code <> ''"));
    const all = await as({ kind: 'all' }, (tx) => countIn(tx, "rollup_area where area_code <> ''"));
    expect(all).toBeGreaterThan(0);
    expect(await Promise.all(['14', '140681', '140226100'].map(areasOf))).toEqual([all, all, all]);
    expect(await areasOf('150100')).toBe(0);
  });

  it('shows nothing at all while no scope is set', async () => {
    const unset = { kind: '' } as unknown as Scope;
    const visible = await as(unset, async (tx) => {
      const counts: [string, number][] = [];
      for (const table of tables) if (await mayRead(tx, table)) counts.push([table, await countIn(tx, table)]);
      return counts;
    });
    expect(visible.length).toBeGreaterThan(20);
    expect(visible.filter(([, count]) => count > 0)).toEqual([]);
  });

  it.each<[string, Principal, string[]]>([
    ['the door', DOOR, ['inbox_message', 'inbox_payload', 'shop', 'shop_delivery']],
    ['sign-in', SIGN_IN, ['account', 'api_token', 'security_policy']],
  ])('shows %s only what it needs', async (_name, principal, expected) => {
    const seen = await app.app.get(Database).transaction(principal, async (tx) => {
      const found: string[] = [];
      for (const table of tables)
        if (!READABLE_BY_ANYBODY.includes(table) && (await mayRead(tx, table)) && (await countIn(tx, table)) > 0) found.push(table);
      return found;
    });
    expect(seen).toEqual(expected);
  });

  it('shows a host itself, its sessions and what is known of them, of which it writes readings only', async () => {
    const [{ id } = { id: '' }] = await app.sql<{ id: string }>(`select id::text from host where merchant_id = ${home.merchantId}`);
    const [{ session } = { session: '' }] = await app.sql<{ session: string }>(
      `insert into live_session (merchant_id, title, started_at) values (${home.merchantId}, 't', now()) returning id::text as session`,
    );
    const asHost = <Row = object>(statement: string): Promise<Row[]> =>
      as({ kind: 'host', hostIds: [id] }, (tx) => tx.query<Row>(statement));
    const seen = await as({ kind: 'host', hostIds: [id] }, async (tx) => {
      const found: [string, number][] = [];
      for (const table of tables)
        if (!READABLE_BY_ANYBODY.includes(table) && (await mayRead(tx, table))) found.push([table, await countIn(tx, table)]);
      return found.filter(([, count]) => count > 0);
    });
    const own = ['host', 'live_session', 'live_session_reading', 'live_session_summary', 'rollup_current'];
    expect(seen).toEqual(own.map((table) => [table, 1]));
    for (const table of ['rollup_goods', 'rollup_area', 'rollup_refund', `rollup_base where live_session_id = 0`])
      expect(await as({ kind: 'host', hostIds: [id] }, (tx) => countIn(tx, table))).toBe(0);
    for (const statement of [
      `update live_session set title = 'x'`,
      `insert into live_session_reading (live_session_id, at, source) values (${session}, now(), 'typed')`,
      `insert into host (merchant_id, name) values (${home.merchantId}, 'h')`,
    ])
      await expect(asHost(statement)).rejects.toThrow(/row-level security/);
    expect(await asHost(`update host set name = 'x' returning id`)).toEqual([]);
    expect(await asHost('select from live_session for update')).toHaveLength(1);
    await app.sql(`delete from live_session where id = ${session}`);
  });

  it('lets the door add inbox rows and change nothing', async () => {
    const door = <Row>(statement: string): Promise<Row[]> => app.app.get(Database).transaction(DOOR, (tx) => tx.query<Row>(statement));
    const [shop] = await door<{ id: string }>(`select id from shop where platform = 'standard' limit 1`);
    const message = `insert into inbox_message (shop_id, message_key, body_hash, state, received_at) values (${shop?.id}, 'door', '\\x00', 'quarantined', now())`;
    await door(message);
    const denied = [
      'insert into shop (merchant_id, platform, name) select merchant_id, platform, name from shop',
      `update shop set name = 'x'`,
    ];
    const closed = ['delete from inbox_todo', 'delete from inbox_message', 'delete from inbox_payload', 'delete from shop'];
    for (const statement of denied) await expect(door(statement)).rejects.toThrow(/row-level security/);
    for (const statement of closed) await expect(door(statement)).rejects.toThrow(/permission denied/);
    // Replaying is a person's: the door has the role, but not the rows.
    expect(await door('update inbox_message set state = $$applied$$ returning *')).toEqual([]);
    await app.sql(`delete from inbox_message where message_key = 'door'`);
  });

  it('hides accounts and their secrets from the workers', async () => {
    const worker: Principal = { kind: 'worker', name: 'test' };
    for (const table of ['account', ...SECRETS, 'idempotency_key', 'invitation', 'merchant_application'])
      await expect(app.app.get(Database).transaction(worker, (tx) => tx.query(`select from ${table}`))).rejects.toThrow(
        /permission denied/,
      );
  });

  it('keeps the kept answers of an account from every other', async () => {
    const account = (accountId: string): Principal => ({
      kind: 'account',
      accountId,
      username: 'x',
      role: 'operator',
      scope: { kind: 'all' },
      isReadOnly: false,
    });
    const [{ id } = { id: '' }] = await app.sql<{ id: string }>('select id::text from account limit 1');
    await app.request('POST', '/api/v1/hosts', { merchantId: home.merchantId, name: '主播' }, { 'idempotency-key': 'kept' });
    const keptOf = (principal: Principal) => app.app.get(Database).transaction(principal, (tx) => countIn(tx, 'idempotency_key'));
    expect(await keptOf(account(id))).toBeGreaterThan(0);
    expect(await keptOf(account('0'))).toBe(0);
    expect(await keptOf(operator('test'))).toBe(0);
  });
});

const SECRETS = ['account_session', 'api_token', 'account_second_step', 'account_recovery_code', 'security_policy', 'unknown_username'];
const TABLES = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`;
/** The register of divisions is public knowledge: whoever is somebody may read it. */
const READABLE_BY_ANYBODY = ['division', 'division_alias', 'division_closure', 'division_register', 'instance'];

async function mayRead(tx: Tx, table: string): Promise<boolean> {
  return (await tx.one<{ may: boolean }>(`select has_table_privilege($1, 'select') as may`, [table])).may;
}

/** What a platform's API and a platform's own totals leave behind. */
const DELIVERIES_OF = `
  with of_merchant as (select id from shop where merchant_id = $1 and platform <> 'manual'),
    a as (insert into detail_todo (shop_id, order_no, first_wanted_at, due_at) select id, 'W1', now(), 'infinity' from of_merchant),
    b as (insert into fetched_order (shop_id, order_no, body_hash, message_key, fetched_at) select id, 'W0', '', 'k', now() from of_merchant),
    c as (insert into shop_pull (shop_id, due_at) select id, 'infinity' from of_merchant),
    d as (insert into shop_delivery (shop_id, hour) select id, date_trunc('hour', now()) - interval '9 hours' from of_merchant),
    e as (insert into platform_total (shop_id, day, paid_fen, orders, source, recorded_by) select id, '2026-11-01', 1, 1, 'typed', 't' from of_merchant),
    f as (insert into platform_total_todo (shop_id, day) select id, '2026-11-01' from of_merchant)
  select 1`;

async function sellerWithEverything(app: TestApp, divisionCode: string): Promise<Seller> {
  const seller = await newSeller(app, divisionCode);
  const { merchantId } = seller;
  await newItem(app, seller, 'item', { originDivisionCode: divisionCode });
  const { body: host } = await app.request('POST', '/api/v1/hosts', { merchantId, name: '主播' });
  await app.request('POST', '/api/v1/attribution-rules', { effect: 'home', merchantId, homeDivisionCode: divisionCode, reason: '迁址' });
  const { body: session } = await app.request('POST', '/api/v1/live-sessions', {
    merchantId,
    title: '晚场',
    startedAt: noon('2026-11-01'),
    hostId: host.id,
  });
  await app.request('POST', `/api/v1/live-sessions/${session.id}/readings`, { readings: [{ at: noon('2026-11-01'), online: 1 }] });
  await app.sql(DELIVERIES_OF, [merchantId]);
  await sell(app, seller, {
    paidAt: noon('2026-11-01'),
    lines: [{ paidFen: 100 }],
    refunds: [{ amountFen: 10, succeededAt: noon('2026-11-02') }],
  });
  const { id } = await imported(app, seller.shopId, {
    name: 'x.csv',
    bytes: '订单号,支付时间,商品名称,数量,实付金额(元)\nX,2026-11-01,荞麦米,1,1',
  });
  await app.sql(`insert into file_import_chunk (import_id, chunk_no, sealed) values ($1, 0, '')`, [id]);
  await app.sql(`insert into file_import_row (import_id, row_no, order_no) values ($1, 9, '')`, [id]);
  await app.sql(
    `insert into file_import_order (import_id, order_no, row_no, message_key, body_hash, body) values ($1, '', 9, '', '', '')`,
    [id],
  );
  await app.sql(
    `insert into platform_total_order (shop_id, day, order_no, paid_fen) select shop_id, day, 'W1', 1 from platform_total on conflict do nothing`,
  );
  return seller;
}
