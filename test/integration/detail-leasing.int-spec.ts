import { DetailTodoRepository, type LeasedDetail } from '../../src/modules/intake/detail-todo.repository.js';
import { Database, worker } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newSeller } from './sales.js';

const AN_HOUR_MS = 3_600_000;
const COUNT = 16;
const PER_SHOP = 3;
const SECONDS = 120;

let app: TestApp;
let shops: readonly string[];
/** Nobody else takes what is due here: workers are only woken by hints, and none is given. */
beforeAll(async () => {
  app = await startTestApp({ rehintIntervalMs: AN_HOUR_MS });
  await newSeller(app);
  await newSeller(app);
  shops = (await app.sql<{ id: string }>(`select id from shop where platform = 'standard' order by id`)).map(({ id }) => id);
});
afterAll(() => app.close());
beforeEach(() => app.sql('delete from detail_todo'));

async function makeDue(shopDbId: string | undefined, count: number, minutesAgo: number, name = 'order'): Promise<void> {
  const due = `select $1::bigint, $4 || '-' || n, now(), now() - make_interval(mins => $3) from generate_series(1, $2) n`;
  await app.sql(`insert into detail_todo (shop_id, order_no, first_wanted_at, due_at) ${due}`, [shopDbId, count, minutesAgo, name]);
}

function lease(): Promise<LeasedDetail[]> {
  const todo = app.app.get(DetailTodoRepository, { strict: false });
  return app.app.get(Database).transaction(worker('test'), (tx) => todo.lease(tx, COUNT, PER_SHOP, SECONDS));
}

const countOf = (leased: readonly LeasedDetail[], shopDbId: string | undefined): number =>
  leased.filter((detail) => detail.shopDbId === shopDbId).length;

it('takes a few orders of each shop, however long the backlog of one of them has been waiting', async () => {
  const [busy, calm] = shops;
  await makeDue(busy, 300, 60);
  await makeDue(calm, 2, 1);
  const leased = await lease();
  expect(countOf(leased, busy)).toBe(PER_SHOP);
  expect(countOf(leased, calm)).toBe(2);
});

it('gives a shop no more while what was taken for it is under way, and everybody else their turn', async () => {
  const [busy, calm] = shops;
  await makeDue(busy, 1_500, 60);
  await makeDue(calm, 2, 1);
  await lease();
  expect(await lease()).toEqual([]);
  await makeDue(calm, 1, 0, 'later');
  expect(countOf(await lease(), calm)).toBe(1);
});

it('takes first what a message waits for, then what only a question to the platform wants', async () => {
  const [shop] = shops;
  await makeDue(shop, 10, 60);
  await app.sql('update detail_todo set is_waited_for = false');
  await makeDue(shop, 1, 0, 'pushed');
  expect((await lease()).map(({ orderNo }) => orderNo)).toContain('pushed-1');
});

it('gives no order to two who ask at the same time', async () => {
  for (const shop of shops) await makeDue(shop, 4, 10);
  const leased = (await Promise.all(Array.from({ length: 6 }, lease))).flat();
  const keys = leased.map(({ shopDbId, orderNo }) => `${shopDbId}:${orderNo}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(0);
});

it('gives an order again when whoever took it has not come back in time', async () => {
  const [shop] = shops;
  await makeDue(shop, 1, 10);
  expect(countOf(await lease(), shop)).toBe(1);
  expect(await lease()).toEqual([]);
  await app.sql(`update detail_todo set leased_until = now() - interval '1 second'`);
  expect(countOf(await lease(), shop)).toBe(1);
});
