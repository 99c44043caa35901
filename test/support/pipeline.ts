import { setTimeout as sleep } from 'node:timers/promises';
import { DiscoveryService } from '@nestjs/core';
import { JobWorker } from '../../src/platform/queue/index.js';
import type { TestApp } from './test-app.js';

const PATIENCE_MS = 60_000;

const PENDING = `select (select count(*) from inbox_todo)::int as messages, (select count(*) from reattribution_todo)::int as changes,
  (select count(*) from order_todo)::int as orders, (select count(*) from entry_todo)::int as entries,
  (select count(*) from detail_todo where due_at <= now())::int as details`;

/** Waits until every message, change, order and entry has been worked off, and no platform is to be asked now; fails loudly, with what is left. */
export async function settle(app: Pick<TestApp, 'sql'>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [pending] = await app.sql<Record<string, number>>(PENDING);
    if (Object.values(pending ?? {}).every((count) => count === 0)) return;
    if (Date.now() > deadline) throw new Error(`Not settled after ${PATIENCE_MS} ms: ${JSON.stringify(pending)}`);
    await sleep(5);
  }
}

export function workersOf(app: TestApp): JobWorker[] {
  return app.app
    .get(DiscoveryService)
    .getProviders()
    .map((wrapper): unknown => wrapper.instance)
    .filter((instance) => instance instanceof JobWorker);
}

/** The running job ends first, as it does when a process is asked to stop. */
export async function stopWorkers(app: TestApp): Promise<void> {
  await Promise.all(workersOf(app).map((worker) => worker.worker.pause()));
}

export async function startWorkers(app: TestApp): Promise<void> {
  await Promise.all(workersOf(app).map(async (worker) => worker.worker.resume()));
}

/** As if the workers' process were killed half-way: their database connections are cut, whatever they were doing. */
export async function killWorkers(app: TestApp): Promise<void> {
  await app.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'cunbo_worker'`);
}
