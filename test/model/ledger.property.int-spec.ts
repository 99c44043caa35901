import { CAPABILITIES, createDriver } from '../support/driver.js';
import { checkScenario } from './ledger-check.js';
import { type Batch, type ClosableDriver, Lane, listUnusedCapabilities, playOnLanes } from './lane.js';
import { NAMED } from './named-histories.js';
import { everyLook } from './query-builder.js';
import { freshWindows, type Window } from './windows.js';

// The queue only carries hints: of the two thousand of a usual run most are on PostgreSQL, some on Redis.
const isOnRedis = process.env.CUNBO_TEST_QUEUE === 'redis';
const HISTORIES = Number(process.env.CUNBO_HISTORIES ?? (isOnRedis ? 10 : 50));
/** Systems on one Redis would take each other's hints. */
const LANES = isOnRedis ? 1 : Number(process.env.CUNBO_LANES ?? 2);
/**
 * Batch n runs under seed SEED + n: a failure is repeated with CUNBO_SEED set to the seed it prints and CUNBO_HISTORIES=25.
 * CUNBO_SHRINK=no shows the first failing history as it was drawn.
 */
// A landing must be repeatable; everywhere else each run looks at new histories.
const SEED = Number(process.env.CUNBO_SEED ?? (process.env.CI === 'true' ? 20_261_122 : Date.now() % 1_000_000));
const BATCH = 25;
const SECONDS_PER_HISTORY = 30;
/** Hours pass over a hundred thousand. */
const TELLS_EVERY = 500;

describe('the ledger, whatever is said to it in whatever order', () => {
  const lanes = Array.from({ length: LANES }, () => new Lane(createDriver));

  afterAll(async () => {
    for (const lane of lanes) await lane.close();
  });

  it('has nothing that the histories do not look at', async () => {
    const driver = await createDriver();
    const unused = await listUnusedCapabilities(driver).finally(() => driver.close());
    expect({ capabilities: CAPABILITIES, unused }).toEqual({ capabilities: CAPABILITIES, unused: [] });
  });

  it(
    'shows in every cell what the facts add up to, and verifies without a difference',
    async () => {
      await playOnLanes(batches(), lanes, tellProgress);
    },
    HISTORIES * SECONDS_PER_HISTORY * 1000,
  );
});

describe('each history that has a name', () => {
  let driver: ClosableDriver;
  let takeWindow: () => Promise<Window>;

  beforeAll(async () => {
    driver = await createDriver();
    takeWindow = freshWindows(driver);
  });

  afterAll(() => driver.close());

  it.each(Object.entries(NAMED))('%s', async (_, makeHistory) => {
    const window = await takeWindow();
    await checkScenario({ window, history: makeHistory(window.firstDay), looks: everyLook(window) }, driver);
    expect(await driver.verifyDifferences()).toBe(0);
  });
});

/** Past Jest, which shows what is logged only at the end. */
function tellProgress(played: number): void {
  if (played % TELLS_EVERY === 0) process.stderr.write(`${played} of ${HISTORIES} histories, seeds from ${SEED} on\n`);
}

function batches(): Batch[] {
  const endOnFailure = process.env.CUNBO_SHRINK === 'no';
  return Array.from({ length: Math.ceil(HISTORIES / BATCH) }, (_, index) => {
    return { seed: SEED + index, histories: Math.min(BATCH, HISTORIES - index * BATCH), endOnFailure };
  });
}
