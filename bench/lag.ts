// How long it takes from the commit of an order until a ranking of the running program shows it, under a steady load.
import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SaidOrder } from '../src/modules/orders/index.js';
import { benchSql } from './bench-sql.ts';
import type { Installation } from './installation.ts';
import { type Item, type LagOrders, lagOrders } from './lag-orders.ts';
import { openRecorder } from './order-recorder.ts';
import { startServerProcess } from './server-process.ts';
import { clock, lagsOf, watchVillages } from './village-watch.ts';

const BATCH_MS = 50;
/** Every so many batches hold an order of a village of its own, whose appearance is looked for. */
const BATCHES_PER_TRACER = 4;

export interface LagRun {
  readonly way: string;
  readonly wantedPerSecond: number;
  readonly orders: number;
  readonly ms: number;
  readonly lags: readonly number[];
  readonly lost: number;
}

interface Tracers {
  readonly county: string;
  /** One village each. */
  readonly items: readonly (Item & { readonly village: string })[];
  readonly committedAt: Map<string, number>;
}

export async function measureLag(installation: Installation, perSecond: number, forSeconds: number): Promise<LagRun> {
  const { admin } = installation;
  const tracers = await makeTracers(admin, Math.ceil((forSeconds * 1000) / BATCH_MS / BATCHES_PER_TRACER));
  const orders = await lagOrders(admin);
  const server = await startServerProcess(installation);
  const recorder = await openRecorder(installation);
  try {
    const told = { isOver: false, count: 0 };
    const watching = watchVillages(server, tracers.county, () => told);
    const sent = await send(recorder.record, orders, tracers, perSecond, forSeconds);
    Object.assign(told, { isOver: true, count: tracers.committedAt.size });
    const lags = lagsOf(await watching, tracers.committedAt);
    return { way: recorder.way, wantedPerSecond: perSecond, ...sent, lags, lost: tracers.committedAt.size - lags.length };
  } finally {
    await recorder.close();
    await server.stop();
  }
}

/** At its own pace: a batch that is late is followed at once by the next. */
async function send(
  record: (orders: readonly SaidOrder[]) => Promise<void>,
  orders: LagOrders,
  tracers: Tracers,
  perSecond: number,
  forSeconds: number,
): Promise<{ orders: number; ms: number }> {
  const startedAt = performance.now();
  const batches = Math.round((forSeconds * 1000) / BATCH_MS);
  const size = Math.round((perSecond * BATCH_MS) / 1000);
  for (let batch = 0; batch < batches; batch += 1) {
    await sleep(Math.max(startedAt + batch * BATCH_MS - performance.now(), 0));
    const tracer = batch % BATCHES_PER_TRACER === 0 ? tracers.items[batch / BATCHES_PER_TRACER] : undefined;
    const items = Array.from({ length: tracer === undefined ? size : size - 1 }, () => orders.anyItem());
    await record([...items, ...(tracer === undefined ? [] : [tracer])].map((item) => orders.order(item)));
    if (tracer !== undefined) tracers.committedAt.set(tracer.village, clock());
  }
  return { orders: batches * size, ms: performance.now() - startedAt };
}

async function makeTracers(admin: pg.Client, count: number): Promise<Tracers> {
  const { rows } = await admin.query<{ county: string; village: string; shop_id: string; item_id: string }>(benchSql('sql/make-tracers'), [
    count,
  ]);
  const items = rows.map(({ village, shop_id, item_id }) => ({ village, shopDbId: shop_id, itemId: item_id, priceFen: 1_990 }));
  return { county: rows[0]?.county ?? '', items, committedAt: new Map() };
}
