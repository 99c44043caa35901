// Fills the ledger by the product's own services: what messages said is recorded, then posted. Only the registers are written by hand.
import type pg from 'pg';
import type { EntryPosting } from '../src/modules/orders/entry-posting.service.js';
import type { OrderRecorder } from '../src/modules/orders/index.js';
import { benchSql } from './bench-sql.ts';
import { type Catalogue, makeCatalogue, type Place } from './catalogue.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { makeHistory, type OrderHistory } from './order-history.ts';
import { built } from './product.ts';

const MESSAGES_PER_TRANSACTION = 200; // As MessageApplying claims them.

export interface FilledLedger {
  readonly sellers: number;
  readonly orders: number;
  readonly recordMs: number;
  readonly postMs: number;
}

export async function fillLedger(installation: Installation, lines: number, seed: number): Promise<FilledLedger> {
  const { catalogue, history } = await makeContent(installation.admin, lines, seed);
  await storeCatalogue(installation.admin, catalogue, history);
  const recordMs = await timed(() => record(installation, history));
  await installation.admin.query('vacuum analyze');
  const posting = await entryPosting(installation);
  const postMs = await timed(() => posting.postAll());
  await installation.admin.query('vacuum analyze');
  return { sellers: catalogue.sellers.length, orders: history.orders.length, recordMs, postMs };
}

async function makeContent(admin: pg.Client, lines: number, seed: number): Promise<{ catalogue: Catalogue; history: OrderHistory }> {
  const { createRandom } = await built('modules/demo/random.js');
  const { CATEGORIES } = await built('modules/products/index.js');
  const { rows: places } = await admin.query<Place>(
    `select county.code as county, array_agg(village.code order by village.code) as villages
     from division county join division village on starts_with(village.code, county.code) and village.level = 'village' and village.is_selectable
     where county.level = 'county' and not county.is_zone
     group by county.code order by md5(county.code) limit 40`,
  );
  const categories = CATEGORIES.filter(({ parentCode }) => parentCode !== null).map(({ code }) => code);
  const sellerCount = Math.round(60 * Math.sqrt(lines / 100_000));
  const catalogue = makeCatalogue(createRandom(seed, 'catalogue'), places, categories, sellerCount);
  return { catalogue, history: makeHistory(createRandom(seed, 'orders'), catalogue, lines) };
}

async function storeCatalogue(admin: pg.Client, catalogue: Catalogue, history: OrderHistory): Promise<void> {
  // References between rows of one statement are checked at its end.
  await admin.query(benchSql('store-catalogue'), [JSON.stringify(catalogue.sellers), JSON.stringify(history.shows)]);
  await admin.query('truncate reattribution_todo');
}

async function record({ services }: Installation, { orders }: OrderHistory): Promise<void> {
  const { Database, worker } = await built('platform/database/index.js');
  const database = services.get(Database);
  const recorder = await orderRecorder();
  for (let start = 0; start < orders.length; start += MESSAGES_PER_TRANSACTION) {
    const batch = orders.slice(start, start + MESSAGES_PER_TRANSACTION);
    await database.transaction(worker('bench'), (tx) => recorder.record(tx, batch));
  }
}

async function orderRecorder(): Promise<OrderRecorder> {
  const { OrderRecorder: Recorder } = await built('modules/orders/order-recorder.service.js');
  const { OrderRepository } = await built('modules/orders/order.repository.js');
  const { Hints } = await built('platform/queue/index.js');
  return new Recorder(new OrderRepository(), new Hints(new Map()));
}

async function entryPosting({ services }: Installation): Promise<EntryPosting> {
  const { EntryPosting: Posting } = await built('modules/orders/entry-posting.service.js');
  const { EntryRepository } = await built('modules/orders/entry.repository.js');
  const { Hints } = await built('platform/queue/index.js');
  const { Database } = await built('platform/database/index.js');
  return new Posting(services.get(Database), new EntryRepository(), new Hints(new Map()));
}
