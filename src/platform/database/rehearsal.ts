import type { Database } from './database.js';
import type { Principal } from './principal.js';
import type { Tx } from './tx.js';

/** Ends a transaction that only shows what would be. */
class Rehearsed extends Error {}

/** Does the work in a transaction that is rolled back: what it answers is what would be, and nothing has changed. */
export async function rehearse<Result>(database: Database, principal: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { promise, resolve } = Promise.withResolvers<Result>();
  try {
    await database.transaction(principal, async (tx) => {
      resolve(await work(tx));
      throw new Rehearsed();
    });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  }
  return promise;
}
