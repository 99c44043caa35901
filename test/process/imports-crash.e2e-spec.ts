import type { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import type { Program } from './program.js';
import { openShop } from './sales.js';
import { SystemUnderTest } from './system-under-test.js';

const ORDERS = 5_000;
const PARTS = [1, 2, 3];
const PAID_FEN = ORDERS * (101 + 102 + 103);
const LIMIT_MS = 300_000;
const PATIENCE_MS = 60_000;

let system: SystemUnderTest;
let api: ApiClient;
let shopId: string;
let importId: string;

beforeAll(async () => {
  system = await SystemUnderTest.open();
  await system.startApi();
  api = await system.signIn();
  shopId = await openShop(api);
});

afterAll(() => system.close());

/** Three rows of each order, as far apart as the file allows. */
function file(): string {
  const rows = PARTS.flatMap((part) =>
    Array.from({ length: ORDERS }, (_, order) => `K${order},${part},2026-03-01 12:00:00,i${part},荞麦米,1,1.0${part},王小红,13812345678`),
  );
  return ['订单号,子订单号,支付时间,商品编号,商品名称,数量,实付金额(元),收货人,手机号', ...rows].join('\n');
}

interface Progress {
  readonly state: string;
  readonly rows_read: string;
  readonly combined_to: string;
  readonly committed_to: string;
  readonly orders_undone: string;
}

async function progress(): Promise<Progress> {
  const [row] = await system.sql<Progress>(
    'select state, rows_read, combined_to, committed_to, orders_undone from file_import where id = $1',
    [importId],
  );
  return row!;
}

const stateIs = (...states: string[]) =>
  eventually(`the import is ${states.join(' or ')}`, PATIENCE_MS, async () => states.includes((await progress()).state));

/** Once something has been done of it and not all, a worker is held up half-way through the next transaction, and killed. */
async function killHalfWay(table: string, hasBegun: (at: Progress) => boolean, worker: Program): Promise<void> {
  await eventually(`${table} has begun to be written`, PATIENCE_MS, async () => hasBegun(await progress()));
  await system.sql('begin');
  await system.sql(`lock table ${table} in exclusive mode`);
  const held = `select from pg_locks where relation = '${table}'::regclass and not granted`;
  await eventually(`a worker waits for ${table}`, PATIENCE_MS, async () => (await system.sql(held)).length > 0);
  await worker.kill();
  await system.sql('rollback');
}

async function netFen(): Promise<number> {
  await system.settle();
  const { body } = await api.request('GET', '/api/v1/rankings/merchants?from=2026-03-01&to=2026-03-02&compare=none');
  return body.total.netFen;
}

describe('while the workers of an import are killed', () => {
  it(
    'every order of the file counts exactly once, and not at all once it is taken back',
    async () => {
      const form = new FormData();
      form.append('shopId', shopId);
      form.append('file', new Blob([file()]), '三月.csv');
      importId = (await api.sendForm('/api/v1/imports', form)).body.id;
      await killHalfWay('file_import_row', (at) => Number(at.rows_read) > 0, await system.startWorker());
      await killHalfWay('file_import_order', (at) => at.combined_to !== '', await system.startWorker());
      const worker = await system.startWorker();
      await stateIs('preview');
      const { body } = await api.request('GET', `/api/v1/imports/${importId}`);
      expect(body).toMatchObject({
        progress: { rowsRead: ORDERS * PARTS.length, ordersTold: ORDERS },
        counts: { ordersNew: ORDERS, ordersRefused: 0 },
        change: { paidFen: PAID_FEN },
      });
      await api.request('POST', `/api/v1/imports/${importId}/commit`);
      await killHalfWay('file_word', (at) => at.committed_to !== '', worker);
      const next = await system.startWorker();
      await stateIs('committed', 'applied');
      expect(await netFen()).toBe(PAID_FEN);
      await api.request('POST', `/api/v1/imports/${importId}/undo`, { reason: '选错了店铺' });
      await killHalfWay('file_word', (at) => Number(at.orders_undone) > 0, next);
      await system.redis?.flushdb();
      await system.startWorker();
      await stateIs('undone');
      expect(await netFen()).toBe(0);
    },
    LIMIT_MS,
  );

  it('leaves nothing for verify to find, and nothing of the file but that it was there', async () => {
    const { code, output } = await system.runCommand('verify', '--json');
    expect({ code, ...JSON.parse(output) }).toMatchObject({ code: 0, orders: ORDERS, pendingEntries: 0, differences: [] });
    const left = await system.sql(
      'select (select count(*) from file_import_chunk)::int as chunks, (select count(*) from file_import_row)::int as rows, (select count(*) from file_import_order)::int as orders',
    );
    expect(left).toEqual([{ chunks: 0, rows: 0, orders: 0 }]);
  });
});
