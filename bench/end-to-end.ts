// From the door to the ranking: events of orders at a steady pace through the webhook, and how long each takes until a ranking shows it.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VerificationReport } from '../src/modules/revenue/index.js';
import { benchSql } from './bench-sql.ts';
import { startProgram } from './child-program.ts';
import type { Installation } from './installation.ts';
import type { PushedShop } from './intake-messages.ts';
import type { IntakeOptions } from './intake-options.ts';
import type { PacedOrder, PacedResult } from './paced-load.ts';
import { built } from './product.ts';
import { type ServerProcess, startServerProcess, startWorkerProcess } from './server-process.ts';
import { runVerify } from './verify-run.ts';
import { lagsOf, watchVillages } from './village-watch.ts';

const SELLERS = 40;
const TRACERS_PER_SECOND = 5;
const WARM_UP = { perSecond: 500, seconds: 15 };
const PATIENCE_MS = 120_000;
const PRICES_FEN = [1_990, 2_990, 4_590, 9_900];

export interface EndToEnd {
  readonly wantedPerSecond: number;
  readonly load: PacedResult;
  readonly lags: readonly number[];
  /** Accepted, and not in a ranking a minute after the last. */
  readonly lost: number;
  /** From the last answer until nothing waited. */
  readonly drainMs: number;
  readonly ordersStored: number;
  readonly verification: VerificationReport;
}

type Sellers = Pick<PacedOrder, 'sellers' | 'tracers'> & { readonly county: string };

export async function measureEndToEnd(installation: Installation, { rate, seconds }: IntakeOptions): Promise<EndToEnd> {
  const door = await startServerProcess(installation, { CUNBO_ROLE: 'api' });
  const worker = startWorkerProcess(installation);
  const load = startProgram('./paced-load.ts');
  const told = { isOver: false, count: 0 };
  try {
    const { county, ...sellers } = await makeSellers(installation, door, (WARM_UP.seconds + seconds) * TRACERS_PER_SECOND);
    const warm = { ...sellers, tracers: { ...sellers.tracers, items: [] } };
    await load.ask<PacedResult>({ port: door.port, series: 'W', ...WARM_UP, ...warm } satisfies PacedOrder);
    await untilIdle(installation);
    const before = await countOrders(installation);
    const watching = watchVillages(door, county, () => told);
    const result = await load.ask<PacedResult>({ port: door.port, series: 'E', perSecond: rate, seconds, ...sellers } satisfies PacedOrder);
    const drainMs = await untilIdle(installation);
    Object.assign(told, { isOver: true, count: result.acceptedAt.length });
    const lags = lagsOf(await watching, result.acceptedAt);
    return {
      wantedPerSecond: rate,
      load: result,
      lags,
      lost: result.acceptedAt.length - lags.length,
      drainMs,
      ordersStored: (await countOrders(installation)) - before,
      verification: (await runVerify(installation)).report,
    };
  } finally {
    await load.stop();
    await worker.stop();
    await door.stop();
  }
}

async function makeSellers(installation: Installation, door: ServerProcess, tracers: number): Promise<Sellers> {
  const { admin } = installation;
  const sold = await admin.query<{ shop_id: string; item_id: string }>(benchSql('sql/make-sellers'), [SELLERS]);
  const traced = await admin.query<{ county: string; village: string; shop_id: string; item_id: string }>(benchSql('sql/make-tracers'), [
    tracers,
  ]);
  const items = Map.groupBy(sold.rows, (row) => row.shop_id);
  const sellers = await Promise.all(
    [...items].map(async ([shopId, rows]) => ({
      shop: await openShop(installation, door, shopId),
      items: rows.map(({ item_id }, place) => ({ itemId: item_id, priceFen: PRICES_FEN[place % PRICES_FEN.length]! })),
    })),
  );
  const [first] = traced.rows;
  if (first === undefined) throw new Error('No county is left for the tracers.');
  const villages = traced.rows.map(({ village, item_id }) => ({ village, itemId: item_id, priceFen: PRICES_FEN[0]! }));
  return { county: first.county, sellers, tracers: { shop: await openShop(installation, door, first.shop_id), items: villages } };
}

async function openShop({ services }: Installation, door: ServerProcess, shopId: string): Promise<PushedShop> {
  const { ShopIds } = await built('modules/shops/index.js');
  const id = services.get(ShopIds, { strict: false }).encode(shopId);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  await door.change(`/api/v1/shops/${id}`, { credentials: { secret } });
  return { platform: 'standard', path: `/webhooks/standard/${id}`, secret, appKey: '' };
}

/** Until no message, order or entry waits; how long that took. */
async function untilIdle({ admin }: Installation): Promise<number> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < PATIENCE_MS) {
    const { rows } = await admin.query<{ waits: boolean }>(benchSql('sql/is-waiting'));
    if (rows[0]?.waits === false) return performance.now() - startedAt;
    await sleep(20);
  }
  throw new Error('The workers did not come to an end.');
}

async function countOrders({ admin }: Installation): Promise<number> {
  return Number((await admin.query<{ count: string }>('select count(*) from sales_order')).rows[0]?.count);
}
