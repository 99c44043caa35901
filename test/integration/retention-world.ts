import { RetentionRepository } from '../../src/modules/retention/retention.repository.js';
import { RetentionPreviews } from '../../src/modules/retention/retention-preview.service.js';
import { RetentionSweep, type SweepReport } from '../../src/modules/retention/retention-sweep.service.js';
import { SweepRepository } from '../../src/modules/retention/sweep.repository.js';
import { Verification, type VerificationReport } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Clock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { SHOP_SECRET } from '../model/driver.js';
import { settle } from '../support/pipeline.js';
import { anyId, type TestApp } from '../support/test-app.js';
import { orderMessage, type Seller, sell, type SoldOrder } from './sales.js';

class SmallSteps extends RetentionSweep {
  protected override readonly ordersPerTransaction = 2;
}

/** Sweeps at a time of the test's choosing: the database refuses a clock that runs ahead, so these times are past. Two orders a batch. */
export function sweepAt(app: TestApp, instant: string): RetentionSweep {
  return new SmallSteps(app.app.get(Database), new RetentionRepository(), new SweepRepository(), clockAt(instant));
}

export function sweep(app: TestApp, instant: string): Promise<SweepReport> {
  return sweepAt(app, instant).sweepAgain();
}

export function previewAt(app: TestApp, instant: string): RetentionPreviews {
  return new RetentionPreviews(app.app.get(Database), new RetentionRepository(), clockAt(instant));
}

export function verify(app: TestApp): Promise<VerificationReport> {
  return new Verification(app.app.get(Database), new VerificationRepository()).verify();
}

/** Old orders, as if they had last changed here when they were paid. */
export async function sellLongAgo(app: TestApp, seller: Seller, ...orders: readonly SoldOrder[]): Promise<void> {
  await sell(app, seller, ...orders);
  await settle(app);
  await letRest(app);
}

export async function letRest(app: TestApp): Promise<void> {
  await app.sql(`update sales_order set changed_at = coalesce(paid_at, created_at)`);
}

/** A message about an order with a time of its own, which must be accepted; its key. */
export async function say(app: TestApp, { shopId }: Seller, order: SoldOrder, timestamp: string): Promise<string> {
  const key = anyId('message');
  const { status } = await app.deliver(shopId, SHOP_SECRET, key, { ...orderMessage(order), timestamp });
  expect(status).toBe(204);
  await settle(app);
  return key;
}

/** Numbers of the orders that are there, and of those that are retired. */
export async function orderNos(app: TestApp): Promise<{ stored: string[]; retired: string[] }> {
  const numbers = async (table: string) =>
    (await app.sql<{ order_no: string }>(`select order_no from ${table} order by order_no`)).map((row) => row.order_no);
  return { stored: await numbers('sales_order'), retired: await numbers('retired_order') };
}

function clockAt(instant: string): Clock {
  const clock = new Clock();
  clock.now = () => new Date(instant);
  return clock;
}
