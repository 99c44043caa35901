import pg from 'pg';
import { Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database } from '../../src/platform/database/index.js';
import { type Capabilities, type CunboDriver, SHOP_SECRET } from '../model/driver.js';
import { killWorkers, settle, startWorkers, stopWorkers } from './pipeline.js';
import { startTestApp } from './test-app.js';

/** What of the contract the product has. */
export const CAPABILITIES: Capabilities = { attributionRules: false, refundDetail: false, mapToday: false };

/** The real system behind the model's interface. */
export async function createDriver(): Promise<CunboDriver & { close(): Promise<void> }> {
  const app = await startTestApp();
  const verification = new Verification(app.app.get(Database), new VerificationRepository());
  // Looks again and again: connecting for each look would cost more than what is looked for.
  const watcher = new pg.Client({ connectionString: app.database.adminUrl });
  await watcher.connect();
  const watched = { sql: async (statement: string) => (await watcher.query(statement)).rows };
  return {
    capabilities: CAPABILITIES,
    request: (method, path, body, headers) => app.request(method, path, body, headers),
    deliver: async (shopId, messageId, body) => (await app.deliver(shopId, SHOP_SECRET, messageId, body)).status,
    stopWorkers: () => stopWorkers(app),
    startWorkers: () => startWorkers(app),
    killWorkers: () => killWorkers(app),
    settle: () => settle(watched),
    verifyDifferences: async () => {
      const { differences } = await verification.verify();
      if (differences.length > 0) console.error(differences.slice(0, 20));
      return differences.length;
    },
    close: async () => {
      await startWorkers(app);
      await watcher.end();
      await app.close();
    },
  };
}
