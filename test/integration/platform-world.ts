import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiWaits } from '../../src/modules/intake/api-waits.js';
import { PlatformSimulator, PLATFORMS } from '../../src/modules/platform-simulator/index.js';
import { Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PATIENCE_MS = 30_000;
const AWAITED = `select count(*)::int as count, max(attempts) as attempts, min(fault_code || ': ' || fault_detail) as fault,
  min(due_at) - now() as due, min(leased_until) - now() as leased from detail_todo`;
/** A second of the product's is ten milliseconds here. */
const WAITS = 0.01;

/** The application and the platforms, on this machine, each reached by the other over HTTP only. */
export interface PlatformWorld {
  readonly app: TestApp;
  readonly simulator: PlatformSimulator;
  /** Where the application listens. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startPlatformWorld(): Promise<PlatformWorld> {
  const simulator = new PlatformSimulator();
  await simulator.start();
  const platformApis = Object.fromEntries(PLATFORMS.map((platform) => [platform, simulator.baseUrl(platform)]));
  const app = await startTestApp({ platformApis, rehintIntervalMs: 50 });
  app.app.get(ApiWaits).factor = WAITS;
  await app.app.listen(0, '127.0.0.1');
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  const close = async (): Promise<void> => {
    await app.close();
    await simulator.stop();
  };
  return { app, simulator, url: `http://127.0.0.1:${port}`, close };
}

/** Waits until no order awaits its details any more, however often its platform must be asked for them. */
export async function settleDetails(app: TestApp): Promise<void> {
  for (;;) {
    await eventually<{ count: number }>(app, 'orders whose details are awaited', AWAITED, ({ count }) => count === 0);
    await settle(app);
    // What was applied meanwhile may have wanted details.
    const [awaited] = await app.sql<{ count: number }>(AWAITED);
    if (awaited?.count === 0) return;
  }
}

/** Waits for a row that fits; fails loudly, with the last one. */
export async function eventually<Row extends object>(
  app: TestApp,
  what: string,
  statement: string,
  fits: (row: Row) => boolean,
  parameters: unknown[] = [],
): Promise<Row> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [row] = await app.sql<Row>(statement, parameters);
    if (row !== undefined && fits(row)) return row;
    if (Date.now() > deadline) throw new Error(`Waited ${PATIENCE_MS} ms for ${what}: ${JSON.stringify(row)}`);
    await sleep(20);
  }
}

export async function differences(app: TestApp): Promise<readonly unknown[]> {
  return (await new Verification(app.app.get(Database), new VerificationRepository()).verify()).differences;
}
