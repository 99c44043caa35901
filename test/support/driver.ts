import pg from 'pg';
import { DivisionImportRepository } from '../../src/modules/divisions/index.js';
import { DivisionSuccessionRepository } from '../../src/modules/divisions/division-succession.repository.js';
import { Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database, operator } from '../../src/platform/database/index.js';
import { type Capabilities, type CunboDriver, SHOP_SECRET } from '../model/driver.js';
import { type Succession, SUCCESSIONS } from '../model/places.js';
import { killWorkers, settle, startWorkers, stopWorkers } from './pipeline.js';
import { startTestApp } from './test-app.js';

/** What of the contract the product has. */
export const CAPABILITIES: Capabilities = { attributionRules: true, refundDetail: true, mapToday: true };

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
    installSuccessions: successionsOf(app.app.get(Database)),
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

/** As `import-succession` does it, without renewing the statistics of the register each time. */
function successionsOf(database: Database): (successions: readonly Succession[]) => Promise<void> {
  const registers = new DivisionImportRepository();
  const repository = new DivisionSuccessionRepository();
  return (successions) =>
    database.transaction(operator('test'), async (tx) => {
      const codes = SUCCESSIONS.map(({ code }) => code);
      await repository.delete(tx, await repository.ofCodes(tx, codes));
      await repository.insert(
        tx,
        successions.map((succession) => ({ ...succession, note: '' })),
      );
      await registers.mapToday(tx);
    });
}
