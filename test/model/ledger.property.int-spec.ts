import fc from 'fast-check';
import { createDriver } from '../support/driver.js';
import { historySeed } from './histories.js';
import { checkHistory } from './ledger-check.js';
import { freshWindows } from './windows.js';

// The queue only carries hints: most histories run on PostgreSQL's, some on Redis.
const HISTORIES = Number(process.env.CUNBO_HISTORIES ?? (process.env.CUNBO_TEST_QUEUE === 'redis' ? 150 : 500));
/**
 * Batch n runs under seed SEED + n: a failure is repeated with CUNBO_SEED set to the seed it prints and CUNBO_HISTORIES=25.
 * CUNBO_SHRINK=no shows the first failing history as it was drawn.
 */
// A landing must be repeatable; everywhere else each run looks at new histories.
const SEED = Number(process.env.CUNBO_SEED ?? (process.env.CI === 'true' ? 20_261_122 : Date.now() % 1_000_000));
const BATCH = 25;
const SECONDS_PER_HISTORY = 30;

describe('the ledger, whatever is said to it in whatever order', () => {
  let driver: Awaited<ReturnType<typeof createDriver>>;
  let takeWindow: () => Promise<string>;

  beforeAll(async () => {
    driver = await createDriver();
    takeWindow = freshWindows(driver);
  });

  afterAll(() => driver.close());

  it(
    'shows in every cell what the facts add up to, and verifies without a difference',
    async () => {
      const property = fc.asyncProperty(historySeed, async (seed) => checkHistory(seed, await takeWindow(), driver));
      for (let batch = 0; batch * BATCH < HISTORIES; batch += 1) {
        const numRuns = Math.min(BATCH, HISTORIES - batch * BATCH);
        await fc.assert(property, { seed: SEED + batch, numRuns, endOnFailure: process.env.CUNBO_SHRINK === 'no' });
        expect({ seed: SEED + batch, differences: await driver.verifyDifferences() }).toEqual({ seed: SEED + batch, differences: 0 });
      }
    },
    HISTORIES * SECONDS_PER_HISTORY * 1000,
  );
});
